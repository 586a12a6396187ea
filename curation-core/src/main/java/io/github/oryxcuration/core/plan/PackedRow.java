package io.github.oryxcuration.core.plan;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.media.FramePick;
import io.github.oryxcuration.core.media.MediaProbe;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Carried;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a candidate, and of a planned sample, as they travel between stages and lie in the
 * plan. What a stage does not need is copied as it is; what many rows share, their {@link Head}, is
 * kept beside the bytes.
 *
 * <pre>
 *   candidate = modality task license position originId media* turn* needle? carried?
 *   planned   = candidate probe* pick* budget bytes haystackBytes
 * </pre>
 *
 * <p>Equal values give equal bytes. The bytes hold no version of their own: files of them are read
 * by the build that wrote them, and {@link #FORMAT} is part of what identifies a build.
 */
public final class PackedRow {
  /** Changes whenever the bytes do. */
  public static final int FORMAT = 5;

  private static final List<Modality> MODALITIES =
      List.of(Modality.TEXT, Modality.IMAGE, Modality.VIDEO, Modality.VIDEO_LONG);
  private static final List<String> ROLES = List.of(Turn.HUMAN, Turn.GPT, Turn.SYSTEM);

  /** What is kept beside the bytes. */
  public record Head(String id, String source, String file, String fileDigest) {
    public Head {
      requireNonNull(id, "id");
      requireNonNull(source, "source");
      requireNonNull(file, "file");
      requireNonNull(fileDigest, "fileDigest");
    }
  }

  private PackedRow() {}

  /**
   * Packs a candidate without its head.
   *
   * @throws io.github.oryxcuration.core.error.CurationException MALFORMED_ROW if one of its texts
   *     has no UTF-8 form
   */
  public static byte[] of(Candidate candidate) {
    int expected = 96;
    for (Turn turn : candidate.conversations()) {
      expected += turn.value().length() + 8;
    }
    Packer out = new Packer(expected);
    out.number(MODALITIES.indexOf(candidate.modality()));
    out.text(candidate.task());
    out.text(candidate.license());
    out.text(candidate.origin().position());
    out.text(candidate.origin().originId());
    out.number(candidate.media().size());
    candidate.media().forEach(ref -> PackedMedia.put(ref, out));
    out.number(candidate.conversations().size());
    candidate.conversations().forEach(turn -> put(turn, out));
    put(candidate.needle(), out);
    Carried carried = candidate.carried();
    out.flag(carried != null);
    if (carried != null) {
      out.text(Json.write(carried));
    }
    return out.toBytes();
  }

  private static void put(Turn turn, Packer out) {
    int role = ROLES.indexOf(turn.from());
    out.number(role + 1);
    if (role < 0) {
      out.text(turn.from());
    }
    out.text(turn.value());
  }

  private static void put(@Nullable Needle needle, Packer out) {
    out.flag(needle != null);
    if (needle != null) {
      out.number(needle.idx().size());
      needle.idx().forEach(out::number);
      out.text(needle.question());
      out.text(needle.answer());
      out.text(needle.type());
      out.text(needle.about());
    }
  }

  /**
   * Packs a planned sample behind its candidate.
   *
   * @param candidate the bytes of {@code planned.candidate()}, see {@link #of(Candidate)}
   */
  public static byte[] of(byte[] candidate, Planned planned) {
    Packer out = new Packer(candidate.length + 48 + 160 * planned.media().size());
    out.raw(candidate, 0, candidate.length);
    out.number(planned.media().size());
    planned.media().forEach(probe -> PackedMedia.put(probe, out));
    out.number(planned.picks().size());
    for (FramePick pick : planned.picks()) {
      out.number(pick.index());
      out.real(pick.seconds());
    }
    Budget budget = planned.budget();
    out.number(budget.width());
    out.number(budget.height());
    out.number(budget.frames());
    out.number(budget.visualTokens());
    out.number(budget.textTokens());
    out.number(budget.totalTokens());
    out.flag(budget.textTokensEstimated());
    out.real(budget.distortion());
    out.flag(budget.over());
    out.number(planned.bytes());
    out.number(planned.haystackBytes());
    return out.toBytes();
  }

  /** The candidate at the start of the bytes; more may follow it. */
  public static Candidate candidate(Head head, byte[] bytes, int offset, int length) {
    return candidate(head, new Unpacker(bytes, offset, length));
  }

  /** The planned sample. */
  public static Planned planned(Head head, byte[] bytes) {
    Unpacker in = new Unpacker(bytes, 0, bytes.length);
    Candidate candidate = candidate(head, in);
    List<MediaProbe> probes = in.list(() -> PackedMedia.probe(in));
    List<FramePick> picks = in.list(() -> new FramePick(in.number(), in.real()));
    Budget budget =
        new Budget(
            in.integer(),
            in.integer(),
            in.integer(),
            in.number(),
            in.number(),
            in.number(),
            in.flag(),
            in.real(),
            in.flag());
    return new Planned(candidate, probes, picks, budget, in.number(), in.number());
  }

  private static Candidate candidate(Head head, Unpacker in) {
    Modality modality = MODALITIES.get(in.integer());
    String task = in.text();
    String license = in.text();
    Origin origin = new Origin(head.file(), head.fileDigest(), in.text(), in.text());
    List<MediaRef> media = in.list(() -> PackedMedia.ref(in));
    List<Turn> turns = in.list(() -> turn(in));
    return new Candidate(
        head.id(),
        head.source(),
        task,
        modality,
        media,
        turns,
        license,
        needle(in),
        origin,
        carried(in));
  }

  private static @Nullable Carried carried(Unpacker in) {
    return in.flag() ? Json.read(in.text(), Carried.class) : null;
  }

  private static Turn turn(Unpacker in) {
    int role = in.integer();
    return new Turn(role == 0 ? in.text() : ROLES.get(role - 1), in.text());
  }

  private static @Nullable Needle needle(Unpacker in) {
    return in.flag()
        ? new Needle(in.list(in::integer), in.text(), in.text(), in.text(), in.text())
        : null;
  }
}
