package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

/**
 * One number stamped on a view, so that the same object carries the same number in all views.
 *
 * @param id the stamped number
 * @param view 0-based position in the sample's frame list
 * @param x of the mark's centre in pixels of the stored view, from the left
 * @param y of the mark's centre in pixels of the stored view, from the top
 * @param area of the object in that view, in pixels
 * @param label what the object is, or an empty string
 */
public record Mark(int id, int view, double x, double y, double area, String label) {
  public Mark {
    requireNonNull(label, "label");
    if (view < 0) {
      throw new IllegalArgumentException("view must be at least 0, but was " + view);
    }
  }
}
