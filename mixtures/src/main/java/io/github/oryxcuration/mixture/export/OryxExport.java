package io.github.oryxcuration.mixture.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.shard.Haystacks;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a finished set as the stock Oryx trainer reads it: one JSON array, {@code data.json}, and
 * patch files of encoded pictures beside it (Oryx {@code DATA.md} and {@code train.py}). Pictures
 * keep their bytes. Frames of long videos that several samples share lie in a patch once.
 */
public final class OryxExport {
  /** Paths with one of these words make the trainer take red for blue. */
  private static final List<String> SWAPPING =
      List.of("sharegpt4o", "ShareGPT4Video/new_patch", "cinepile", "nextqa", "perceptiontest");

  /** Types of needles for which the trainer writes positions into the question. */
  private static final List<String> ASKED = List.of("caption", "diff");

  /** The name of the file to hand to {@code --data_path}. */
  public static final String DATA = "data.json";

  /**
   * How a set is written.
   *
   * @param videos as clips or in patches
   * @param videoRoot put before the names of clips; the trainer opens them as they are given
   * @param patchBytes of a patch file at most, unless one sample alone is larger
   */
  public record Spec(VideoForm videos, String videoRoot, long patchBytes) {
    public Spec {
      if (patchBytes < 1) {
        throw new IllegalArgumentException("patchBytes must be at least 1, but was " + patchBytes);
      }
    }
  }

  /**
   * What was written.
   *
   * @param shared long videos that a sample before had stored already
   */
  public record Result(long samples, List<String> patches, long clips, long shared) {
    public Result {
      patches = List.copyOf(patches);
    }
  }

  private final Spec spec;
  private final String out;
  private final Haystacks haystacks;
  private final PatchWriter patches;
  private final Map<String, PatchWriter.Run> films = new HashMap<>();
  private long samples;
  private long clips;
  private long shared;

  private OryxExport(Spec spec, String set, String out) {
    this.spec = spec;
    this.haystacks = Haystacks.of(set);
    this.out = out;
    this.patches = new PatchWriter(out, spec.patchBytes());
  }

  /**
   * Writes a set.
   *
   * @param set folder of a finished build
   * @param out folder to write to, new or empty
   * @throws IOException if the set cannot be read
   * @throws IllegalArgumentException if {@code out} holds files, or a word in its path that makes
   *     the trainer swap colours, or the set is for evaluation
   */
  public static Result write(String set, String out, Spec spec, Progress progress)
      throws IOException {
    for (String word : SWAPPING) {
      if (Storage.child(out, "patch_000000").contains(word)) {
        throw new IllegalArgumentException(
            out
                + ": its path holds '"
                + word
                + "', for which the trainer swaps red and blue."
                + " Choose another folder.");
      }
    }
    if (!Storage.list(out).isEmpty()) {
      throw new IllegalArgumentException(out + " holds files already; export into a new folder");
    }
    Manifest manifest = Manifest.read(set);
    OryxExport export = new OryxExport(spec, set, out);
    progress.stage("export", manifest.shards().size());
    try (PatchWriter patches = export.patches) {
      // The JSON last: what it names is there before it.
      Storage.commit(
          Storage.child(out, DATA),
          json -> {
            json.write('[');
            for (Manifest.Shard shard : manifest.shards()) {
              export.shard(Storage.child(set, "data/" + shard.file()), json);
              progress.step(1);
            }
            json.write("\n]\n".getBytes(StandardCharsets.UTF_8));
            patches.finish();
          });
      progress.done();
      return new Result(export.samples, patches.written(), export.clips, export.shared);
    }
  }

  private void shard(String path, OutputStream json) throws IOException {
    try (ShardReader reader = ShardReader.openOwn(path)) {
      while (reader.hasNext()) {
        byte[] record = Json.bytes(record(reader.next()));
        json.write((samples == 0 ? "\n" : ",\n").getBytes(StandardCharsets.UTF_8));
        json.write(record);
        samples++;
      }
    }
  }

  private ObjectNode record(Sample sample) throws IOException {
    ObjectNode record = Json.mapper().createObjectNode();
    record.put("id", sample.id());
    record.put("source", sample.source());
    Needle needle = sample.needle();
    if (needle != null && sample.modality() == Modality.VIDEO_LONG) {
      if (!ASKED.contains(needle.type())) {
        throw new IllegalArgumentException(
            sample.id()
                + " is a needle of type "
                + needle.type()
                + ", the trainer knows "
                + String.join(" and ", ASKED)
                + ". A set of niah build is for evaluation: score it by niah eval.");
      }
      record.set("video_long", list(film(sample)));
      ArrayNode idx = record.putArray("idx");
      needle.idx().forEach(idx::add);
      record.put("type", needle.type());
      record.put("question", needle.question());
      record.put("answer", needle.answer());
      return record;
    }
    switch (sample.modality()) {
      case TEXT -> {}
      case IMAGE -> images(sample, record);
      case VIDEO, VIDEO_LONG -> video(haystacks.whole(sample), record);
    }
    ArrayNode turns = record.putArray("conversations");
    for (Turn turn : sample.conversations()) {
      turns.addObject().put("from", turn.from()).put("value", turn.value());
    }
    return record;
  }

  private void images(Sample sample, ObjectNode record) throws IOException {
    if (sample.frames().size() == 1) {
      record.set("image", scalar(patches.write(pictures(sample))));
      return;
    }
    ArrayNode list = record.putArray("image");
    for (Frame frame : sample.frames()) {
      list.add(scalar(patches.write(List.of(frame.picture().bytes()))));
    }
  }

  private void video(Sample sample, ObjectNode record) throws IOException {
    if (spec.videos() == VideoForm.PATCH) {
      record.set("video", list(patches.write(pictures(sample))));
      return;
    }
    String name = String.format(Locale.ROOT, "clips/%06d/%09d.mp4", clips / 1000, clips);
    Clips.write(Storage.child(out, name), sample.frames());
    record.put("video", Storage.child(spec.videoRoot(), name));
    clips++;
  }

  /** The run of a long video's frames, written where no equal one was before. */
  private PatchWriter.Run film(Sample sample) throws IOException {
    StringBuilder digests = new StringBuilder();
    sample.frames().forEach(frame -> digests.append(frame.sha256()));
    String key = Digest.hex(digests.toString());
    PatchWriter.Run known = films.get(key);
    if (known != null) {
      shared++;
      return known;
    }
    PatchWriter.Run run = patches.write(pictures(haystacks.whole(sample)));
    films.put(key, run);
    return run;
  }

  private static List<byte[]> pictures(Sample sample) {
    return sample.frames().stream().map(frame -> frame.picture().bytes()).toList();
  }

  /** One picture: the trainer calls {@code int} on its size, so it must be no list. */
  private static ObjectNode scalar(PatchWriter.Run run) {
    ObjectNode reference = reference(run);
    return reference.put("size", run.sizes().get(0));
  }

  private static ObjectNode list(PatchWriter.Run run) {
    ObjectNode reference = reference(run);
    ArrayNode sizes = reference.putArray("size");
    run.sizes().forEach(sizes::add);
    return reference;
  }

  private static ObjectNode reference(PatchWriter.Run run) {
    ObjectNode reference = Json.mapper().createObjectNode();
    return reference.put("patch", run.patch()).put("start_num", run.start());
  }
}
