package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.answer.AnswerType;
import io.github.oryxcuration.mixture.answer.Exchange;
import io.github.oryxcuration.mixture.answer.NormalAnswer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an expression may ask of a sample itself. */
enum SampleColumn {
  ID(Type.TEXT),
  SOURCE(Type.TEXT),
  TASK(Type.TEXT),
  MODALITY(Type.TEXT),
  LICENSE(Type.TEXT),
  QUESTION(Type.TEXT),
  ANSWER(Type.TEXT),
  ANSWER_TYPE(Type.TEXT),
  ANSWER_WORDS(Type.NUMBER),
  TURNS(Type.NUMBER),
  FRAMES(Type.NUMBER),
  MARKS(Type.NUMBER),
  WIDTH(Type.NUMBER),
  HEIGHT(Type.NUMBER),
  VISUAL_TOKENS(Type.NUMBER),
  TEXT_TOKENS(Type.NUMBER),
  TOTAL_TOKENS(Type.NUMBER),
  DISTORTION(Type.NUMBER),
  OVER(Type.TRUTH),
  DEPTH(Type.NUMBER);

  private static final Exchange NOTHING = new Exchange("", "");

  private final Type type;

  SampleColumn(Type type) {
    this.type = type;
  }

  Type type() {
    return type;
  }

  /** As an expression names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Value of(Sample sample) {
    Object found = value(sample);
    if (found == null) {
      return Value.Truth.MISSING;
    }
    if (found instanceof Boolean holds) {
      return Value.Truth.of(holds);
    }
    return found instanceof Number number
        ? Value.Range.of(number.doubleValue())
        : new Value.Text(found.toString());
  }

  private @Nullable Object value(Sample sample) {
    return switch (this) {
      case ID -> sample.id();
      case SOURCE -> sample.source();
      case TASK -> sample.task();
      case MODALITY -> sample.modality().word();
      case LICENSE -> sample.license();
      case QUESTION -> last(sample).question();
      case ANSWER -> last(sample).answer();
      case ANSWER_TYPE -> AnswerType.of(last(sample)).word();
      case ANSWER_WORDS -> NormalAnswer.allWords(last(sample).answer()).size();
      case TURNS -> sample.conversations().size();
      case FRAMES -> sample.frames().size();
      case MARKS -> sample.marks().size();
      case WIDTH -> sample.budget().width();
      case HEIGHT -> sample.budget().height();
      case VISUAL_TOKENS -> sample.budget().visualTokens();
      case TEXT_TOKENS -> sample.budget().textTokens();
      case TOTAL_TOKENS -> sample.budget().totalTokens();
      case DISTORTION -> sample.budget().distortion();
      case OVER -> sample.budget().over();
      case DEPTH -> depth(sample);
    };
  }

  /** Where the first asked frame stands, 0 for the first of all and 1 for the last; or null. */
  static @Nullable Double depth(Sample sample) {
    Needle needle = sample.needle();
    if (needle == null || needle.idx().isEmpty() || sample.frames().size() < 2) {
      return null;
    }
    return (double) needle.idx().get(0) / (sample.frames().size() - 1);
  }

  private static Exchange last(Sample sample) {
    List<Exchange> exchanges = Exchange.of(sample);
    return exchanges.isEmpty() ? NOTHING : exchanges.get(exchanges.size() - 1);
  }
}
