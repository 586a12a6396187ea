package io.github.oryxcuration.runtime.prompt;

import static io.github.oryxcuration.core.text.Dialect.PLACEHOLDER;
import static io.github.oryxcuration.core.text.SpecialTokens.IM_END;
import static io.github.oryxcuration.core.text.SpecialTokens.IM_START;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.text.Prompt;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The ids of a conversation as the reference asks the model, {@link Prompt#IMAGE} where visual
 * tokens go: ChatML, every {@code <image>} of a turn a placeholder, and after a human turn at the
 * end the start of the answer. What the trainer makes of a conversation is {@link Prompt}'s matter;
 * the two agree on conversations in the toolkit's dialect.
 *
 * <p>Where a text spells a special token, the tokenizer takes it for one, here as in the reference;
 * these are counted.
 */
public final class ChatPrompt {
  private final Function<String, int[]> tokenise;
  private final IntPredicate isSpecial;
  private int[] ids = new int[256];
  private int size;
  private int spelled;

  private ChatPrompt(Function<String, int[]> tokenise, IntPredicate isSpecial) {
    this.tokenise = tokenise;
    this.isSpecial = isSpecial;
  }

  /**
   * The ids of a conversation.
   *
   * @param system {@link Prompt#SYSTEM} unless told otherwise
   * @param hasMedia whether {@code <image>} stands for a medium; if not, it is text (but never in
   *     {@link PromptForm#ONE_LINE_FEED})
   * @throws CurationException BAD_ROLE if a turn is neither human nor gpt
   */
  public static PromptIds of(
      ModelTokenizer tokenizer,
      PromptForm form,
      String system,
      List<Turn> conversation,
      boolean hasMedia) {
    return of(tokenizer::ids, tokenizer::isSpecial, form, system, conversation, hasMedia);
  }

  static PromptIds of(
      Function<String, int[]> tokenise,
      IntPredicate isSpecial,
      PromptForm form,
      String system,
      List<Turn> conversation,
      boolean hasMedia) {
    ChatPrompt prompt = new ChatPrompt(tokenise, isSpecial);
    if (form == PromptForm.ONE_LINE_FEED) {
      prompt.whole(system, conversation);
    } else {
      prompt.turnByTurn(system, conversation, hasMedia);
    }
    return new PromptIds(Arrays.copyOf(prompt.ids, prompt.size), prompt.spelled);
  }

  private void turnByTurn(String system, List<Turn> conversation, boolean hasMedia) {
    fixed(IM_START);
    fixed("system");
    fixed("\n");
    text(system);
    end();
    List<Turn> heard = conversation;
    if (!heard.isEmpty() && !isHuman(heard.get(0))) { // as the reference, which waits to be asked
      heard = heard.subList(1, heard.size());
    }
    for (Turn turn : heard) {
      fixed(role(turn));
      fixed("\n");
      if (hasMedia) {
        around(turn.value());
      } else {
        text(turn.value());
      }
      end();
    }
    if (asks(heard)) {
      fixed(IM_START + "assistant");
      fixed("\n");
    }
  }

  /** Text and placeholders, each placeholder with a line feed after it. */
  private void around(String value) {
    String[] texts = value.split(PLACEHOLDER, -1);
    for (int i = 0; i < texts.length; i++) {
      if (i > 0) {
        add(new int[] {Prompt.IMAGE});
        fixed("\n");
      }
      text(texts[i]);
    }
  }

  /** Special tokens of the template itself are those that it has with empty texts. */
  private void whole(String system, List<Turn> conversation) {
    List<Turn> silent = conversation.stream().map(turn -> turn.withValue("")).toList();
    spelled -= specials(tokenise.apply(template(system.isEmpty() ? "" : " ", silent)));
    String[] texts = template(system, conversation).split(PLACEHOLDER, -1);
    for (int i = 0; i < texts.length; i++) {
      if (i > 0) {
        add(new int[] {Prompt.IMAGE});
      }
      text(texts[i]);
    }
  }

  /** ChatML as {@code conversation.py} writes it, without a block for an empty system prompt. */
  static String template(String system, List<Turn> conversation) {
    StringBuilder text = new StringBuilder();
    if (!system.isEmpty()) {
      text.append(IM_START).append("system\n").append(system).append(IM_END).append('\n');
    }
    for (Turn turn : conversation) {
      text.append(role(turn)).append('\n').append(turn.value()).append(IM_END).append('\n');
    }
    if (asks(conversation)) {
      text.append(IM_START).append("assistant\n");
    }
    return text.toString();
  }

  private static boolean asks(List<Turn> conversation) {
    return !conversation.isEmpty() && isHuman(conversation.get(conversation.size() - 1));
  }

  private static boolean isHuman(Turn turn) {
    return turn.from().equals(Turn.HUMAN);
  }

  private static String role(Turn turn) {
    return switch (turn.from()) {
      case Turn.HUMAN -> IM_START + "user";
      case Turn.GPT -> IM_START + "assistant";
      default ->
          throw new CurationException(
              Reason.BAD_ROLE,
              "a turn is from '" + turn.from() + "'; the model knows human and gpt alone");
    };
  }

  private void end() {
    fixed(IM_END);
    fixed("\n");
  }

  /** What the template itself says. */
  private void fixed(String fragment) {
    add(tokenise.apply(fragment));
  }

  /** What the data say. */
  private void text(String fragment) {
    int[] more = tokenise.apply(fragment);
    spelled += specials(more);
    add(more);
  }

  private int specials(int[] some) {
    return (int) Arrays.stream(some).filter(isSpecial).count();
  }

  private void add(int[] more) {
    if (size + more.length > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, size + more.length));
    }
    System.arraycopy(more, 0, ids, size, more.length);
    size += more.length;
  }
}
