package io.github.oryxcuration.correspondence.room;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.scan.DepthMap;
import io.github.oryxcuration.correspondence.scan.Matrix4;
import io.github.oryxcuration.correspondence.track.LabelMap;

/**
 * One frame of a room, with the truth.
 *
 * @param ids exact, of the colour picture; {@code objectId + 1}
 * @param depth as the depth camera measured it, noise included
 * @param pose where the camera was
 * @param storedPose where the recording says that it was
 */
public record RoomView(
    RgbImage image, LabelMap ids, DepthMap depth, Matrix4 pose, Matrix4 storedPose) {}
