package io.github.oryxcuration.mixture.consistency;

/**
 * When votes may stop: once it is decided whether the largest cluster of all of them would have at
 * least a given share. What the votes that were not taken would have been changes no decision at
 * that share.
 *
 * @param votes in all
 * @param needed of one cluster
 */
public record StopRule(int votes, int needed) {
  private static final double ROUNDING = 1e-9;

  public StopRule {
    if (votes < 1 || needed < 1 || needed > votes) {
      throw new IllegalArgumentException(
          "votes must be at least 1 and needed within 1 to votes, but were "
              + votes
              + " and "
              + needed);
    }
  }

  /**
   * The rule for a share.
   *
   * @param share in (0, 1]
   */
  public static StopRule of(int votes, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1], but was " + share);
    }
    return new StopRule(votes, Math.max(1, (int) Math.ceil(share * votes - ROUNDING)));
  }

  /** Whether {@code taken} votes, {@code top} of them in the largest cluster, decide. */
  public boolean isDecided(int taken, int top) {
    return top >= needed || top + votes - taken < needed;
  }

  /**
   * The fewest further votes that could decide; so many may be taken at once without taking one too
   * many. 0 where it is decided.
   */
  public int fewestToDecide(int taken, int top) {
    if (isDecided(taken, top)) {
      return 0;
    }
    return Math.min(needed - top, top + votes - taken - needed + 1);
  }

  /** The least share that the largest cluster of all votes can have. */
  public double low(int top) {
    return (double) top / votes;
  }

  /** The largest share that it can have. */
  public double high(int taken, int top) {
    return (double) (top + votes - taken) / votes;
  }

  /**
   * The votes that are taken on average, exactly, where every answer is right with one probability
   * and no two wrong ones agree.
   *
   * @param accuracy probability of the right answer
   */
  public double expectedVotes(double accuracy) {
    double[] reach = new double[votes + 1]; // by right answers, undecided so far
    reach[0] = 1;
    double expected = 0;
    for (int taken = 0; taken < votes; taken++) {
      double[] next = new double[votes + 1];
      for (int right = 0; right <= taken; right++) {
        if (reach[right] > 0) {
          expected += reach[right];
          pass(next, taken + 1, right + 1, reach[right] * accuracy);
          pass(next, taken + 1, right, reach[right] * (1 - accuracy));
        }
      }
      reach = next;
    }
    return expected;
  }

  private void pass(double[] reach, int taken, int right, double probability) {
    int top = Math.max(right, taken > right ? 1 : 0);
    if (!isDecided(taken, top)) {
      reach[right] += probability;
    }
  }
}
