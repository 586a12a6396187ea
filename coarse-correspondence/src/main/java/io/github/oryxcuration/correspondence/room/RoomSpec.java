package io.github.oryxcuration.correspondence.room;

/**
 * What a room holds and how it is filmed.
 *
 * @param boxes things on the floor
 * @param lookAlikes how many of them look like another one, from the first on
 * @param occluders thin posts between the camera and the boxes
 * @param frames of the recording
 * @param arcDegrees that the camera travels around the room's middle
 * @param width of pictures in pixels
 * @param height likewise
 * @param depthNoise standard deviation of measured depth, as a share of it
 * @param poseMetres standard deviation of each coordinate of stored positions
 * @param poseDegrees standard deviation of the turn of stored poses
 * @param blurEvery every so many frames one is blurred; 0 for none
 * @param exposure how much brightness wanders over the recording, 0 to 1
 * @param meshSpacing metres between vertices of boxes; the room itself has twice that
 */
public record RoomSpec(
    long seed,
    int boxes,
    int lookAlikes,
    int occluders,
    int frames,
    double arcDegrees,
    int width,
    int height,
    double depthNoise,
    double poseMetres,
    double poseDegrees,
    int blurEvery,
    double exposure,
    double meshSpacing) {

  public RoomSpec {
    if (boxes < 1 || boxes > 40 || lookAlikes < 0 || lookAlikes > boxes / 2 || occluders < 0) {
      throw new IllegalArgumentException(
          "a room needs 1 to 40 boxes, at most half of them look-alikes; found %d, %d"
              .formatted(boxes, lookAlikes));
    }
    if (frames < 1 || width < 16 || height < 16 || !(meshSpacing > 0.001)) {
      throw new IllegalArgumentException("a room needs frames, 16x16 pixels and a mesh");
    }
  }

  /** Twelve boxes, two of them look-alikes, over 290 degrees, without noise. */
  public static RoomSpec of(long seed, int frames, int width, int height) {
    return new RoomSpec(seed, 12, 2, 0, frames, 290, width, height, 0, 0, 0, 0, 0, 0.03);
  }

  public RoomSpec withPoseNoise(double metres, double degrees) {
    return new RoomSpec(
        seed,
        boxes,
        lookAlikes,
        occluders,
        frames,
        arcDegrees,
        width,
        height,
        depthNoise,
        metres,
        degrees,
        blurEvery,
        exposure,
        meshSpacing);
  }

  public RoomSpec withDepthNoise(double share) {
    return new RoomSpec(
        seed,
        boxes,
        lookAlikes,
        occluders,
        frames,
        arcDegrees,
        width,
        height,
        share,
        poseMetres,
        poseDegrees,
        blurEvery,
        exposure,
        meshSpacing);
  }

  public RoomSpec withOccluders(int posts) {
    return new RoomSpec(
        seed,
        boxes,
        lookAlikes,
        posts,
        frames,
        arcDegrees,
        width,
        height,
        depthNoise,
        poseMetres,
        poseDegrees,
        blurEvery,
        exposure,
        meshSpacing);
  }

  public RoomSpec withBlurEvery(int frame) {
    return new RoomSpec(
        seed,
        boxes,
        lookAlikes,
        occluders,
        frames,
        arcDegrees,
        width,
        height,
        depthNoise,
        poseMetres,
        poseDegrees,
        frame,
        exposure,
        meshSpacing);
  }

  public RoomSpec withExposure(double change) {
    return new RoomSpec(
        seed,
        boxes,
        lookAlikes,
        occluders,
        frames,
        arcDegrees,
        width,
        height,
        depthNoise,
        poseMetres,
        poseDegrees,
        blurEvery,
        change,
        meshSpacing);
  }

  public RoomSpec withMeshSpacing(double metres) {
    return new RoomSpec(
        seed,
        boxes,
        lookAlikes,
        occluders,
        frames,
        arcDegrees,
        width,
        height,
        depthNoise,
        poseMetres,
        poseDegrees,
        blurEvery,
        exposure,
        metres);
  }
}
