package io.github.oryxcuration.runtime.decoder;

import io.github.oryxcuration.runtime.script.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are decoded in lock-step: groups of rows over one prompt each. The keys and values of a
 * prompt are never copied and, as far as its cache's length says, never changed: the rows look at
 * them together and keep what is their own apart. Used by one call at a time.
 */
public final class DecodeBatch implements AutoCloseable {
  private final Decoder decoder;
  private final List<DecoderStage> stages;
  private final List<Value> caches;
  private final List<Group> groups = new ArrayList<>();

  /** Rows over one prompt: {@code shared} positions of its cache, and {@code own} of each row. */
  private static final class Group {
    private final int room;
    private final boolean alone;
    private int rows;
    private int shared;
    private int own;

    private Group(int rows, int shared, int room, boolean alone) {
      this.rows = rows;
      this.shared = shared;
      this.room = room;
      this.alone = alone;
    }
  }

  private DecodeBatch(Decoder decoder, List<DecoderStage> stages, List<Value> caches) {
    this.decoder = decoder;
    this.stages = stages;
    this.caches = caches;
  }

  static DecodeBatch of(Decoder decoder, List<DecoderStage> stages) {
    List<Value> caches = new ArrayList<>();
    for (DecoderStage stage : stages) {
      caches.add(stage.module().call("new_groups"));
    }
    return new DecodeBatch(decoder, stages, List.copyOf(caches));
  }

  /**
   * Adds rows, after those that are there. A single row goes on in the prompt's cache where that
   * has the room, behind its length; others get memory of their own.
   *
   * @param room how many steps are to come at most
   */
  public void add(SequenceCache prompt, int rows, int room) {
    if (rows < 1 || room < 1) {
      throw new IllegalArgumentException(
          "rows and room must be positive, but were " + rows + " and " + room);
    }
    boolean alone = rows == 1 && prompt.room() - prompt.length() >= room;
    for (int i = 0; i < stages.size(); i++) {
      stages
          .get(i)
          .module()
          .run("add_group", caches.get(i), prompt.stage(i), rows, alone ? 0 : room);
    }
    groups.add(
        new Group(rows, prompt.length(), alone ? prompt.room() - prompt.length() : room, alone));
  }

  /** How many rows there are. */
  public int rows() {
    return groups.stream().mapToInt(group -> group.rows).sum();
  }

  /**
   * Decodes one position of every row.
   *
   * @param ids the token that each row goes on with
   * @param usable how many rows of the head name a token
   * @return logits [rows, usable]
   */
  public float[] step(long[] ids, int usable) {
    int rows = rows();
    if (ids.length != rows || rows == 0) {
      throw new IllegalArgumentException(
          "there must be a token for each of " + rows + " rows, but were " + ids.length);
    }
    long[] counts = new long[groups.size()];
    long[] shared = new long[groups.size()];
    long[] own = new long[groups.size()];
    for (int g = 0; g < counts.length; g++) {
      Group group = groups.get(g);
      if (group.own >= group.room) {
        throw new IllegalStateException(
            "group " + g + " has room for " + group.room + " steps, all taken");
      }
      counts[g] = group.rows;
      shared[g] = group.alone ? group.shared + group.own : group.shared;
      own[g] = group.alone ? 0 : group.own;
    }
    Value x = decoder.embed(ids);
    try {
      for (int i = 0; i < stages.size(); i++) {
        Value in = x;
        x = stages.get(i).module().call("step", in, caches.get(i), counts, shared, own);
        in.close();
      }
      groups.forEach(group -> group.own++);
      return decoder.logits(x, 0, rows, usable);
    } finally {
      x.close();
    }
  }

  /**
   * Keeps some rows and frees the memory of the others.
   *
   * @param keep by row
   */
  public void keep(boolean[] keep) {
    if (keep.length != rows()) {
      throw new IllegalArgumentException(
          "there must be a choice for each of " + rows() + " rows, but were " + keep.length);
    }
    int start = 0;
    int at = 0;
    for (Group group : List.copyOf(groups)) {
      List<Long> kept = new ArrayList<>();
      for (int r = 0; r < group.rows; r++) {
        if (keep[start + r]) {
          kept.add((long) r);
        }
      }
      start += group.rows;
      if (kept.isEmpty()) {
        drop(at);
        continue;
      }
      if (kept.size() < group.rows) {
        select(at, kept);
        group.rows = kept.size();
      }
      at++;
    }
  }

  private void drop(int group) {
    for (int i = 0; i < stages.size(); i++) {
      stages.get(i).module().run("drop_group", caches.get(i), group);
    }
    groups.remove(group);
  }

  private void select(int group, List<Long> rows) {
    long[] indices = rows.stream().mapToLong(Long::longValue).toArray();
    try (Value chosen = Value.longs(indices, indices.length)) {
      for (int i = 0; i < stages.size(); i++) {
        stages.get(i).module().run("keep_rows", caches.get(i), group, chosen);
      }
    }
  }

  /** Frees the rows' own memory; the prompts' caches stay. */
  @Override
  public void close() {
    caches.forEach(Value::close);
  }
}
