package io.github.oryxcuration.mixture.mix;

import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.Recipe.MixBy;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Divides a set over its sources. Amounts are samples, or tokens where the recipe mixes by tokens
 * ({@code take}, {@code min} and {@code max} always count samples and are turned into tokens by the
 * source's mean).
 *
 * <ol>
 *   <li>{@code take} gives exactly its number.
 *   <li>{@code share} gives its part of {@code total}; without a total, of the largest total that
 *       no share exceeds its supply in. Whole numbers by largest remainder.
 *   <li>Sources with neither divide what is left of {@code total} in proportion to supply^(1/T),
 *       filling up where a source runs dry; without a total they give all they have, or with T
 *       other than 1 the largest set of those proportions.
 *   <li>{@code min} and {@code max} bound each of these; supply times {@code epochs} bounds all.
 * </ol>
 *
 * <p>Sources are treated in ascending order of their names, so their order in the recipe changes
 * nothing.
 */
public final class Allocation {
  private final Recipe recipe;
  private final List<Part> parts = new ArrayList<>();

  private Allocation(Recipe recipe, Map<String, Supply> supplies) {
    this.recipe = recipe;
    boolean tokens = recipe.mixBy() == MixBy.TOKENS;
    recipe.sources().stream()
        .sorted(java.util.Comparator.comparing(SourceSpec::name))
        .forEach(
            spec -> {
              Supply supply = supplies.getOrDefault(spec.name(), new Supply(spec.name(), 0, 0));
              parts.add(new Part(spec, supply, tokens));
            });
  }

  /** One quota per source of the recipe, in ascending order of names. */
  public static List<Quota> of(Recipe recipe, Map<String, Supply> supplies) {
    Allocation allocation = new Allocation(recipe, supplies);
    allocation.take();
    allocation.share();
    allocation.divideRest();
    return allocation.parts.stream().map(Part::quota).toList();
  }

  private void take() {
    for (Part part : parts) {
      Long take = part.spec.take();
      if (take != null) {
        part.ask(part.amount(take));
      }
    }
  }

  private void share() {
    List<Part> sharing = parts.stream().filter(p -> p.spec.share() != null).toList();
    if (sharing.isEmpty()) {
      return;
    }
    double[] weights = new double[sharing.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      Double share = sharing.get(i).spec.share();
      weights[i] = share == null ? 0 : share;
      sum += weights[i];
    }
    long[] amounts = LargestRemainder.divide(Math.round(total(sharing) * sum), weights);
    for (int i = 0; i < amounts.length; i++) {
      sharing.get(i).ask(amounts[i]);
    }
  }

  /** The recipe's, or the largest in which no share that has rows at all exceeds them. */
  private double total(List<Part> sharing) {
    if (recipe.total() > 0) {
      return recipe.total();
    }
    double largest = Double.MAX_VALUE;
    for (Part part : sharing) {
      Double share = part.spec.share();
      if (share != null && share > 0 && part.bound() > 0) {
        largest = Math.min(largest, part.bound() / share);
      }
    }
    return largest == Double.MAX_VALUE ? 0 : largest;
  }

  private void divideRest() {
    List<Part> open =
        new ArrayList<>(
            parts.stream().filter(p -> p.spec.take() == null && p.spec.share() == null).toList());
    if (recipe.total() <= 0 && recipe.temperature() == 1) {
      open.forEach(part -> part.ask(part.bound()));
      return;
    }
    long rest = recipe.total();
    if (rest > 0) {
      for (Part part : parts) {
        rest -= open.contains(part) ? 0 : part.granted();
      }
    } else {
      rest = largest(open);
    }
    fill(open, Math.max(0, rest));
  }

  /** The largest set of these proportions that no source runs dry in. */
  private long largest(List<Part> open) {
    double largest = Double.MAX_VALUE;
    double sum = 0;
    for (Part part : open) {
      double weight = part.weight(recipe.temperature());
      sum += weight;
      if (weight > 0) {
        largest = Math.min(largest, part.bound() / weight);
      }
    }
    return sum > 0 ? Math.round(Math.floor(largest * sum + 1e-6)) : 0;
  }

  /** Fills sources up in proportion; those that run dry or meet a bound leave the division. */
  private void fill(List<Part> open, long rest) {
    while (!open.isEmpty()) {
      double[] weights = open.stream().mapToDouble(p -> p.weight(recipe.temperature())).toArray();
      long[] amounts = LargestRemainder.divide(rest, weights);
      long before = rest;
      // What a minimum claims is settled before what a maximum frees, one kind a round.
      for (boolean floors : new boolean[] {true, false}) {
        List<Part> settled = new ArrayList<>();
        for (int i = 0; i < amounts.length; i++) {
          Part part = open.get(i);
          boolean bounded = floors ? amounts[i] < part.floor() : amounts[i] > part.bound();
          if (bounded) {
            part.ask(floors ? part.floor() : part.bound());
            rest -= part.granted();
            settled.add(part);
          }
        }
        if (!settled.isEmpty()) {
          open.removeAll(settled);
          break;
        }
      }
      if (rest == before) {
        for (int i = 0; i < amounts.length; i++) {
          open.get(i).ask(amounts[i]);
        }
        return;
      }
      rest = Math.max(0, rest);
    }
  }

  /** One source while it is being filled. */
  private static final class Part {
    private final SourceSpec spec;
    private final Supply rows;
    private final boolean tokens;
    private final long supply;
    private long asked;

    Part(SourceSpec spec, Supply rows, boolean tokens) {
      this.spec = spec;
      this.rows = rows;
      this.tokens = tokens;
      this.supply = tokens ? rows.tokens() : rows.rows();
    }

    double weight(double temperature) {
      return supply == 0 ? 0 : Math.pow((double) supply, 1 / temperature);
    }

    /** Samples as an amount. */
    long amount(long samples) {
      if (!tokens || rows.rows() == 0) {
        return samples;
      }
      return Math.round((double) samples * rows.tokens() / rows.rows());
    }

    /** The most that this source may give. */
    long bound() {
      long most = Math.round(supply * spec.epochs());
      Long max = spec.max();
      return max == null ? most : Math.min(most, amount(max));
    }

    long floor() {
      Long min = spec.min();
      return min == null ? 0 : Math.min(amount(min), bound());
    }

    void ask(long amount) {
      asked = amount;
    }

    long granted() {
      return Math.max(floor(), Math.min(asked, bound()));
    }

    Quota quota() {
      long granted = granted();
      long copies = supply == 0 ? 0 : granted / supply;
      return new Quota(
          spec.name(), Math.max(asked, floor()), granted, copies, granted - copies * supply);
    }
  }
}
