  # Attention of each picture over itself, in one packed sequence.   q, k, v [N, H, D] -> [N, H, D]
  # The kernels of the GPU take heads of a multiple of eight alone.
  def by_picture(self, q: Tensor, k: Tensor, v: Tensor, ends: List[int]) -> Tensor:
    if q.is_cuda and q.size(2) % 8 == 0:
      n = 0
      for i in range(len(ends) - 1):
        n = max(n, ends[i + 1] - ends[i])
      at = torch.tensor(ends, dtype=3, device=q.device)                        # [pictures + 1]
      if q.dtype == 15 or q.dtype == 5:
        return torch._flash_attention_forward(q, k, v, at, at, n, n, 0., False, False)[0]  # [N, H, D]
      q, k, v = q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0)                 # [1, N, H, D]
      return torch._efficient_attention_forward(q, k, v, None, at, at, n, n, 0., 0)[0].squeeze(0)  # [N, H, D]
    outs : List[Tensor] = []
    for i in range(len(ends) - 1):
      s, e = ends[i], ends[i + 1]
      out = self.of_picture(q[s:e].transpose(0, 1), k[s:e].transpose(0, 1), v[s:e].transpose(0, 1))  # [H, n, D]
      outs.append(out.transpose(0, 1))                                         # [n, H, D]
    return torch.cat(outs)                                                     # [N, H, D]

  # q, k, v [H, n, D] -> [H, n, D]. On the CPU, two matrix products around a softmax are faster in
  # bfloat16 than the fused kernel, which computes in 32 bits there, as long as the scores of a block
  # of queries stay in the cache.
  def of_picture(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    n = q.size(1)
    if q.is_cuda or q.dtype != 15:
      return torch.scaled_dot_product_attention(q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0)).squeeze(0)  # [H, n, D]
    q = q * (q.size(2) ** -0.5)                                                # [H, n, D]
    k = k.transpose(1, 2)                                                      # [H, D, n]
    step = max(64, 1048576 // n)
    if n <= step:
      return torch.bmm(torch.softmax(torch.bmm(q, k), -1), v)                  # [H, n, D]
    out = torch.empty_like(q)                                                  # [H, n, D]
    for h in range(q.size(0)):
      for s in range(0, n, step):
        scores = torch.mm(q[h, s:s + step], k[h])                              # [step, n]
        out[h, s:s + step] = torch.mm(torch.softmax(scores, -1), v[h])         # [step, D]
    return out
