  # x [..., in], w [out, in] (packed for oneDNN, or not), b [out] -> [..., out]
  def lin(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    if w.is_mkldnn:
      return ops.mkldnn._linear_pointwise(x, w, b, "none", annotate(List[Optional[number]], []), "")
    return torch.linear(x, w, b)

  # Replaces a weight by its copy in oneDNN's order, which serves every number of rows.
  def pack(self, part: int, key: str) -> None:
    self.parts[part][key] = ops.mkldnn._reorder_linear_weight(self.parts[part][key].contiguous(), 1)

  # A linear layer and GELU (by the error function) after it, in one pass.
  def lin_gelu(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    if w.is_mkldnn:
      return ops.mkldnn._linear_pointwise(x, w, b, "gelu", annotate(List[Optional[number]], []), "none")
    return torch.gelu(torch.linear(x, w, b))
