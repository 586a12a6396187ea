  # Attention of each picture over itself, in one packed sequence.   q, k, v [N, H, D] -> [N, H, D]
  # The kernels of the GPU take heads of a multiple of eight alone.
  def by_picture(self, q: Tensor, k: Tensor, v: Tensor, ends: List[int]) -> Tensor:
    if q.is_cuda and q.size(2) % 8 == 0:
      n = 0
      for i in range(len(ends) - 1):
        n = max(n, ends[i + 1] - ends[i])
      at = torch.tensor(ends, dtype=3, device=q.device)
      if q.dtype == 15 or q.dtype == 5:
        out = torch._flash_attention_forward(q, k, v, at, at, n, n, 0., False, False)[0]
      else:
        out = torch._efficient_attention_forward(q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0), None, at, at, n, n, 0., 0)[0].squeeze(0)
      return out
    out = torch.empty_like(q)
    for i in range(len(ends) - 1):
      s, e = ends[i], ends[i + 1]
      out[s:e] = self.of_picture(q[s:e].transpose(0, 1), k[s:e].transpose(0, 1), v[s:e].transpose(0, 1)).transpose(0, 1)
    return out

  # q, k, v [H, n, D] -> [H, n, D]. The fused kernel of the CPU computes in 32 bits; in bfloat16, two
  # products around a softmax take half its time or less, as long as the scores, of one head and a
  # block of queries at a time, stay in the cache.
  def of_picture(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    if q.is_cuda or q.dtype != 15:
      return torch.scaled_dot_product_attention(q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0)).squeeze(0)
    q, k, v = q.contiguous(), k.contiguous().transpose(1, 2), v.contiguous()   # k [H, D, n]
    n = q.size(1)
    step = max(1, min(n, max(128, 4194304 // n)))
    room = torch.zeros([step, n], dtype=q.dtype)
    out = torch.empty_like(q)
    for h in range(q.size(0)):
      for s in range(0, n, step):
        e = min(n, s + step)
        scores = room[:e - s]                                                  # [<= step, n]
        torch.addmm(scores, q[h, s:e], k[h], beta=0, alpha=float(q.size(2)) ** -0.5, out=scores)
        torch.softmax(scores, -1, out=scores)
        torch.mm(scores, v[h], out=out[h, s:e])
    return out
