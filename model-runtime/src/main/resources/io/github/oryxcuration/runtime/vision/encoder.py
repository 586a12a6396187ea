  # OryxViT (oryx_vit.py of Oryx, arXiv 2409.12961): pre-norm blocks over patches of native size, no
  # final norm.   N patches of all pictures, C width, H heads, D = C / H, M inner width, S side of
  # the position table, p side of a patch
  #
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

  # The stored table at another size: bilinear, without antialiasing -> [h * w, C]
  def positions(self, h: int, w: int) -> Tensor:
    table = self.parts[self.depth]["positions"]                                # [1, S * S, C]
    if h == self.side and w == self.side:
      return table[0]                                                          # [S * S, C]
    grid = table.view(1, self.side, self.side, -1).permute(0, 3, 1, 2)         # [1, C, S, S]
    grid = torch.upsample_bilinear2d(grid, [h, w], False, None, None)          # [1, C, h, w]
    return grid.permute(0, 2, 3, 1).reshape(h * w, -1)                         # [h * w, C]

  # The embedding of patches, a convolution with strides of its size: [N, 3 * p * p] -> [N, C]
  def embed_patches(self, patches: Tensor) -> Tensor:
    top = self.parts[self.depth]
    x = patches.to(torch.device(self.device), self.dtype)                      # [N, 3 * p * p]
    return self.lin(x, top["patch"], top["patch_bias"])                        # [N, C]

  # patches [N, 3 * p * p], grids h0, w0, h1, w1, ... -> [N, C]
  def embed(self, patches: Tensor, grids: List[int]) -> Tensor:
    where : List[Tensor] = []
    for i in range(len(grids) // 2):
      where.append(self.positions(grids[2 * i], grids[2 * i + 1]))             # [h * w, C]
    return self.embed_patches(patches) + torch.cat(where)                      # [N, C]

  # patches [N, 3 * p * p], grids h0, w0, h1, w1, ... -> features [N, C]
  def encode(self, patches: Tensor, grids: List[int]) -> Tensor:
    ends = [0]
    for i in range(len(grids) // 2):
      ends.append(ends[i] + grids[2 * i] * grids[2 * i + 1])
    x = self.embed(patches, grids).float()                                     # [N, C]
    for i in range(self.depth):
      self.wake(x)
      x = self.block(self.parts[i], x, ends)                                   # [N, C]
    return x.to(self.dtype)                                                    # [N, C]

  def block(self, w: Dict[str, Tensor], x: Tensor, ends: List[int]) -> Tensor:  # [N, C] -> [N, C]
    x = x + self.attention(w, self.norm(w, "norm1", x), ends)                  # [N, C]
    return x + self.mlp(w, self.norm(w, "norm2", x))                           # [N, C]

  def norm(self, w: Dict[str, Tensor], key: str, x: Tensor) -> Tensor:  # [N, C] -> [N, C]
    return torch.layer_norm(x, [x.size(1)], w[key], w[key + "_bias"], self.eps).to(self.dtype)

  def attention(self, w: Dict[str, Tensor], x: Tensor, ends: List[int]) -> Tensor:  # [N, C] -> [N, C]
    qkv = self.lin(x, w["qkv"], w["qkv_bias"]).view(x.size(0), 3, self.heads, -1)  # [N, 3, H, D]
    o = self.by_picture(qkv[:, 0], qkv[:, 1], qkv[:, 2], ends)                 # [N, H, D]
    return self.lin(o.reshape(x.size(0), -1), w["proj"], w["proj_bias"])       # [N, C]

  # In blocks of patches on the CPU, so that the inner layer stays in the cache.
  def mlp(self, w: Dict[str, Tensor], x: Tensor) -> Tensor:  # [N, C] -> [N, C]
    step = 1024
    if x.is_cuda:
      step = x.size(0)
    outs : List[Tensor] = []
    for s in range(0, x.size(0), step):
      y = self.lin_gelu(x[s:s + step], w["fc1"], w["fc1_bias"])                # [n, M]
      outs.append(self.lin(y, w["fc2"], w["fc2_bias"]))                        # [n, C]
    if len(outs) == 1:
      return outs[0]                                                           # [N, C]
    return torch.cat(outs)                                                     # [N, C]
