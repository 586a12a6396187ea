  # OryxViT (oryx_vit.py of Oryx, arXiv 2409.12961): pre-norm blocks over patches of native size, no
  # final norm.   N patches of all pictures, C width, H heads, D = C / H, M inner width, S grid side
  # The residual stream and the norms are in 32 bits whatever the rest is computed in: that costs next
  # to nothing, and the branches are added without rounding.
  heads : int
  depth : int
  eps : float
  dtype : int
  device : str
  side : int

  def set_up(self, depth: int, heads: int, side: int, eps: float, dtype: int, device: str) -> None:
    self.depth = depth
    self.side = side
    self.heads = heads
    self.eps = eps
    self.dtype = dtype
    self.device = device

  # The stored table [1, S * S, C] at another size: bilinear, without antialiasing -> [h * w, C]
  def positions(self, h: int, w: int) -> Tensor:
    table = self.parts[self.depth]["positions"]
    if h == self.side and w == self.side:
      return table[0]
    grid = table.view(1, self.side, self.side, -1).permute(0, 3, 1, 2)                   # [1, C, S, S]
    return torch.upsample_bilinear2d(grid, [h, w], False, None, None).permute(0, 2, 3, 1).reshape(h * w, -1)

  # patches [N, 3 * p * p], grids h0, w0, h1, w1, ... -> [N, C]
  def embed(self, patches: Tensor, grids: List[int]) -> Tensor:
    top = self.parts[self.depth]
    x = self.lin(patches.to(torch.device(self.device), self.dtype), top["patch"], top["patch_bias"])
    where : List[Tensor] = []
    for i in range(len(grids) // 2):
      where.append(self.positions(grids[2 * i], grids[2 * i + 1]))
    return x + torch.cat(where)

  # patches [N, 3 * p * p], grids h0, w0, h1, w1, ... -> features [N, C]
  def encode(self, patches: Tensor, grids: List[int]) -> Tensor:
    ends = [0]
    for i in range(len(grids) // 2):
      ends.append(ends[i] + grids[2 * i] * grids[2 * i + 1])
    x = self.embed(patches, grids).float()
    for i in range(self.depth):
      x = self.block(self.parts[i], x, ends)
    return x.to(self.dtype)

  def block(self, w: Dict[str, Tensor], x: Tensor, ends: List[int]) -> Tensor:  # [N, C] -> [N, C]
    y = torch.layer_norm(x, [x.size(1)], w["norm1"], w["norm1_bias"], self.eps).to(self.dtype)
    x = x + self.attention(w, y, ends)
    y = torch.layer_norm(x, [x.size(1)], w["norm2"], w["norm2_bias"], self.eps).to(self.dtype)
    y = self.lin_gelu(y, w["fc1"], w["fc1_bias"])                              # [N, M]
    return x + self.lin(y, w["fc2"], w["fc2_bias"])

  def attention(self, w: Dict[str, Tensor], x: Tensor, ends: List[int]) -> Tensor:  # [N, C] -> [N, C]
    qkv = self.lin(x, w["qkv"], w["qkv_bias"]).view(x.size(0), 3, self.heads, -1)
    o = self.by_picture(qkv[:, 0], qkv[:, 1], qkv[:, 2], ends)                 # [N, H, D]
    return self.lin(o.reshape(x.size(0), -1), w["proj"], w["proj_bias"])
