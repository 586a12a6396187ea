  # By shape and type of a weight, the number of rows it is packed for; 0: it is not packed.
  packed_for : Dict[str, int]

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

  # Replaces a weight by its copy in oneDNN's order, which serves every number of rows.
  def pack(self, part: int, key: str) -> None:
    w = self.parts[part][key].contiguous()
    shape = str(w.size(0)) + "x" + str(w.size(1)) + ":" + str(w.dtype)
    if shape not in self.packed_for:
      rows = self.rows_to_pack_for(w)
      if rows < 0:
        return None
      self.packed_for[shape] = rows
    if self.packed_for[shape] > 0:
      self.parts[part][key] = ops.mkldnn._reorder_linear_weight(w, self.packed_for[shape])

  # Packs two layers of which one feeds the other, first [M, in] and second [out, M]; in 32 bits with
  # zeros up to whole blocks of 64 between them, which change nothing: others are not packed right.
  def pack_mlp(self, part: int, first: str, second: str) -> None:
    w = self.parts[part]
    bias = first + "_bias"
    more = -w[first].size(0) % 64
    if more > 0 and w[first].dtype == 6:
      w[first] = torch.constant_pad_nd(w[first], [0, 0, 0, more])
      w[bias] = torch.constant_pad_nd(w[bias], [0, more])
      w[second] = torch.constant_pad_nd(w[second], [0, more])
    self.pack(part, first)
    self.pack(part, second)

  # For some shapes in 32 bits the order that oneDNN gives is not the one it multiplies by, without a
  # word: a shape is packed only if that gives the same product, else for other rows, else not. The
  # order follows from shape and type, so the first weight of each stands for the others, unless
  # it is all zeros and tells nothing (-1).
  def rows_to_pack_for(self, w: Tensor) -> int:
    x = torch.sin(torch.arange(w.size(1)).float() * 0.37).to(w.dtype).unsqueeze(0)
    expected = torch.linear(x, w, None).float()
    allowed = 0.001 * float(expected.abs().max())
    if allowed == 0.:
      return -1
    if w.dtype == 15:
      allowed = 50. * allowed
    for rows in [1, 16]:
      packed = ops.mkldnn._reorder_linear_weight(w, rows)
      y = ops.mkldnn._linear_pointwise(x, packed, None, "none", annotate(List[Optional[number]], []), "")
      if float((y.float() - expected).abs().max()) <= allowed:
        return rows
    return 0
