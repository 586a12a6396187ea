package io.github.oryxcuration.mixture.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.picture.MarkEraser;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.text.Dialect;
import io.github.oryxcuration.core.text.NeedlePrompt;
import io.github.oryxcuration.mixture.answer.AnswerType;
import io.github.oryxcuration.mixture.answer.Exchange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a model is asked of a sample: its last question, after the earlier ones with their answers.
 * Of a needle two things are asked: its frames alone are shown, which tells whether the caption is
 * right, and all frames, which tells whether it can be found.
 */
final class QuestionToAsk {
  private static final Exchange NOTHING = new Exchange("", "");
  private static final String CAPTION = "caption";
  private static final long MAX_PIXELS = 1 << 26;

  private final Sample sample;
  private final Exchange last;
  private final List<Turn> turns;

  private QuestionToAsk(Sample sample, Exchange last, List<Turn> turns) {
    this.sample = sample;
    this.last = last;
    this.turns = turns;
  }

  /** The question of a sample; an empty one where the sample asks nothing. */
  static QuestionToAsk of(Sample sample) {
    List<Exchange> exchanges = Exchange.of(sample);
    Exchange last = exchanges.isEmpty() ? NOTHING : exchanges.get(exchanges.size() - 1);
    if (sample.needle() != null) {
      return new QuestionToAsk(sample, last, List.of(Turn.human(last.question())));
    }
    List<Turn> all = sample.conversations();
    boolean answered = !all.isEmpty() && all.get(all.size() - 1).from().equals(Turn.GPT);
    return new QuestionToAsk(sample, last, answered ? all.subList(0, all.size() - 1) : all);
  }

  /** The last question alone, and the sample's answer. */
  Exchange exchange() {
    return last;
  }

  /** Whether there is nothing to ask, or nothing to compare an answer with. */
  boolean isEmpty() {
    return last.answer().isBlank() || blind(false).text().isEmpty();
  }

  /** Whether answers are compared as captions are, not as short answers. */
  boolean isCaption() {
    return sample.task().contains(CAPTION) || AnswerType.of(last) == AnswerType.LONG;
  }

  /**
   * With its pictures, or the needle's own frames.
   *
   * @param greedy whether the likeliest answer is wanted, and the perplexity of the sample's own
   */
  AnswerRequest shown(boolean greedy, List<Long> seeds) {
    String reference = greedy ? last.answer() : "";
    Needle needle = sample.needle();
    if (needle == null) {
      return request(turns, all(), sample.modality(), greedy, seeds, reference);
    }
    List<EncodedPicture> own = needle.idx().stream().map(this::needleFrame).toList();
    String placeholders = String.join(" ", Collections.nCopies(own.size(), Dialect.PLACEHOLDER));
    Turn alone = Turn.human(placeholders + "\n" + numbered(List.of(0, own.size() - 1)));
    return request(List.of(alone), own, Modality.IMAGE, greedy, seeds, reference);
  }

  private EncodedPicture needleFrame(int index) {
    int frames = sample.frames().size();
    if (index < 0 || index >= frames) {
      throw new CurationException(
          Reason.MALFORMED_ROW,
          "the needle is said to be frame " + index + ", but there are " + frames + " frames");
    }
    return sample.frames().get(index).picture();
  }

  boolean hasPictures() {
    return !sample.frames().isEmpty();
  }

  /** Without any picture. */
  AnswerRequest blind(boolean withPerplexity) {
    List<Turn> text =
        turns.stream()
            .map(turn -> turn.withValue(turn.value().replace(Dialect.PLACEHOLDER, "").strip()))
            .filter(turn -> !turn.value().isEmpty())
            .toList();
    return request(
        text, List.of(), Modality.TEXT, true, List.of(), withPerplexity ? last.answer() : "");
  }

  boolean isNeedle() {
    return sample.needle() != null;
  }

  /**
   * A needle's question about its frames among the others. Of more than {@code most} frames so many
   * are shown, spread evenly, the needle's in place of those nearest to them. The prompt is the
   * trainer's own, with the places that the frames have there, counted from 0.
   */
  AnswerRequest inHaystack(int most) {
    Needle needle = requireNonNull(sample.needle());
    List<EncodedPicture> frames = all();
    List<Integer> places = needle.idx();
    if (frames.size() > most) {
      int[] chosen = FrameSampling.linspace(frames.size(), most);
      places = places(needle.idx(), frames.size(), most);
      List<EncodedPicture> shown = new ArrayList<>();
      for (int frame : chosen) {
        shown.add(frames.get(frame));
      }
      for (int i = 0; i < places.size(); i++) {
        shown.set(places.get(i), needleFrame(needle.idx().get(i)));
      }
      frames = shown;
    }
    Turn among = Turn.human(NeedlePrompt.of(frames.size(), numbered(places)));
    return request(List.of(among), frames, sample.modality(), true, List.of(), "");
  }

  /** Where frames go among fewer, in their order and each to a place of its own. */
  private static List<Integer> places(List<Integer> frames, int of, int most) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      int nearest = (int) Math.round((double) frames.get(i) * (most - 1) / (of - 1));
      int least = i == 0 ? 0 : places.get(i - 1) + 1;
      int last = most - (frames.size() - i);
      places.add(Math.min(Math.max(nearest, least), last));
    }
    return places;
  }

  boolean isMarked() {
    return !sample.marks().isEmpty();
  }

  /** With its pictures, the marks taken off them. */
  AnswerRequest unmarked() {
    List<EncodedPicture> pictures = new ArrayList<>();
    for (int view = 0; view < sample.frames().size(); view++) {
      EncodedPicture stored = sample.frames().get(view).picture();
      int wanted = view;
      List<Mark> marks = sample.marks().stream().filter(mark -> mark.view() == wanted).toList();
      pictures.add(marks.isEmpty() ? stored : erased(stored, marks));
    }
    return request(turns, pictures, sample.modality(), true, List.of(), "");
  }

  private static EncodedPicture erased(EncodedPicture stored, List<Mark> marks) {
    return EncodedPicture.of(
        PngEncoder.encode(MarkEraser.erased(Pictures.decode(stored.bytes(), MAX_PIXELS), marks)));
  }

  private AnswerRequest request(
      List<Turn> turns,
      List<EncodedPicture> pictures,
      Modality modality,
      boolean greedy,
      List<Long> seeds,
      String reference) {
    return new AnswerRequest(sample.id(), turns, pictures, modality, greedy, seeds, reference);
  }

  /** A needle's question with the places of its frames. */
  private String numbered(List<Integer> places) {
    String first = Integer.toString(places.get(0));
    String second = Integer.toString(places.get(places.size() - 1));
    return last.question()
        .replace("<idx>", first)
        .replace("<idx1>", first)
        .replace("<idx2>", second);
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
