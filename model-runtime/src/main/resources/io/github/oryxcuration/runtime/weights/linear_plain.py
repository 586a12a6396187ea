  # x [..., in], w [out, in], b [out] -> [..., out]
  def lin(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    return torch.linear(x, w, b)

  # y [..., out] + lin(x, w, None)
  def lin_onto(self, y: Tensor, x: Tensor, w: Tensor) -> Tensor:
    return y + torch.linear(x, w)

  # silu(lin(x, gate, None)) * lin(x, up, None), gate and up [out, in] -> [..., out]
  def lin_gated(self, x: Tensor, gate: Tensor, up: Tensor) -> Tensor:
    return torch.silu(torch.linear(x, gate)) * torch.linear(x, up)

  def pack(self, part: int, key: str) -> None:
    pass

  def pack_mlp(self, part: int, first: str, second: str) -> None:
    pass

  # A linear layer and GELU (by the error function) after it.
  def lin_gelu(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    return torch.gelu(torch.linear(x, w, b))
