package io.github.oryxcuration.core.text;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ChatML prompt of a conversation ({@code qwen_1_5}), exactly as {@code preprocess_qwen} of the
 * released trainer assembles it ({@code oryx/train/train.py} of Oryx, arXiv 2409.12961, at commit
 * f8c8bc3):
 *
 * <pre>
 *   &lt;|im_start|&gt;system\n   You are a helpful assistant.   &lt;|im_end|&gt;\n
 *   &lt;|im_start|&gt;user\n     [placeholder \n] text           &lt;|im_end|&gt;\n
 *   &lt;|im_start|&gt;assistant\n text                          &lt;|im_end|&gt;\n
 * </pre>
 *
 * <p>Role, line feed, text and end are tokenised apart, so no merge crosses them. A turn that
 * starts with {@code <image>} becomes one placeholder, a line feed, and the rest of its text, which
 * starts with a line feed of its own; of other turns, {@code <image>\n} becomes a placeholder and a
 * line feed wherever it stands, and {@code <image>} without a line feed stays text. A leading gpt
 * turn is left out.
 *
 * <p>Counts are of text alone: the placeholders give way to visual tokens, which are counted
 * elsewhere. Safe for threads.
 */
public final class Prompt {
  /** The id that visual tokens take the place of. */
  public static final int IMAGE = -200;

  /** The label of an id that nothing is learnt from. */
  public static final int IGNORED = -100;

  /** The system prompt of the released scripts, for training and inference. */
  public static final String SYSTEM = "You are a helpful assistant.";

  private static final String USER = SpecialTokens.IM_START + "user";
  private static final String ASSISTANT = SpecialTokens.IM_START + "assistant";

  private final TextTokens tokens;
  private final Map<String, Integer> fixed = new HashMap<>();
  private final int system;

  /** A prompt whose texts are counted by {@code tokens}, which the caller closes. */
  public Prompt(TextTokens tokens) {
    this.tokens = tokens;
    for (String part :
        List.of(USER, ASSISTANT, SpecialTokens.IM_START, SpecialTokens.IM_END, "\n")) {
      fixed.put(part, tokens.exact() ? tokens.count(part) : stated(part));
    }
    int sum = 0;
    for (Fragment fragment : system(SYSTEM)) {
      sum += count(fragment);
    }
    this.system = sum;
  }

  /** An estimate would cut special tokens up; what the fixed parts cost is known of Qwen. */
  private static int stated(String part) {
    return part.equals(USER) || part.equals(ASSISTANT) ? 2 : 1;
  }

  /**
   * How many text tokens the trainer makes of a conversation, system prompt and roles included.
   *
   * @param hasMedia whether the row has a picture or video; if not, {@code <image>} is text
   * @throws CurationException BAD_ROLE if a turn is neither human nor gpt
   */
  public int textTokens(List<Turn> conversation, boolean hasMedia) {
    int sum = system;
    for (Turn turn : heard(conversation)) {
      for (Fragment fragment : block(turn, hasMedia)) {
        sum += count(fragment);
      }
    }
    return sum;
  }

  /**
   * The ids and labels that the trainer makes of a conversation.
   *
   * @param tokenise the ids of a fragment on its own
   * @param systemPrompt {@link #SYSTEM} unless told otherwise; an empty one keeps its block
   * @throws CurationException BAD_ROLE if a turn is neither human nor gpt
   */
  public static EncodedPrompt encode(
      Function<String, int[]> tokenise,
      String systemPrompt,
      List<Turn> conversation,
      boolean hasMedia) {
    Encoder encoder = new Encoder(tokenise);
    encoder.block(system(systemPrompt), 0);
    for (Turn turn : heard(conversation)) {
      int asked = tokenise.apply(role(turn)).length;
      encoder.block(block(turn, hasMedia), turn.from().equals(Turn.GPT) ? asked + 1 : 0);
    }
    return encoder.encoded();
  }

  /** A piece that is tokenised on its own; a placeholder has no text. */
  private record Fragment(@Nullable String text) {
    static final Fragment IMAGE = new Fragment(null);
    static final Fragment LINE_FEED = new Fragment("\n");
    static final Fragment END = new Fragment(SpecialTokens.IM_END);
  }

  private int count(Fragment fragment) {
    if (fragment.text() == null) {
      return 0;
    }
    Integer known = fixed.get(fragment.text());
    return known == null ? tokens.count(fragment.text()) : known;
  }

  /** The trainer leaves a gpt turn out that comes first. */
  private static List<Turn> heard(List<Turn> conversation) {
    boolean unasked = !conversation.isEmpty() && role(conversation.get(0)).equals(ASSISTANT);
    return unasked ? conversation.subList(1, conversation.size()) : conversation;
  }

  private static String role(Turn turn) {
    return switch (turn.from()) {
      case Turn.HUMAN -> USER;
      case Turn.GPT -> ASSISTANT;
      default ->
          throw new CurationException(
              Reason.BAD_ROLE,
              "a turn is from '" + turn.from() + "'; the trainer knows human and gpt alone");
    };
  }

  private static List<Fragment> system(String prompt) {
    return List.of(
        new Fragment(SpecialTokens.IM_START),
        new Fragment("system"),
        Fragment.LINE_FEED,
        new Fragment(prompt),
        Fragment.END,
        Fragment.LINE_FEED);
  }

  private static List<Fragment> block(Turn turn, boolean hasMedia) {
    List<Fragment> block = new ArrayList<>();
    block.add(new Fragment(role(turn)));
    block.add(Fragment.LINE_FEED);
    String value = turn.value();
    if (hasMedia && value.startsWith(Dialect.PLACEHOLDER)) {
      block.add(Fragment.IMAGE);
      block.add(Fragment.LINE_FEED);
      block.add(new Fragment(value.substring(Dialect.PLACEHOLDER.length())));
    } else if (hasMedia) {
      inline(value, block);
    } else {
      block.add(new Fragment(value));
    }
    block.add(Fragment.END);
    block.add(Fragment.LINE_FEED);
    return block;
  }

  /** Placeholders that the trainer finds within a text. */
  private static void inline(String value, List<Fragment> block) {
    String mark = Dialect.PLACEHOLDER + "\n";
    int from = 0;
    for (int at = value.indexOf(mark); at >= 0; at = value.indexOf(mark, from)) {
      block.add(new Fragment(value.substring(from, at)));
      block.add(Fragment.IMAGE);
      block.add(Fragment.LINE_FEED);
      from = at + mark.length();
    }
    block.add(new Fragment(value.substring(from)));
  }

  /**
   * Gathers ids with their labels. Of every block the start, the end and the last line feed are
   * learnt; of an answer, its text as well.
   */
  private static final class Encoder {
    private final Function<String, int[]> tokenise;
    private int[] ids = new int[256];
    private int[] labels = new int[256];
    private int size;

    Encoder(Function<String, int[]> tokenise) {
      this.tokenise = tokenise;
    }

    /**
     * @param asked how many ids of an answer's block are not learnt after its first: the rest of
     *     its role and a line feed; 0 for a block of which no text is learnt
     */
    void block(List<Fragment> fragments, int asked) {
      int start = size;
      for (Fragment fragment : fragments) {
        add(fragment.text() == null ? new int[] {IMAGE} : tokenise.apply(fragment.text()));
      }
      int text = size - 2;
      System.arraycopy(ids, start, labels, start, size - start);
      Arrays.fill(labels, start + 1, asked == 0 ? text : start + asked, IGNORED);
    }

    private void add(int[] more) {
      if (size + more.length > ids.length) {
        int room = Math.max(2 * ids.length, size + more.length);
        ids = Arrays.copyOf(ids, room);
        labels = Arrays.copyOf(labels, room);
      }
      System.arraycopy(more, 0, ids, size, more.length);
      size += more.length;
    }

    EncodedPrompt encoded() {
      return new EncodedPrompt(Arrays.copyOf(ids, size), Arrays.copyOf(labels, size));
    }
  }
}
