package io.github.oryxcuration.correspondence.mark;

/**
 * Where a mark stands in a label map.
 *
 * @param id of the object
 * @param x in pixels of the map
 * @param y likewise
 * @param area of the object in the map, in pixels
 */
public record Place(int id, double x, double y, int area) {}
