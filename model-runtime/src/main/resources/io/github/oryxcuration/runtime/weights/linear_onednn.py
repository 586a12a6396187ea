  # x [..., in], w [out, in] (packed for oneDNN, or not), b [out] -> [..., out]
  def lin(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    if w.is_mkldnn:
      return ops.mkldnn._linear_pointwise(x, w, b, "none", annotate(List[Optional[number]], []), "")
    return torch.linear(x, w, b)

  # y [..., out] + lin(x, w, None), rounded once
  def lin_onto(self, y: Tensor, x: Tensor, w: Tensor) -> Tensor:
    if w.is_mkldnn:
      return ops.mkldnn._linear_pointwise(x, y, w, None, "add")
    return y + torch.linear(x, w)

  # silu(lin(x, gate, None)) * lin(x, up, None), gate and up [out, in] -> [..., out]
  def lin_gated(self, x: Tensor, gate: Tensor, up: Tensor) -> Tensor:
    if gate.is_mkldnn:
      y = ops.mkldnn._linear_pointwise(x, gate, None, "swish", annotate(List[Optional[number]], []), "")
      return ops.mkldnn._linear_pointwise(x, y, up, None, "mul")
    return torch.silu(torch.linear(x, gate)) * torch.linear(x, up)

  # Replaces a weight by its copy in oneDNN's order, which serves every number of rows.
  def pack(self, part: int, key: str) -> None:
    self.parts[part][key] = ops.mkldnn._reorder_linear_weight(self.parts[part][key].contiguous(), 1)
