package io.github.oryxcuration.test.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Text-only rows as LLaVA writes them, one JSON object a line, about 300 bytes each: {@code
 * {"id":"row-000000001","conversations":[{"from":"human","value":"…"},{"from":"gpt","value":"…"}]}}.
 * Row i is a function of i alone.
 */
public final class LightRows {
  private static final String[] WORDS = {
    "the", "picture", "shows", "a", "street", "with", "three", "people", "walking", "under", "red",
    "umbrellas", "while", "rain", "falls", "on", "parked", "cars", "and", "neon", "signs", "glow",
    "behind", "them", "in", "evening", "light", "what", "is", "happening", "here", "describe"
  };
  private static final int QUESTION_WORDS = 12;
  private static final int ANSWER_WORDS = 26;

  private LightRows() {}

  /** Writes rows {@code 0 … count - 1}, unless the file is there already. */
  public static void write(Path file, long count) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 20)) {
      for (long i = 0; i < count; i++) {
        out.write(row(i).getBytes(StandardCharsets.US_ASCII));
      }
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** One line, its end included. */
  static String row(long i) {
    SplittableRandom random = new SplittableRandom(i);
    StringBuilder row = new StringBuilder(320);
    row.append("{\"id\":\"row-").append(String.format(Locale.ROOT, "%09d", i));
    row.append("\",\"conversations\":[{\"from\":\"human\",\"value\":\"");
    words(row, random, QUESTION_WORDS);
    row.append("\"},{\"from\":\"gpt\",\"value\":\"");
    words(row, random, ANSWER_WORDS);
    return row.append("\"}]}\n").toString();
  }

  private static void words(StringBuilder row, SplittableRandom random, int count) {
    for (int i = 0; i < count; i++) {
      row.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
  }
}
