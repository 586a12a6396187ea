package io.github.oryxcuration.core.text;

import static io.github.oryxcuration.core.error.Reason.BAD_ROLE;
import static io.github.oryxcuration.core.error.Reason.EMPTY_CONVERSATION;
import static io.github.oryxcuration.core.error.Reason.MULTI_IMAGE_TURN;
import static io.github.oryxcuration.core.error.Reason.PLACEHOLDER_COUNT;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceSpec.MultiImageTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The one form of a conversation that the Oryx trainer reads as its author meant it.
 *
 * <ul>
 *   <li>Roles are {@code human} and {@code gpt}; a human turn comes first, a gpt turn last, every
 *       turn has text, and no gpt turn follows another.
 *   <li>{@code <image>\n} stands at the very start of a human turn and nowhere else, once for a
 *       whole video and once for each picture, each in a human turn of its own.
 *   <li>A human turn may follow another only if it starts with a placeholder: that is how several
 *       pictures of one question are laid out. The trainer's ChatML path puts every turn in a block
 *       of its own and checks no alternation, so all pictures stand before the answer and no answer
 *       has to be invented between them.
 *   <li>No special token of the model's template stands in the text: the trainer's tokenizer would
 *       read it as the real one.
 * </ul>
 *
 * <p>Source: {@code preprocess_multimodal} and {@code preprocess_qwen} of the released trainer,
 * {@code oryx/train/train.py}, which reads exactly one placeholder from a turn that starts with it,
 * takes further ones for text, and fails on a {@code system} turn.
 */
public final class Dialect {
  /** Stands for one picture or one whole video. */
  public static final String PLACEHOLDER = "<image>";

  /** What several sources write for a video; counted like {@link #PLACEHOLDER} in human turns. */
  public static final String VIDEO_PLACEHOLDER = "<video>";

  private static final String HEAD = PLACEHOLDER + "\n";

  private Dialect() {}

  /**
   * Brings a conversation into the dialect. Applied twice it gives what it gave once.
   *
   * <p>A leading system turn becomes the first lines of the first human turn, since the trainer
   * knows no such role. A placeholder in the middle or at the end of its turn moves to the start,
   * as the trainer itself does. Several placeholders in one turn, where their number is right, are
   * split by policy: every picture starts a human turn and keeps the text up to the next one, so
   * that text and pictures keep their order; text before the first picture is a human turn before
   * it, or, where no text follows any picture, comes after the last one. Counts are never repaired.
   *
   * @param media how many pictures the row has, 1 for a video, 0 for text
   * @throws CurationException EMPTY_CONVERSATION, BAD_ROLE, SPECIAL_TOKEN, MALFORMED_ROW (half a
   *     surrogate pair), PLACEHOLDER_COUNT or MULTI_IMAGE_TURN
   */
  public static List<Turn> normalise(
      List<Turn> conversations, int media, Modality modality, MultiImageTurn policy) {
    checkMedia(media, modality);
    List<Turn> turns = withKnownRoles(conversations);
    checkTurns(turns);
    checkCount(turns, media);
    List<Turn> placed = new ArrayList<>(turns.size() + media);
    for (int i = 0; i < turns.size(); i++) {
      place(turns.get(i), i, policy, placed);
    }
    checkOrder(placed);
    return List.copyOf(placed);
  }

  /**
   * Checks that a conversation is in the dialect already.
   *
   * @throws CurationException with the reason that {@link #normalise} would give, or BAD_ROLE or
   *     PLACEHOLDER_COUNT where it would have changed roles or text
   */
  public static void lint(List<Turn> conversations, int media, Modality modality) {
    List<Turn> normal = normalise(conversations, media, modality, MultiImageTurn.DROP);
    for (int i = 0; i < conversations.size(); i++) {
      Turn found = conversations.get(i);
      if (i >= normal.size() || !found.from().equals(normal.get(i).from())) {
        throw new CurationException(
            BAD_ROLE, turnName(found, i) + " has a role that the trainer does not know");
      }
      if (!found.equals(normal.get(i))) {
        throw new CurationException(
            PLACEHOLDER_COUNT,
            turnName(found, i) + " has its placeholder elsewhere than as \"<image>\\n\" in front");
      }
    }
  }

  private static void checkMedia(int media, Modality modality) {
    boolean fits =
        switch (modality) {
          case TEXT -> media == 0;
          case IMAGE -> media >= 1;
          case VIDEO, VIDEO_LONG -> media == 1;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "media must be 0 for text, at least 1 for image and 1 for video, but was "
              + media
              + " for "
              + modality.word());
    }
  }

  private static List<Turn> withKnownRoles(List<Turn> conversations) {
    List<Turn> turns = new ArrayList<>(conversations.size());
    String system = "";
    for (int i = 0; i < conversations.size(); i++) {
      Turn turn = conversations.get(i);
      String role = role(turn, i);
      if (role.equals(Turn.SYSTEM)) {
        if (i > 0) {
          throw new CurationException(
              BAD_ROLE, turnName(turn, i) + ": a system turn may only be the first one");
        }
        system = turn.value().strip();
      } else if (role.equals(Turn.HUMAN) && !system.isEmpty()) {
        turns.add(Turn.human(system + "\n" + turn.value()));
        system = "";
      } else {
        turns.add(role.equals(turn.from()) ? turn : new Turn(role, turn.value()));
      }
    }
    return turns;
  }

  private static String role(Turn turn, int index) {
    return switch (turn.from()) {
      case Turn.HUMAN, Turn.GPT, Turn.SYSTEM -> turn.from();
      default ->
          switch (turn.from().toLowerCase(Locale.ROOT)) {
            case "human", "user" -> Turn.HUMAN;
            case "gpt", "assistant" -> Turn.GPT;
            case "system" -> Turn.SYSTEM;
            default ->
                throw new CurationException(
                    BAD_ROLE,
                    turnName(turn, index)
                        + ": allowed are human or user, gpt or assistant, and system in front");
          };
    };
  }

  private static void checkTurns(List<Turn> turns) {
    boolean answered = false;
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      if (turn.value().isBlank()) {
        throw new CurationException(EMPTY_CONVERSATION, turnName(turn, i) + " has no text");
      }
      TextRules.check(turn.value());
      answered |= turn.from().equals(Turn.GPT);
    }
    if (!answered) {
      throw new CurationException(
          EMPTY_CONVERSATION, "no answer to learn from in " + turns.size() + " turns");
    }
  }

  private static void checkCount(List<Turn> turns, int media) {
    int found = 0;
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      if (turn.from().equals(Turn.HUMAN)) {
        found += Placeholders.count(turn.value());
      } else if (turn.value().contains(PLACEHOLDER)) {
        throw new CurationException(
            PLACEHOLDER_COUNT,
            turnName(turn, i) + " holds <image>; placeholders belong to human turns");
      }
    }
    if (found != media) {
      throw new CurationException(
          PLACEHOLDER_COUNT,
          "found " + found + " placeholders for " + media + " media; the counts must be equal");
    }
  }

  private static void place(Turn turn, int index, MultiImageTurn policy, List<Turn> placed) {
    if (!turn.from().equals(Turn.HUMAN)) {
      placed.add(turn);
      return;
    }
    List<String> texts = Placeholders.cut(turn.value());
    switch (texts.size()) {
      case 1 -> placed.add(turn);
      case 2 -> placed.add(picture(turn, texts.get(0) + texts.get(1)));
      default -> {
        if (policy == MultiImageTurn.DROP) {
          throw new CurationException(
              MULTI_IMAGE_TURN,
              turnName(turn, index)
                  + " holds "
                  + (texts.size() - 1)
                  + " placeholders, of which the trainer reads the first; the recipe drops such rows"
                  + " (multi_image_turn: drop)");
        }
        split(turn, texts, placed);
      }
    }
  }

  private static void split(Turn turn, List<String> texts, List<Turn> placed) {
    String before = texts.get(0).strip();
    int last = texts.size() - 1;
    boolean textFollows = texts.subList(1, last + 1).stream().anyMatch(t -> !t.isBlank());
    if (textFollows && !before.isEmpty()) {
      placed.add(turn.withValue(before));
    }
    for (int i = 1; i <= last; i++) {
      placed.add(picture(turn, i == last && !textFollows ? before : texts.get(i)));
    }
  }

  private static Turn picture(Turn turn, String text) {
    String rest = text.strip();
    if (Placeholders.count(rest) > 0) { // "<im<image>age>"
      throw new CurationException(
          PLACEHOLDER_COUNT, "a placeholder stands inside another; the text cannot be told apart");
    }
    TextRules.check(rest);
    String value = HEAD + rest;
    return value.equals(turn.value()) ? turn : turn.withValue(value);
  }

  private static void checkOrder(List<Turn> turns) {
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      boolean human = turn.from().equals(Turn.HUMAN);
      String previous = i == 0 ? Turn.GPT : turns.get(i - 1).from();
      if (previous.equals(turn.from()) && !(human && turn.value().startsWith(HEAD))) {
        throw new CurationException(
            BAD_ROLE,
            turnName(turn, i)
                + (i == 0 ? " comes first; a human turn must" : " follows another " + turn.from()));
      }
    }
    Turn end = turns.get(turns.size() - 1);
    if (end.from().equals(Turn.HUMAN)) {
      throw new CurationException(
          BAD_ROLE, turnName(end, turns.size() - 1) + " comes last and has no answer");
    }
  }

  private static String turnName(Turn turn, int index) {
    String role = turn.from().length() > 20 ? turn.from().substring(0, 20) + "…" : turn.from();
    return "turn " + (index + 1) + " (" + role + ")";
  }
}
