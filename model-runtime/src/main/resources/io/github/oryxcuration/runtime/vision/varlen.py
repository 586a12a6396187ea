  # Attention of each picture over itself, in one packed sequence.   q, k, v [N, H, D] -> [N, H, D]
  # The kernels of the GPU take heads of a multiple of eight alone.
  def by_picture(self, q: Tensor, k: Tensor, v: Tensor, ends: List[int]) -> Tensor:
    if not q.is_cuda:
      return self.by_products(q, k, v, ends)
    n = 0
    outs : List[Tensor] = []
    for i in range(len(ends) - 1):
      s, e = ends[i], ends[i + 1]
      n = max(n, e - s)
      if q.size(2) % 8 != 0:
        outs.append(self.fused(q[s:e], k[s:e], v[s:e]))                        # [n, H, D]
    if len(outs) > 0:
      return torch.cat(outs)                                                   # [N, H, D]
    at = torch.tensor(ends, dtype=3, device=q.device)                          # [pictures + 1]
    if q.dtype == 15 or q.dtype == 5:
      return torch._flash_attention_forward(q, k, v, at, at, n, n, 0., False, False)[0]  # [N, H, D]
    q, k, v = q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0)                   # [1, N, H, D]
    return torch._efficient_attention_forward(q, k, v, None, at, at, n, n, 0., 0)[0].squeeze(0)  # [N, H, D]

  # Two matrix products around powers of two, a block of keys after the other, so that the weights of a
  # block (4 to 8 MiB) stay near the cores: about twice as fast as the fused kernel. Ones beside the
  # values sum the weights up. No maximum is taken off the scores, because only scores that are all
  # below -46, or above 69, would need it: where a sum tells of such, the fused kernel takes over.
  def by_products(self, q: Tensor, k: Tensor, v: Tensor, ends: List[int]) -> Tensor:
    h, d = q.size(1), q.size(2)
    queries = (q * (1.4426950408889634 * d ** -0.5)).transpose(0, 1).contiguous()  # [H, N, D]
    keys = k.transpose(0, 1).contiguous().transpose(1, 2)                      # [H, D, N]
    values = torch.ones([h, q.size(0), d + 8], dtype=q.dtype)                  # [H, N, D + 8]
    values[:, :, :d] = v.transpose(0, 1)                                       # [H, N, D]
    out = torch.empty_like(v, memory_format=0)                                 # [N, H, D]
    for i in range(len(ends) - 1):
      s, e = ends[i], ends[i + 1]
      step = min(e - s, max(64, 2097152 // (e - s)))
      group = max(1, 4194304 // (step * (e - s)))                              # G heads together
      if q.dtype == 6:
        group = 1
        if e - s < 640:                                                        # not worth one head at a time
          out[s:e] = self.fused(q[s:e], k[s:e], v[s:e])                        # [n, H, D]
          continue
      for a in range(0, h, group):
        b = min(h, a + group)
        sums = torch.zeros([b - a, e - s, d + 8])                              # [G, n, D + 8]
        for t in range(s, e, step):
          u = min(e, t + step)
          weights = self.products(queries[a:b, s:e], keys[a:b, :, t:u]).exp2_()  # [G, n, step]
          sums.add_(self.products(weights, values[a:b, t:u]).float())          # [G, n, D + 8]
        total = sums[:, :, d:d + 1]                                            # [G, n, 1]
        if bool(torch.logical_and(total > 1e-20, total < 1e30).all()):
          out[s:e, a:b] = (sums[:, :, :d] / total).transpose(0, 1)             # [n, G, D]
        else:
          out[s:e, a:b] = self.fused(q[s:e, a:b], k[s:e, a:b], v[s:e, a:b])    # [n, G, D]
    return out

  def fused(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:  # [n, G, D] each -> [n, G, D]
    q, k, v = q.transpose(0, 1).unsqueeze(0), k.transpose(0, 1).unsqueeze(0), v.transpose(0, 1).unsqueeze(0)
    return torch.scaled_dot_product_attention(q, k, v).squeeze(0).transpose(0, 1)  # [n, G, D]

  # a [G, m, d], b [G, d, n] -> [G, m, n]. In 32 bits torch.bmm may be at half of what the CPU can do,
  # where a linear layer (of one head) is not.
  def products(self, a: Tensor, b: Tensor) -> Tensor:
    if a.dtype == 6:
      return self.lin(a[0], b[0].t().contiguous(), None).unsqueeze(0)
    return torch.bmm(a, b)
