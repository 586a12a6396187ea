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
      outs.append(self.of_picture(q[s:e], k[s:e], v[s:e]))                     # [n, H, D]
    return torch.cat(outs)                                                     # [N, H, D]

  # q, k, v [n, H, D] -> [n, H, D]. In 32 bits, products of one head are worth it from 640 patches on.
  def of_picture(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    if q.is_cuda or (q.dtype == 6 and q.size(0) < 640):
      return self.fused(q, k, v)
    return self.by_products(q, k, v)

  def fused(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:  # [n, G, D] each -> [n, G, D]
    q, k, v = q.transpose(0, 1).unsqueeze(0), k.transpose(0, 1).unsqueeze(0), v.transpose(0, 1).unsqueeze(0)
    return torch.scaled_dot_product_attention(q, k, v).squeeze(0).transpose(0, 1)  # [n, G, D]

  # Two matrix products around powers of two, a block of keys after the other, so that the weights of a
  # block (4 to 8 MiB) stay near the cores: about twice as fast as the fused kernel. Ones beside the
  # values sum the weights up. No maximum is taken off the scores, because only scores that are all
  # below -46, or above 69, would need it: where a sum tells of such, the fused kernel takes over.
  def by_products(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:  # [n, H, D] each -> [n, H, D]
    n, h, d = q.size(0), q.size(1), q.size(2)
    queries = (q * (1.4426950408889634 * d ** -0.5)).transpose(0, 1).contiguous()  # [H, n, D]
    keys = k.transpose(0, 1).contiguous().transpose(1, 2)                      # [H, D, n]
    values = torch.ones([h, n, d + 8], dtype=q.dtype)                          # [H, n, D + 8]
    values[:, :, :d] = v.transpose(0, 1)                                       # [H, n, D]
    out = torch.empty_like(v, memory_format=0)                                 # [n, H, D]
    step = min(n, max(64, 2097152 // n))
    group = 1                                                                  # G heads together
    if q.dtype != 6:
      group = max(1, 4194304 // (step * n))
    for a in range(0, h, group):
      b = min(h, a + group)
      sums = torch.zeros([b - a, n, d + 8])                                    # [G, n, D + 8]
      for s in range(0, n, step):
        e = min(n, s + step)
        weights = self.products(queries[a:b], keys[a:b, :, s:e]).exp2_()       # [G, n, step]
        sums.add_(self.products(weights, values[a:b, s:e]).float())            # [G, n, D + 8]
      total = sums[:, :, d:d + 1]                                              # [G, n, 1]
      if bool(torch.logical_and(total > 1e-20, total < 1e30).all()):
        out[:, a:b] = (sums[:, :, :d] / total).transpose(0, 1)                 # [n, G, D]
      else:
        out[:, a:b] = self.fused(q[:, a:b], k[:, a:b], v[:, a:b])              # [n, G, D]
    return out

  # a [G, m, d], b [G, d, n] -> [G, m, n]. In 32 bits torch.bmm may be at half of what the CPU can do,
  # where a linear layer (of one head) is not.
  def products(self, a: Tensor, b: Tensor) -> Tensor:
    if a.dtype == 6:
      return self.lin(a[0], b[0].t().contiguous(), None).unsqueeze(0)
    return torch.bmm(a, b)
