  # A stage of a Qwen2 or Llama decoder: its layers, one part each, and a last part with what stands
  # beside them: "frequencies"; "embed" in the first stage; "norm" and "head" in the last.
  #
  # n positions of a sequence, B rows of a batch, C hidden, H heads, K key heads, G = H / K, D width
  # of a head, S positions looked at, I inner width, V vocabulary.
  layers : int
  heads : int
  key_heads : int
  width : int
  eps : float
  dtype : int

  def set_up(self, layers: int, heads: int, key_heads: int, width: int, eps: float, theta: float, dtype: int, device: str) -> None:
    self.layers = layers
    self.heads = heads
    self.key_heads = key_heads
    self.width = width
    self.eps = eps
    self.dtype = dtype
    steps = torch.arange(0, width, 2).float().to(torch.device(device))  # [D/2]
    self.parts[layers]["frequencies"] = 1. / torch.pow(theta, steps / width)  # [D/2]

  # One product instead of three: fewer calls, and better ones for few rows.
  def fuse(self, part: int) -> None:
    w = self.parts[part]
    w["qkv"] = torch.cat([w.pop("q"), w.pop("k"), w.pop("v")])  # [(H + 2 K) D, C]
    self.pack(part, "qkv")

  def fuse_bias(self, part: int) -> None:
    w = self.parts[part]
    w["qkv_bias"] = torch.cat([w.pop("q_bias"), w.pop("k_bias"), w.pop("v_bias")])  # [(H + 2 K) D]

  # The embedding [V, C] is the head.
  def tie(self) -> None:
    self.parts[self.layers]["head"] = self.parts[self.layers]["embed"].to(self.dtype)

  def rows(self, x: Tensor) -> int:  # [n, C] -> n
    return x.size(0)

  def slice(self, x: Tensor, start: int, end: int) -> Tensor:  # [n, C] -> [end - start, C]
    return x[start:end]

  # ids [n] -> [n, C]
  def embed(self, ids: Tensor) -> Tensor:
    table = self.parts[self.layers]["embed"]  # [V, C] as stored
    return table.index_select(0, ids.to(table.device)).to(self.dtype)  # [n, C]

  # x [..., C], weight [C] -> [..., C]; in fp32, cast, then the weight: in this order
  def norm(self, x: Tensor, weight: Tensor) -> Tensor:
    y = x.float()  # [..., C]
    length = torch.linalg_vector_norm(y, 2, [-1], True)  # [..., 1]
    y = y * torch.rsqrt(length * length / y.size(-1) + self.eps)  # [..., C]
    return weight * y.to(x.dtype)  # [..., C]

  # positions [n] -> cos, sin [n, 1, D]; the first half of sin negated; made in fp32, then cast
  def angles(self, positions: Tensor) -> Tuple[Tensor, Tensor]:
    frequencies = self.parts[self.layers]["frequencies"]
    turn = positions.to(frequencies.device).float().unsqueeze(1) * frequencies  # [n, D/2]
    cos, sin = turn.cos(), turn.sin()  # [n, D/2] each
    cos = torch.cat([cos, cos], 1).unsqueeze(1)  # [n, 1, D]
    sin = torch.cat([-sin, sin], 1).unsqueeze(1)  # [n, 1, D]
    return cos.to(self.dtype), sin.to(self.dtype)

  # x [n, heads, D], cos, sin [n, 1, D] -> [n, heads, D]; pairs are (d, d + D/2)
  def rotate(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    return x * cos + torch.roll(x, [self.width // 2], [-1]) * sin

  # The vector [out] of that name, where the architecture has one.
  def bias(self, w: Dict[str, Tensor], key: str) -> Optional[Tensor]:
    found = annotate(Optional[Tensor], None)
    if key in w:
      found = w[key]
    return found

  # x [n, C] -> q [n, H, D], k, v [n, K, D]
  def project(self, w: Dict[str, Tensor], x: Tensor, cos: Tensor, sin: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    y = self.norm(x, w["input_norm"])  # [n, C]
    if "qkv" in w:
      y = self.lin(y, w["qkv"], self.bias(w, "qkv_bias"))  # [n, (H + 2 K) D]
    else:
      q = self.lin(y, w["q"], self.bias(w, "q_bias"))  # [n, H D]
      k = self.lin(y, w["k"], self.bias(w, "k_bias"))  # [n, K D]
      v = self.lin(y, w["v"], self.bias(w, "v_bias"))  # [n, K D]
      y = torch.cat([q, k, v], 1)  # [n, (H + 2 K) D]
    both = self.heads + self.key_heads
    y = y.view([x.size(0), both + self.key_heads, self.width])  # [n, H + 2 K, D]
    qk = self.rotate(y[:, :both], cos, sin)  # [n, H + K, D]
    return qk[:, :self.heads], qk[:, self.heads:], y[:, both:]

  # x [n, C], attended [n, H D] -> [n, C]
  def finish(self, w: Dict[str, Tensor], x: Tensor, attended: Tensor) -> Tensor:
    x = self.lin_onto(x, attended, w["o"])  # [n, C]
    inner = self.lin_gated(self.norm(x, w["post_norm"]), w["gate"], w["up"])  # [n, I]
    return self.lin_onto(x, inner, w["down"])  # [n, C]

  # Keys and values, layer by layer, of one sequence: [K, room, D] each.
  def new_cache(self, room: int) -> List[Tensor]:
    cache = annotate(List[Tensor], [])
    for i in range(2 * self.layers):
      cache.append(torch.empty([self.key_heads, room, self.width], dtype=self.dtype, device=self.parts[self.layers]["frequencies"].device))
    return cache

  # The positions start … start + n of one sequence, on top of those in its cache: x [n, C] -> [n, C]
  def append(self, x: Tensor, cache: List[Tensor], start: int) -> Tensor:
    x = x.to(self.parts[self.layers]["frequencies"].device, self.dtype)  # [n, C]
    end = start + x.size(0)
    cos, sin = self.angles(torch.arange(start, end))  # [n, 1, D] each
    for i in range(self.layers):
      self.wake(x)
      w = self.parts[i]
      q, k, v = self.project(w, x, cos, sin)  # [n, H, D], [n, K, D], [n, K, D]
      keys, values = cache[2 * i], cache[2 * i + 1]  # [K, room, D] each
      keys[:, start:end] = k.transpose(0, 1)  # [K, n, D]
      values[:, start:end] = v.transpose(0, 1)  # [K, n, D]
      x = self.finish(w, x, self.attend(q, keys[:, :end], values[:, :end]))  # [n, C]
    return x

  # The last n of S positions look back: q [n, H, D], keys, values [K, S, D] -> [n, H D]
  def attend(self, q: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    n, seen = q.size(0), keys.size(1)
    if q.is_cuda and q.dtype != 6 and self.width % 8 == 0:
      k, v = keys.transpose(0, 1).unsqueeze(0), values.transpose(0, 1).unsqueeze(0)  # [1, S, K, D] each
      o = torch._flash_attention_forward(q.unsqueeze(0), k, v, None, None, n, seen, 0., True, False)[0]  # [1, n, H, D]
      return o.reshape([n, self.heads * self.width])  # [n, H D]
    # In blocks of queries, so that the scores stay in the caches, and below the size from which the
    # allocator asks the system for fresh pages every time.
    budget = 6291456
    if q.is_cuda:
      budget = 268435456
    block = min(128, max(16, budget // (self.heads * seen)))
    group = self.heads // self.key_heads
    nothing = torch.zeros([1, 1, 1], dtype=q.dtype, device=q.device)
    parts = annotate(List[Tensor], [])
    start = 0
    while start < n:
      end = min(n, start + block)
      m = end - start
      s = seen - n + end
      rows = q[start:end].view([m, self.key_heads, group, self.width]).permute([1, 2, 0, 3])  # [K, G, m, D]
      rows = rows.reshape([self.key_heads, group * m, self.width])  # [K, G m, D]
      scores = torch.baddbmm(nothing, rows, keys[:, :s].transpose(1, 2), beta=0, alpha=self.width ** -0.5)  # [K, G m, s]
      later = torch.ones([m, m], dtype=11, device=q.device).triu(1)  # [m, m]
      scores.view([self.key_heads, group, m, s])[:, :, :, s - m:].masked_fill_(later, -float("inf"))
      o = torch.bmm(torch.softmax(scores, -1), values[:, :s])  # [K, G m, D]
      o = o.view([self.key_heads, group, m, self.width]).permute([2, 0, 1, 3])  # [m, K, G, D]
      parts.append(o.reshape([m, self.heads * self.width]))  # [m, H D]
      start = end
    return torch.cat(parts)  # [n, H D]

  # A batch is a list of groups. A group of several rows over one prompt is the prompt's cache, never
  # written, and behind it the rows' own keys and values, [rows, K, room, D] each; a group of one row
  # may instead be the prompt's cache alone, which then goes on in it.
  def new_groups(self) -> List[List[Tensor]]:
    groups = annotate(List[List[Tensor]], [])
    return groups

  def add_group(self, groups: List[List[Tensor]], prompt: List[Tensor], rows: int, room: int) -> None:
    group = prompt[:]
    if room > 0:
      for i in range(2 * self.layers):
        group.append(torch.empty([rows, self.key_heads, room, self.width], dtype=self.dtype, device=prompt[0].device))
    groups.append(group)

  def drop_group(self, groups: List[List[Tensor]], at: int) -> None:
    groups.pop(at)

  def keep_rows(self, groups: List[List[Tensor]], at: int, rows: Tensor) -> None:
    group = groups[at]
    for i in range(2 * self.layers, len(group)):
      group[i] = group[i].index_select(0, rows.to(group[i].device))

  # One position more of every row: x [B, C] -> [B, C]. By group: its rows, positions in the prompt's
  # cache, and positions in its own.
  def step(self, x: Tensor, groups: List[List[Tensor]], rows: List[int], prompts: List[int], own: List[int]) -> Tensor:
    x = x.to(self.parts[self.layers]["frequencies"].device, self.dtype)  # [B, C]
    self.wake(x)
    positions = annotate(List[int], [])
    for g in range(len(groups)):
      for r in range(rows[g]):
        positions.append(prompts[g] + own[g])
    cos, sin = self.angles(torch.tensor(positions))  # [B, 1, D] each
    for i in range(self.layers):
      w = self.parts[i]
      q, k, v = self.project(w, x, cos, sin)  # [B, H, D], [B, K, D], [B, K, D]
      parts = annotate(List[Tensor], [])
      start = 0
      for g in range(len(groups)):
        end = start + rows[g]
        if len(groups[g]) == 2 * self.layers:
          parts.append(self.look_alone(q[start:end], k[start:end], v[start:end], groups[g], i, prompts[g]))
        else:
          parts.append(self.look_together(q[start:end], k[start:end], v[start:end], groups[g], i, prompts[g], own[g]))
        start = end
      attended = torch.cat(parts).view([x.size(0), self.heads * self.width])  # [B, H D]
      x = self.finish(w, x, attended)  # [B, C]
    return x

  # q [1, H, D], k, v [1, K, D] -> [1, K, G, D]
  def look_alone(self, q: Tensor, k: Tensor, v: Tensor, group: List[Tensor], layer: int, seen: int) -> Tensor:
    keys, values = group[2 * layer], group[2 * layer + 1]  # [K, room, D] each
    keys[:, seen] = k[0]  # [K, D]
    values[:, seen] = v[0]  # [K, D]
    q = q.reshape([1, self.key_heads, -1, self.width])  # [1, K, G, D]
    keys, values = keys[:, :seen + 1].unsqueeze(0), values[:, :seen + 1].unsqueeze(0)  # [1, K, S, D] each
    return torch.scaled_dot_product_attention(q, keys, values)  # [1, K, G, D]

  # q [rows, H, D], k, v [rows, K, D] -> [rows, K, G, D]; all rows see the prompt, each its own rest
  def look_together(self, q: Tensor, k: Tensor, v: Tensor, group: List[Tensor], layer: int, seen: int, own: int) -> Tensor:
    at = 2 * self.layers + 2 * layer
    keys, values = group[2 * layer][:, :seen], group[2 * layer + 1][:, :seen]  # [K, S, D]
    group[at][:, :, own] = k  # [rows, K, D]
    group[at + 1][:, :, own] = v  # [rows, K, D]
    own_keys, own_values = group[at][:, :, :own + 1], group[at + 1][:, :, :own + 1]  # [rows, K, T, D]
    rows = q.size(0)
    q = q.reshape([rows, self.key_heads, -1, self.width])  # [rows, K, G, D]
    merged = q.transpose(0, 1).reshape([self.key_heads, -1, self.width])  # [K, rows G, D]
    nothing = torch.zeros([1, 1, 1], dtype=q.dtype, device=q.device)
    # Keys first: the faster order for few rows.
    shared = torch.baddbmm(nothing, keys, merged.transpose(1, 2), beta=0, alpha=self.width ** -0.5)  # [K, S, rows G]
    single = torch.matmul(q, own_keys.transpose(2, 3)) * self.width ** -0.5  # [rows, K, G, T]
    single = single.transpose(0, 1).reshape([self.key_heads, -1, own + 1])  # [K, rows G, T]
    weights = torch.softmax(torch.cat([shared.transpose(1, 2), single], 2), -1)  # [K, rows G, S + T]
    o = torch.bmm(weights[:, :, :seen], values)  # [K, rows G, D]
    o = o.view([self.key_heads, rows, -1, self.width]).transpose(0, 1)  # [rows, K, G, D]
    mine = weights[:, :, seen:].reshape([self.key_heads, rows, -1, own + 1]).transpose(0, 1)  # [rows, K, G, T]
    return o + torch.matmul(mine, own_values)  # [rows, K, G, D]

  # x [n, C] -> [n, usable] fp32; rows of the head from usable on name no token
  def logits(self, x: Tensor, usable: int) -> Tensor:
    top = self.parts[self.layers]
    return self.lin(self.norm(x, top["norm"]), top["head"], None)[:, :usable].float()

  # x [n, C] -> [end - start, usable] fp32, on the CPU
  def logits_between(self, x: Tensor, start: int, end: int, usable: int) -> Tensor:
    return self.logits(x[start:end], usable).cpu()

  # Log-probability of every target where it stands: x [n, C], targets [n] -> [n] fp32
  def score(self, x: Tensor, targets: Tensor, usable: int) -> Tensor:
    self.wake(x)
    targets = targets.to(x.device)
    block = max(16, 6291456 // usable)
    found = annotate(List[Tensor], [])
    start = 0
    while start < x.size(0):
      end = min(x.size(0), start + block)
      logits = self.logits(x[start:end], usable)  # [m, usable]
      chosen = logits.gather(1, targets[start:end].unsqueeze(1)).squeeze(1)  # [m]
      found.append(chosen - torch.logsumexp(logits, [1]))  # [m]
      start = end
    return torch.cat(found).cpu()  # [n]
