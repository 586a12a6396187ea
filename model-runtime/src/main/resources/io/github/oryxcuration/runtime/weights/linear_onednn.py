  # Whether oneDNN multiplies: it must where the weight is packed, and is faster for many rows.
  def by_onednn(self, x: Tensor, w: Tensor) -> bool:
    return w.is_mkldnn or x.numel() // x.size(-1) >= 64

  # x [..., in], w [out, in] (packed for oneDNN, or not), b [out] -> [..., out]
  def lin(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    if self.by_onednn(x, w):
      return ops.mkldnn._linear_pointwise(x, w, b, "none", annotate(List[Optional[number]], []), "")
    return torch.linear(x, w, b)

  # y [..., out] + lin(x, w, None), rounded once
  def lin_onto(self, y: Tensor, x: Tensor, w: Tensor) -> Tensor:
    if self.by_onednn(x, w):
      return ops.mkldnn._linear_pointwise(x, y, w, None, "add")
    return y + torch.linear(x, w)

  # A linear layer and GELU (by the error function) after it, in one pass.
  def lin_gelu(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    if self.by_onednn(x, w):
      return ops.mkldnn._linear_pointwise(x, w, b, "gelu", annotate(List[Optional[number]], []), "none")
    return torch.gelu(torch.linear(x, w, b))

  # silu(lin(x, gate, None)) * lin(x, up, None), gate and up [out, in] -> [..., out]
  def lin_gated(self, x: Tensor, gate: Tensor, up: Tensor) -> Tensor:
    if self.by_onednn(x, gate) or up.is_mkldnn:
      y = ops.mkldnn._linear_pointwise(x, gate, None, "swish", annotate(List[Optional[number]], []), "")
      return ops.mkldnn._linear_pointwise(x, y, up, None, "mul")
    return torch.silu(torch.linear(x, gate)) * torch.linear(x, up)

  # Replaces a weight by its copy in oneDNN's order, which serves every number of rows. For some
  # shapes in 32 bits the order that oneDNN gives is not the one it multiplies by, without a word: a
  # packed weight is kept only if it gives the same product, else packed for other rows, else not.
  def pack(self, part: int, key: str) -> None:
    w = self.parts[part][key].contiguous()
    x = torch.sin(torch.arange(w.size(1)).float() * 0.37).to(w.dtype).unsqueeze(0)
    expected = torch.linear(x, w, None).float()
    allowed = 0.001 * float(expected.abs().max())
    if w.dtype == 15:
      allowed = 50. * allowed
    for rows in [1, 16]:
      packed = ops.mkldnn._reorder_linear_weight(w, rows)
      y = ops.mkldnn._linear_pointwise(x, packed, None, "none", annotate(List[Optional[number]], []), "")
      if float((y.float() - expected).abs().max()) <= allowed:
        self.parts[part][key] = packed
        return None
