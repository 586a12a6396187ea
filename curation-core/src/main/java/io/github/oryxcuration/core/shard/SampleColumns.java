package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands the fields of a sample to a record consumer, in the order of {@link ShardSchema}. */
final class SampleColumns {
  private final RecordConsumer to;

  /** Number of the next field in the group that is being written. */
  private int next;

  private SampleColumns(RecordConsumer to) {
    this.to = to;
  }

  static void write(Sample sample, RecordConsumer to) {
    to.startMessage();
    new SampleColumns(to).row(sample);
    to.endMessage();
  }

  private void row(Sample sample) {
    text("id", sample.id());
    text("source", sample.source());
    text("task", sample.task());
    text("modality", sample.modality().word());
    list("conversations", sample.conversations(), turn -> struct(() -> turn(turn)));
    needle(sample.needle());
    if (sample.haystack().isEmpty()) {
      next++;
    } else {
      text("haystack", sample.haystack());
    }
    list("marks", sample.marks(), mark -> struct(() -> mark(mark)));
    field("budget", () -> struct(() -> budget(sample.budget())));
    text("license", sample.license());
    field("provenance", () -> struct(() -> provenance(sample.provenance())));
    list("scores", sample.scores().entrySet(), score -> struct(() -> score(score)));
    list("frames", sample.frames(), frame -> struct(() -> frame(frame)));
    list("images", own(sample), frame -> struct(() -> image(frame)));
  }

  /** The frames whose pictures lie in the sample, not in its haystack. */
  private static List<Frame> own(Sample sample) {
    return sample.haystack().isEmpty()
        ? sample.frames()
        : sample.frames().stream().filter(frame -> !frame.picture().isAbsent()).toList();
  }

  private void turn(Turn turn) {
    text("from", turn.from());
    text("value", turn.value());
  }

  private void needle(@org.jspecify.annotations.Nullable Needle needle) {
    if (needle == null) {
      next += 5;
      return;
    }
    list("idx", needle.idx(), to::addInteger);
    text("question", needle.question());
    text("answer", needle.answer());
    text("type", needle.type());
    text("about", needle.about());
  }

  private void mark(Mark mark) {
    integer("id", mark.id());
    integer("view", mark.view());
    real("x", mark.x());
    real("y", mark.y());
    real("area", mark.area());
    text("label", mark.label());
  }

  private void budget(Budget budget) {
    integer("width", budget.width());
    integer("height", budget.height());
    integer("frames", budget.frames());
    whole("visual_tokens", budget.visualTokens());
    whole("text_tokens", budget.textTokens());
    whole("total_tokens", budget.totalTokens());
    flag("text_tokens_estimated", budget.textTokensEstimated());
    real("distortion", budget.distortion());
    flag("over", budget.over());
  }

  private void provenance(Provenance provenance) {
    text("file", provenance.origin().file());
    text("file_digest", provenance.origin().fileDigest());
    text("position", provenance.origin().position());
    text("origin_id", provenance.origin().originId());
    list("media", provenance.media(), medium -> struct(() -> medium(medium)));
    list("steps", provenance.steps(), step -> to.addBinary(utf8(step)));
    whole("seed", provenance.seed());
    text("toolkit_version", provenance.toolkitVersion());
    if (provenance.earlier() != null) {
      text("earlier", Json.write(provenance.earlier()));
    }
  }

  private void medium(Provenance.Medium medium) {
    text("path", medium.path());
    text("sha256", medium.sha256());
    whole("bytes", medium.bytes());
  }

  private void score(Map.Entry<String, Double> score) {
    text("name", score.getKey());
    real("value", score.getValue());
  }

  private void frame(Frame frame) {
    whole("index", frame.index());
    if (frame.hasTime()) {
      real("seconds", frame.seconds());
    } else {
      next++;
    }
    integer("width", frame.width());
    integer("height", frame.height());
    text("sha256", frame.sha256());
  }

  private void image(Frame frame) {
    field("bytes", () -> to.addBinary(Binary.fromConstantByteArray(frame.picture().bytes())));
    text("path", frame.path());
  }

  private <T> void list(String name, Collection<T> values, Consumer<T> element) {
    field(
        name,
        () ->
            struct(
                () -> {
                  if (!values.isEmpty()) {
                    field("list", () -> values.forEach(value -> element(value, element)));
                  }
                }));
  }

  private <T> void element(T value, Consumer<T> element) {
    struct(() -> field("element", () -> element.accept(value)));
  }

  private void struct(Runnable content) {
    int outer = next;
    next = 0;
    to.startGroup();
    content.run();
    to.endGroup();
    next = outer;
  }

  private void field(String name, Runnable value) {
    int index = next;
    to.startField(name, index);
    value.run();
    to.endField(name, index);
    next = index + 1;
  }

  private void text(String name, String value) {
    field(name, () -> to.addBinary(utf8(value)));
  }

  private void integer(String name, int value) {
    field(name, () -> to.addInteger(value));
  }

  private void whole(String name, long value) {
    field(name, () -> to.addLong(value));
  }

  private void real(String name, double value) {
    field(name, () -> to.addDouble(value));
  }

  private void flag(String name, boolean value) {
    field(name, () -> to.addBoolean(value));
  }

  private static Binary utf8(String value) {
    return Binary.fromConstantByteArray(value.getBytes(StandardCharsets.UTF_8));
  }
}
