package io.github.oryxcuration.mixture.ocr;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.text.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A source that reads nothing: it has pages drawn, and their exact text as answer (Oryx, arXiv
 * 2409.12961, appendix D.2: "synthesised OCR"). Of {@code files}, fonts ({@code .ttf}, {@code
 * .otf}, {@code .ttc}) are what pages are set in, and all others are texts in UTF-8 that they show;
 * without fonts there it takes the installed ones, without texts built-in lists of common words.
 *
 * <p>Options: {@code count} (how many pages), {@code languages} (codes of built-in lists, or all),
 * {@code families} (of installed fonts), {@code layouts}, {@code sizes}, {@code noise}, {@code
 * blur}, {@code perspective} (0 to 1), {@code seed}.
 *
 * <p>The same options, files and fonts give the same rows; pixels depend on the version of Java as
 * well, see {@link OcrPainter}.
 */
public final class OcrFormat implements SourceFormat {
  /** Stands for the annotation file that there is not. */
  static final String FILE = SourcePart.MADE + OcrPainter.NAME;

  private static final int PART_ROWS = 5000;

  /** Changes when the same options give other rows. */
  private static final int VERSION = 1;

  private static final List<String> QUESTIONS =
      List.of(
          "Transcribe all text in the picture.",
          "What does the text say? Keep the line breaks.",
          "Read the text exactly as it is printed.",
          "Write down every line of text you can see.",
          "Please provide the text of this image.",
          "OCR this picture.");

  @Override
  public String name() {
    return OcrPainter.NAME;
  }

  @Override
  public String description() {
    return "pages of text that are drawn, with the exact text as answer";
  }

  @Override
  public boolean needsFiles() {
    return false;
  }

  @Override
  public Set<String> options() {
    return OcrOptions.KEYS;
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    OcrOptions options = OcrOptions.of(source);
    String digest = Material.of(source, options).digest(options);
    List<SourcePart> parts = new ArrayList<>();
    for (long start = 0; start < options.count(); start += PART_ROWS) {
      long end = Math.min(options.count(), start + PART_ROWS);
      parts.add(new SourcePart(FILE, start, end, digest));
    }
    return parts;
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    OcrOptions options = OcrOptions.of(source);
    Material material = Material.of(source, options);
    return new Pages(source, part, new OrderMaker(options, material.fonts(), material.wordings()));
  }

  /** What pages are made of. */
  private record Material(List<OcrFont> fonts, List<? extends Wording> wordings) {

    static Material of(SourceSpec source, OcrOptions options) throws IOException {
      List<String> fontFiles = new ArrayList<>();
      List<String> textFiles = new ArrayList<>();
      for (String pattern : source.files()) {
        for (Storage.Entry file : Storage.glob(pattern)) {
          (OcrFont.isFontFile(file.path()) ? fontFiles : textFiles).add(file.path());
        }
      }
      List<OcrFont> fonts =
          fontFiles.isEmpty() ? OcrFont.installed(options.families()) : OcrFont.inFiles(fontFiles);
      if (fonts.isEmpty()) {
        throw new IOException(
            "source "
                + source.name()
                + ": no font is installed; install one (on Debian: apt-get install"
                + " fonts-dejavu-core) or name font files in files");
      }
      return new Material(
          fonts,
          textFiles.isEmpty() ? languages(source, options, fonts) : List.of(Corpus.of(textFiles)));
    }

    private static List<WordList> languages(
        SourceSpec source, OcrOptions options, List<OcrFont> fonts) {
      List<WordList> writable =
          WordList.builtIn().stream()
              .filter(words -> fonts.stream().anyMatch(font -> words.isWritable(font.font())))
              .toList();
      List<String> codes = writable.stream().map(WordList::language).toList();
      if (options.languages().contains(OcrOptions.ALL)) {
        return writable;
      }
      for (String language : options.languages()) {
        if (!codes.contains(language)) {
          throw OcrOptions.refusal(
              source,
              "languages",
              language,
              "what a font has all letters of, here " + String.join(", ", codes));
        }
      }
      return writable.stream().filter(w -> options.languages().contains(w.language())).toList();
    }

    String digest(OcrOptions options) {
      Map<String, Object> inputs = new LinkedHashMap<>();
      inputs.put("version", VERSION);
      inputs.put("options", options);
      inputs.put("fonts", fonts.stream().map(font -> font.ref().digest()).toList());
      inputs.put(
          "words",
          wordings.stream().map(w -> w instanceof Corpus text ? text.digest() : w).toList());
      return Digest.hex(Json.write(inputs));
    }
  }

  /** Rows of one part. */
  private static final class Pages implements Rows {
    private final SourceSpec source;
    private final SourcePart part;
    private final OrderMaker maker;
    private long row;

    Pages(SourceSpec source, SourcePart part, OrderMaker maker) {
      this.source = source;
      this.part = part;
      this.maker = maker;
      this.row = part.start();
    }

    @Override
    public boolean hasNext() {
      return row < part.end();
    }

    @Override
    public Outcome<Candidate> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      String position = String.valueOf(row++);
      String id = Candidate.idOf(source.name(), OcrPainter.NAME, position);
      try {
        return Outcome.kept(candidate(id, position));
      } catch (CurationException e) {
        return Outcome.lost(
            new LedgerRow(
                source.name(), id, "", FILE, position, "read", e.reason(), e.explanation()));
      }
    }

    private Candidate candidate(String id, String position) {
      OcrOrder order = maker.order(id);
      String question = Draws.of(order.seed(), id, "question").pick(QUESTIONS);
      List<Turn> turns =
          List.of(Turn.human(Dialect.PLACEHOLDER + "\n" + question), Turn.gpt(order.text()));
      return new Candidate(
          id,
          source.name(),
          source.task().isEmpty() ? OcrPainter.NAME : source.task(),
          Modality.IMAGE,
          List.of(new MediaRef.Drawn(OcrPainter.NAME, Json.write(order))),
          Dialect.normalise(turns, 1, Modality.IMAGE, source.multiImageTurn()),
          source.license(),
          null,
          new Origin(part.file(), part.digest(), position, ""));
    }

    @Override
    public void close() {}
  }
}
