  # What a machine can do: products of matrices, and reading memory. Each returns a number that needs
  # the whole work, so that a device has done it when Java has the number.
  a : List[Tensor]

  def matrices(self, n: int, dtype: int, device: str) -> None:
    x = torch.arange(n * n).remainder(13).float().view(n, n) * 0.01
    x = x.to(torch.device(device), dtype)
    self.a.clear()
    self.a.append(x)
    self.new_parts(1)
    self.parts[0]["b"] = x
    if not x.is_cuda:
      self.pack(0, "b")

  def product(self) -> float:
    return float(self.lin(self.a[0], self.parts[0]["b"], None)[0, 0])

  def numbers(self, n: int, device: str) -> None:
    self.new_parts(0)
    self.a.clear()
    self.a.append(torch.ones([n], dtype=6, device=torch.device(device)))

  def read(self) -> float:
    return float(self.a[0].sum())
