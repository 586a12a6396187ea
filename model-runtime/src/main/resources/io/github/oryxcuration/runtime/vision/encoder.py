  # OryxViT (oryx_vit.py of Oryx, arXiv 2409.12961): pre-norm blocks over patches of native size, no
  # final norm.   N patches of all pictures, C width, H heads, D = C / H, M inner width, S grid side
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

  # The stored table [1, S * S, C] at another size: bilinear, without antialiasing; computed in 32 bits
  # and rounded once, as the kernel of the reference does -> [h * w, C]
  def positions(self, h: int, w: int) -> Tensor:
    table = self.parts[self.depth]["positions"][0]                             # [S * S, C]
    if h == self.side and w == self.side:
      return table
    top, below, down = self.taps(h, table)
    left, right, across = self.taps(w, table)
    across = across.repeat([h]).unsqueeze(1)                                   # [h * w, 1]
    down = down.repeat_interleave(w).unsqueeze(1)
    upper = self.at(table, top, left) * (1 - across) + self.at(table, top, right) * across
    lower = self.at(table, below, left) * (1 - across) + self.at(table, below, right) * across
    return (upper * (1 - down) + lower * down).to(table.dtype)

  # For each of n places along a side: the two table entries it lies between, and how far -> 3 x [n]
  def taps(self, n: int, table: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    place = (torch.arange(n, dtype=6, device=table.device) + 0.5) * (float(self.side) / float(n)) - 0.5
    place = place.clamp(min=0)
    first = place.floor()
    return first.long(), (first.long() + 1).clamp(max=self.side - 1), place - first

  # Entries at all pairs of rows [h] and columns [w] of the table -> [h * w, C] in 32 bits
  def at(self, table: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
    return table.index_select(0, (rows.unsqueeze(1) * self.side + columns).flatten()).float()

  # patches [N, 3 * p * p], grids h0, w0, h1, w1, ... -> [N, C]
  def embed(self, patches: Tensor, grids: List[int]) -> Tensor:
    top = self.parts[self.depth]
    x = self.lin(patches.to(torch.device(self.device), self.dtype), top["patch"], top["patch_bias"])
    where : List[Tensor] = []
    for i in range(len(grids) // 2):
      h, w = grids[2 * i], grids[2 * i + 1]
      if i > 0 and h == grids[2 * i - 2] and w == grids[2 * i - 1]:            # frames of a video
        where.append(where[i - 1])
      else:
        where.append(self.positions(h, w))
    return x + torch.cat(where)

  # patches [N, 3 * p * p], grids h0, w0, h1, w1, ... -> features [N, C]
  def encode(self, patches: Tensor, grids: List[int]) -> Tensor:
    ends = [0]
    for i in range(len(grids) // 2):
      ends.append(ends[i] + grids[2 * i] * grids[2 * i + 1])
    x = self.embed(patches, grids)
    for i in range(self.depth):
      x = self.block(self.parts[i], x, ends)
    return x

  def block(self, w: Dict[str, Tensor], x: Tensor, ends: List[int]) -> Tensor:  # [N, C] -> [N, C]
    y = torch.layer_norm(x, [x.size(1)], w["norm1"], w["norm1_bias"], self.eps)
    x = x + self.attention(w, y, ends)
    y = torch.layer_norm(x, [x.size(1)], w["norm2"], w["norm2_bias"], self.eps)
    y = self.lin_gelu(y, w["fc1"], w["fc1_bias"])                              # [N, M]
    return x + self.lin(y, w["fc2"], w["fc2_bias"])

  def attention(self, w: Dict[str, Tensor], x: Tensor, ends: List[int]) -> Tensor:  # [N, C] -> [N, C]
    qkv = self.lin(x, w["qkv"], w["qkv_bias"]).view(x.size(0), 3, self.heads, -1)
    o = self.by_picture(qkv[:, 0], qkv[:, 1], qkv[:, 2], ends)                 # [N, H, D]
    return self.lin(o.reshape(x.size(0), -1), w["proj"], w["proj_bias"])
