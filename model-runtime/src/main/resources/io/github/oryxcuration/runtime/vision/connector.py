  # Dynamic compressor (paper section 3.1, perceiver.py) and the two-view projector (builder.py).
  #   T frames (1 for a picture), h x w grid, r side of a region, C vision width, K middle width,
  #   D width of the language model, n visual tokens
  def compress(self, f: Tensor, h: int, w: int, r: int) -> Tensor:  # [T, h * w, C] -> [T, h/r * w/r, C]
    if r == 1:
      return f + f                                # one key: its softmax is 1, and pooling changes nothing
    pooled = self.pooled(f, h, w, r)                                           # [T, cells, C]
    regions = self.regions(f, h, w, r)                                         # [T, cells, r * r, C]
    q = self.queries(pooled).unsqueeze(2)                                      # [T, cells, 1, K]
    k = self.keys(regions)                                                     # [T, cells, r * r, K]
    k = k / (k.size(3) ** 0.5)                                                 # [T, cells, r * r, K]
    logits = torch.nan_to_num(torch.matmul(q, k.transpose(2, 3)))              # [T, cells, 1, r * r]
    return pooled + torch.matmul(torch.softmax(logits, -1), regions).squeeze(2)  # [T, cells, C]

  # The mean of every region: f [T, h * w, C] -> [T, cells, C]
  def pooled(self, f: Tensor, h: int, w: int, r: int) -> Tensor:
    t, c = f.size(0), f.size(2)
    grid = f.view(t, h, w, c).permute(0, 3, 1, 2)                              # [T, C, h, w]
    return torch.avg_pool2d(grid, [r, r], [r, r]).permute(0, 2, 3, 1).reshape(t, -1, c)  # [T, cells, C]

  # The patches of every region, row by row: f [T, h * w, C] -> [T, cells, r * r, C]
  def regions(self, f: Tensor, h: int, w: int, r: int) -> Tensor:
    t, c = f.size(0), f.size(2)
    split = f.view(t, h // r, r, w // r, r, c).permute(0, 1, 3, 2, 4, 5)       # [T, h/r, w/r, r, r, C]
    return split.reshape(t, -1, r * r, c)                                      # [T, cells, r * r, C]

  def queries(self, x: Tensor) -> Tensor:  # [..., C] -> [..., K]
    return self.lin(x, self.parts[0]["query"], self.parts[0]["query_bias"])

  def keys(self, x: Tensor) -> Tensor:  # [..., C] -> [..., K]
    return self.lin(x, self.parts[0]["key"], self.parts[0]["key_bias"])

  def project(self, x: Tensor) -> Tensor:  # [..., C] -> [..., D]
    top = self.parts[0]
    x = self.lin_gelu(x, top["inner"], top["inner_bias"])                      # [..., D]
    return self.lin(x, top["outer"], top["outer_bias"])                        # [..., D]

  # Rows of a grid, each ended by the newline vector: [T, h * w, D] -> [T, h * (w + 1), D]
  def lines(self, x: Tensor, h: int, w: int) -> Tensor:
    t, d = x.size(0), x.size(2)
    newline = self.parts[0]["newline"].view(1, 1, 1, d).expand(t, h, 1, d)     # [T, h, 1, D]
    return torch.cat([x.view(t, h, w, d), newline], 2).view(t, h * (w + 1), d)  # [T, h * (w + 1), D]

  # Compressed features of both views, each [1, h * w, C]: begin, low lines, sep, high lines, end
  # -> [n, D]
  def two_views(self, low: Tensor, lh: int, lw: int, high: Tensor, hh: int, hw: int) -> Tensor:
    top = self.parts[0]
    d = top["begin"].size(0)
    return torch.cat([
      top["begin"].view(1, d),                                                 # [1, D]
      self.lines(self.project(low), lh, lw)[0],                                # [lh * (lw + 1), D]
      top["sep"].view(1, d),                                                   # [1, D]
      self.lines(self.project(high), hh, hw)[0],                               # [hh * (hw + 1), D]
      top["end"].view(1, d)])                                                  # [1, D]

  # Compressed features of frames [T, h * w, C]: lines and sep of each -> [T * (h * (w + 1) + 1), D]
  def frames(self, x: Tensor, h: int, w: int) -> Tensor:
    sep = self.parts[0]["sep"]                                                 # [D]
    t, d = x.size(0), sep.size(0)
    lines = self.lines(self.project(x), h, w)                                  # [T, h * (w + 1), D]
    return torch.cat([lines, sep.view(1, 1, d).expand(t, 1, d)], 1).view(-1, d)  # [T * (h * (w + 1) + 1), D]

  # Features of a picture, the low view's before the high view's [N, C] -> [n, D]
  def picture(self, f: Tensor, lh: int, lw: int, hh: int, hw: int) -> Tensor:
    cut = lh * lw
    low = self.compress(f[:cut].unsqueeze(0), lh, lw, 1)                       # [1, lh * lw, C]
    high = self.compress(f[cut:].unsqueeze(0), hh, hw, 1)                      # [1, hh * hw, C]
    return self.two_views(low, lh, lw, high, hh, hw)                           # [n, D]

  # Features of some frames of a video [T * h * w, C] -> [T * (h/r * (w/r + 1) + 1), D]
  def some_frames(self, f: Tensor, h: int, w: int, r: int) -> Tensor:
    x = self.compress(f.view(-1, h * w, f.size(1)), h, w, r)                   # [T, h/r * w/r, C]
    return self.frames(x, h // r, w // r)

  # All frames of a video, by groups, each frame of n tokens; which of them stands at each moment
  # (none: each at its own):
  # begin, frames, end -> [moments * n + 2, D]
  def video(self, groups: List[Tensor], frames: int, order: List[int]) -> Tensor:
    top = self.parts[0]
    d = top["begin"].size(0)
    x = torch.cat(groups).view(frames, -1, d)                                  # [T, n, D]
    if len(order) > 0:
      x = x.index_select(0, torch.tensor(order).to(x.device))                  # [moments, n, D]
    return torch.cat([top["begin"].view(1, d), x.view(-1, d), top["end"].view(1, d)])  # [moments * n + 2, D]

  # The first n tokens: [N, D] -> [n, D]
  def first(self, x: Tensor, n: int) -> Tensor:
    return x[:n]

  # Pieces of a sequence, one behind the other: [n0, D], [n1, D], ... -> [n0 + n1 + ..., D]
  def join(self, pieces: List[Tensor]) -> Tensor:
    return torch.cat(pieces)

  # Numbers from elsewhere, in the type and on the device of the weights.
  def as_computed(self, x: Tensor) -> Tensor:
    begin = self.parts[0]["begin"]
    return x.to(begin.device, begin.dtype, copy=True)

  def to_floats(self, x: Tensor) -> Tensor:
    return x.float().cpu().contiguous()
