package io.github.oryxcuration.mixture.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.answer.Exchange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is asked of a sample: its last question, the earlier ones with their answers before
 * it. A needle is shown alone, which is the question whether its caption is right; in its haystack
 * it is one more question.
 */
final class QuestionToAsk {
  private static final String INDEX = "<idx>";

  private final Sample sample;
  private final Exchange last;
  private final String text;

  private QuestionToAsk(Sample sample, Exchange last, String text) {
    this.sample = sample;
    this.last = last;
    this.text = text;
  }

  /** The question of a sample; an empty one where the sample asks nothing. */
  static QuestionToAsk of(Sample sample) {
    List<Exchange> exchanges = Exchange.of(sample);
    if (exchanges.isEmpty()) {
      return new QuestionToAsk(sample, new Exchange("", ""), "");
    }
    StringBuilder text = new StringBuilder();
    for (Exchange earlier : exchanges.subList(0, exchanges.size() - 1)) {
      text.append(earlier.question()).append('\n').append(earlier.answer()).append('\n');
    }
    Exchange last = exchanges.get(exchanges.size() - 1);
    return new QuestionToAsk(sample, last, text.append(last.question()).toString());
  }

  Exchange exchange() {
    return last;
  }

  boolean isEmpty() {
    return last.question().isBlank();
  }

  /** With its pictures, or the needle's own frames. */
  AnswerRequest shown(List<Long> seeds) {
    Needle needle = sample.needle();
    if (needle == null) {
      return new AnswerRequest(sample.id(), text, all(), sample.modality(), seeds);
    }
    List<EncodedPicture> own = new ArrayList<>();
    needle.idx().forEach(i -> own.add(sample.frames().get(i).picture()));
    return new AnswerRequest(sample.id(), aboutItself(), own, Modality.IMAGE, seeds);
  }

  /** Without any picture. */
  AnswerRequest blind() {
    return new AnswerRequest(sample.id(), text, List.of(), Modality.TEXT, List.of());
  }

  /** A needle's question about its frames among all others, numbered from 0 as the trainer does. */
  AnswerRequest inHaystack() {
    Needle needle = requireNonNull(sample.needle());
    String first = Integer.toString(needle.idx().get(0));
    String second = Integer.toString(needle.idx().get(needle.idx().size() - 1));
    String asked = text.replace(INDEX, first).replace("<idx1>", first).replace("<idx2>", second);
    return new AnswerRequest(sample.id(), asked, all(), sample.modality(), List.of());
  }

  boolean isNeedle() {
    return sample.needle() != null;
  }

  /** The question where nothing but the frames in question is shown. */
  private String aboutItself() {
    return text.replace(INDEX, "0").replace("<idx1>", "0").replace("<idx2>", "1");
  }

  private List<EncodedPicture> all() {
    return sample.frames().stream().map(Frame::picture).toList();
  }

  /** The seed of one vote: of run, sample and its number alone. */
  long seed(long run, int vote) {
    String purpose = run + "\n" + sample.id() + "\nvote " + vote;
    return ByteBuffer.wrap(Digest.of(purpose.getBytes(UTF_8))).getLong() >>> 1;
  }
}
