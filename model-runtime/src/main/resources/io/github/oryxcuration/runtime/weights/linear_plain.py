  # x [..., in], w [out, in], b [out] -> [..., out]
  def lin(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    return torch.linear(x, w, b)

  def pack(self, part: int, key: str) -> None:
    pass

  # A linear layer and GELU (by the error function) after it.
  def lin_gelu(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    return torch.gelu(torch.linear(x, w, b))
