package io.github.oryxcuration.core.recipe;

import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recipe from YAML and refuses whatever cannot be meant: unknown, doubled and missing keys,
 * wrong types, impossible numbers, unknown formats, files that are not there. All problems of a
 * file are told at once, with line and column.
 *
 * <p>Texts may refer to environment variables as {@code ${NAME}} or {@code ${NAME:-default}}; they
 * are put in after the YAML was parsed, so that a value cannot add keys. Paths are relative to the
 * recipe's folder. Numbers are decimal and words are texts, whatever YAML 1.1 would make of {@code
 * 010} or {@code no}. Immutable.
 */
public final class RecipeReader {
  /** A recipe is typed by hand; a larger file was given by mistake. */
  private static final long MAX_BYTES = 1 << 20;

  private final FileChecks files;
  private final List<SourceFormat> formats;
  private final UnaryOperator<@Nullable String> environment;

  private RecipeReader(
      FileChecks files, List<SourceFormat> formats, UnaryOperator<@Nullable String> environment) {
    this.files = files;
    this.formats = formats;
    this.environment = environment;
  }

  /**
   * A reader that knows the formats of the service loader, takes variables from the process's
   * environment, and looks whether files are there.
   */
  public static RecipeReader create() {
    return new RecipeReader(
        FileChecks.STORED, list(ServiceLoader.load(SourceFormat.class)), System::getenv);
  }

  /** Takes it that the files that a recipe names will be there when it is built. */
  public RecipeReader withoutFileChecks() {
    return new RecipeReader(FileChecks.NONE, formats, environment);
  }

  /** Knows these formats and no others. */
  public RecipeReader withFormats(Iterable<? extends SourceFormat> known) {
    return new RecipeReader(files, list(known), environment);
  }

  /** Takes variables from a map instead of the process's environment. */
  public RecipeReader withEnvironment(Map<String, String> variables) {
    Map<String, String> copy = Map.copyOf(variables);
    return new RecipeReader(files, formats, copy::get);
  }

  /**
   * Reads a stored recipe.
   *
   * @throws RecipeException with all problems, that the file is missing or unreadable among them
   */
  public Recipe read(String path) {
    return parse(path, text(path));
  }

  /**
   * Reads a recipe from text, as if it lay at {@code path}.
   *
   * @throws RecipeException with all problems
   */
  public Recipe parse(String path, String text) {
    Problems problems = new Problems(path);
    String yaml = text.startsWith("\uFEFF") ? text.substring(1) : text;
    YamlNode root = YamlReader.read(yaml, problems);
    problems.throwIfAny();
    Environment variables = new Environment(environment);
    Checked recipe =
        root == null
            ? null
            : new RecipeChecker(variables, withoutFiles(), problems)
                .check(root, RecipeKeys.RECIPE, "the recipe");
    RecipeFolder folder = RecipeFolder.of(path);
    if (recipe != null) {
      new RecipeRules(folder, files, byName(), problems).check(recipe);
    }
    problems.throwIfAny();
    if (recipe == null) {
      throw new IllegalStateException("no recipe and no problem in " + path);
    }
    return new RecipeBuilder(folder, byName()).build(recipe, variables.secrets());
  }

  private static String text(String path) {
    Problems problems = new Problems(path);
    try {
      if (!Storage.exists(path)) {
        problems.addFile(
            Storage.isFolder(path)
                ? "a folder, but a recipe is a file: name the YAML file in it"
                : "no such file");
        problems.throwIfAny();
      }
      long bytes = Storage.stat(path).bytes();
      if (bytes > MAX_BYTES) {
        problems.addFile(bytes + " bytes are too many for a recipe; allowed: " + MAX_BYTES);
        problems.throwIfAny();
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Storage.readAll(path)))
          .toString();
    } catch (CharacterCodingException e) {
      problems.addFile("not a text in UTF-8");
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      problems.addFile("cannot be read: " + e.getMessage());
    }
    problems.throwIfAny();
    throw new IllegalStateException("unreachable");
  }

  private static List<SourceFormat> list(Iterable<? extends SourceFormat> formats) {
    List<SourceFormat> list = new ArrayList<>();
    formats.forEach(list::add);
    return List.copyOf(list);
  }

  private Set<String> withoutFiles() {
    return formats.stream()
        .filter(format -> !format.needsFiles())
        .map(SourceFormat::name)
        .collect(Collectors.toSet());
  }

  private Map<String, SourceFormat> byName() {
    Map<String, SourceFormat> named = new TreeMap<>();
    formats.forEach(format -> named.put(format.name(), format));
    return named;
  }
}
