package io.github.oryxcuration.mixture.testing;

import io.github.oryxcuration.core.budget.TrainersEye;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.text.Prompt;
import io.github.oryxcuration.core.text.TextTokens;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Whole samples with pictures that were drawn for them. */
public final class Samples {
  public static final TrainerSpec TRAINER =
      new TrainerSpec(8192, TrainerSpec.OverBudget.KEEP, 1536, 0, 288, 480, 1, 64);

  private Samples() {}

  /** A JPEG with a few shapes; another number gives another picture. */
  public static byte[] jpeg(int width, int height, int number) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.getHSBColor(number * 0.17f, 0.35f, 0.85f));
    g.fillRect(0, 0, width, height);
    g.setColor(Color.getHSBColor(number * 0.17f + 0.5f, 0.7f, 0.6f));
    g.fillOval(width / 8 + number * 7 % (width / 2), height / 4, width / 3, height / 2);
    g.setColor(Color.WHITE);
    g.fillRect(width / 2, height / 2 + number * 3 % (height / 4), width / 4, height / 8);
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static Sample text(String source, int number, String question, String answer) {
    List<Turn> turns = List.of(Turn.human(question), Turn.gpt(answer));
    return sample(source, number, Modality.TEXT, "text", turns, List.of());
  }

  public static Sample picture(
      String source, int number, int width, int height, String question, String answer) {
    List<Turn> turns = List.of(Turn.human("<image>\n" + question), Turn.gpt(answer));
    Frame frame = frame(width, height, number, 0, Frame.NO_TIME);
    return sample(source, number, Modality.IMAGE, "qa", turns, List.of(frame));
  }

  public static Sample video(String source, int number, int frames, String question) {
    List<Turn> turns = List.of(Turn.human("<image>\n" + question), Turn.gpt("A ball."));
    List<Frame> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      all.add(frame(448, 256, number + i, i * 30L, i * 1.001));
    }
    return sample(source, number, Modality.VIDEO, "caption", turns, all);
  }

  /** The same, as a question about some of its frames. */
  public static Sample asNeedle(Sample sample, Needle needle) {
    return with(sample, sample.frames(), needle, sample.provenance());
  }

  /** The same, from elsewhere. */
  public static Sample from(Sample sample, Origin origin) {
    Provenance was = sample.provenance();
    return with(sample, sample.frames(), sample.needle(), provenance(origin, was.media()));
  }

  /** The same with another picture, which is in the file of that name. */
  public static Sample showing(Sample sample, Frame frame, String file) {
    List<Provenance.Medium> media = List.of(new Provenance.Medium(file, "ab", 1));
    return with(
        sample, List.of(frame), sample.needle(), provenance(sample.provenance().origin(), media));
  }

  private static Provenance provenance(Origin origin, List<Provenance.Medium> media) {
    return new Provenance(origin, media, List.of(), 7, "0.1.0");
  }

  private static Sample with(
      Sample sample, List<Frame> frames, @Nullable Needle needle, Provenance provenance) {
    return new Sample(
        sample.id(),
        sample.source(),
        sample.task(),
        sample.modality(),
        sample.conversations(),
        frames,
        needle,
        sample.marks(),
        sample.budget(),
        sample.license(),
        provenance,
        sample.scores());
  }

  private static Frame frame(int width, int height, int number, long index, double seconds) {
    byte[] bytes = jpeg(width, height, number);
    return new Frame(
        EncodedPicture.of(bytes), "p.jpg", index, seconds, width, height, Digest.hex(bytes));
  }

  private static Sample sample(
      String source,
      int number,
      Modality modality,
      String task,
      List<Turn> turns,
      List<Frame> frames) {
    Origin origin = new Origin("/in/" + source + ".json", "ab12", "" + number, "own-" + number);
    List<Provenance.Medium> media =
        frames.isEmpty()
            ? List.of()
            : List.of(new Provenance.Medium("/in/media/" + number + ".jpg", "cd34", 1234));
    return new Sample(
        source + "/" + source + ".json@" + number,
        source,
        task,
        modality,
        turns,
        frames,
        null,
        List.of(),
        budget(modality, turns, frames),
        "CC-BY-4.0",
        provenance(origin, media),
        Map.of());
  }

  private static Budget budget(Modality modality, List<Turn> turns, List<Frame> frames) {
    TrainersEye eye = new TrainersEye(TRAINER);
    List<Size> sizes = frames.stream().map(f -> new Size(f.width(), f.height())).toList();
    long tokens;
    try (TextTokens text = TextTokens.create("")) {
      tokens = new Prompt(text).textTokens(turns, !frames.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return switch (modality) {
      case TEXT -> eye.text(tokens, true);
      case IMAGE -> eye.pictures(sizes, tokens, true);
      case VIDEO, VIDEO_LONG ->
          eye.frames(modality, frames.size(), sizes.get(0), sizes.get(0), tokens, true);
    };
  }
}
