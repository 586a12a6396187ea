  # Weights by part (a layer, or what stands beside the layers) and name.
  parts : List[Dict[str, Tensor]]
  # Mapped files, each flat: as one of its element types, or as bytes (for tensors out of step).
  files : List[Tensor]
  file_types : List[int]

  def new_parts(self, count: int) -> None:
    self.parts.clear()
    for i in range(count):
      part : Dict[str, Tensor] = {}
      self.parts.append(part)

  def open(self, path: str, count: int, mapped: int, stored: int) -> int:
    self.files.append(torch.from_file(path, False, count, dtype=mapped))
    self.file_types.append(stored)
    return len(self.files) - 1

  def close_files(self) -> None:
    self.files.clear()
    self.file_types.clear()

  # A tensor as stored: a view of the mapping where it lies in step with its element size.
  def stored(self, file: int, offset: int, shape: List[int]) -> Tensor:
    count = 1
    for side in shape:
      count = count * side
    flat = self.files[file]
    if flat.dtype == 0:
      size = 2
      if self.file_types[file] == 6:
        size = 4
      found = torch.view_copy(flat.narrow(0, offset, count * size).clone(), dtype=self.file_types[file])
    else:
      found = flat.narrow(0, offset // flat.element_size(), count)
    return found.view(shape)

  def put(self, part: int, key: str, file: int, offset: int, shape: List[int], dtype: int, device: str) -> None:
    self.parts[part][key] = self.stored(file, offset, shape).to(torch.device(device), dtype)

  # With AVX-512, exponentials (of softmax as well) take up to thirty times as long while the page of
  # libtorch's file with the constant for results out of range is not in memory: a load that is
  # masked out then costs hundreds of cycles, and brings no page. The system drops that page when files
  # fill the memory, as weights do; a result out of range gets it back. Called before every layer, or
  # step of all layers, with what they are about to work on.
  def wake(self, x: Tensor) -> None:
    if x.is_cuda:
      return None
    assert bool(torch.isinf(torch.full([1024], 1000.).exp2_()).all()), "2^1000 is infinite in 32 bits"
