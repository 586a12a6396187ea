package io.github.oryxcuration.core.media;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders names as people count: runs of digits by their value, everything else by code point. */
public enum NaturalOrder implements Comparator<String> {
  INSTANCE;

  private static final Pattern RUN = Pattern.compile("\\d+|\\D+", Pattern.DOTALL);

  @Override
  public int compare(String a, String b) {
    Matcher x = RUN.matcher(a);
    Matcher y = RUN.matcher(b);
    while (true) {
      boolean more = x.find();
      if (more != y.find()) {
        return more ? 1 : -1;
      }
      if (!more) {
        return a.compareTo(b); // equal but for leading zeros
      }
      int order = compareRuns(x.group(), y.group());
      if (order != 0) {
        return order;
      }
    }
  }

  private static int compareRuns(String a, String b) {
    if (isNumber(a) && isNumber(b)) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return a.compareTo(b);
  }

  private static boolean isNumber(String run) {
    return run.charAt(0) >= '0' && run.charAt(0) <= '9';
  }
}
