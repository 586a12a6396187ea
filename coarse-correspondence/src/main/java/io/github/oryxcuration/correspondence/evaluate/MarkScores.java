package io.github.oryxcuration.correspondence.evaluate;

/**
 * How right the marks of scenes are. All shares are 0 to 1, and 1 where there is nothing to count.
 *
 * @param marks drawn
 * @param precision marks that lie on the instance assigned to their id, of all drawn
 * @param recall (instance, view) pairs of enough area that are marked right, of all such pairs
 * @param consistency for each id the hits on its commonest instance, summed, of all hits on
 *     instances
 * @param fragmentation ids per instance, over instances that a mark lies on
 * @param coverage views in which a kept id is marked, of the views in which its instance is
 *     visible; the mean over ids
 * @param crossView marks whose id occurs in two views or more, of all drawn
 * @param twice (view, id) pairs that are drawn more than once; must be 0
 * @param idf1 of marks as detections: twice the right ones, of marks and of sights of instances
 *     (views in which one has enough area, or a mark on it)
 * @param hota sqrt(DetA·AssA) of the same; a mark on an instance overlaps it wholly
 */
public record MarkScores(
    int marks,
    double precision,
    double recall,
    double consistency,
    double fragmentation,
    double coverage,
    double crossView,
    int twice,
    double idf1,
    double hota) {}
