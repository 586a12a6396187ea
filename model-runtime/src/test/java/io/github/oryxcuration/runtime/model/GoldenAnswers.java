package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.decoder.StagePlacement;
import io.github.oryxcuration.runtime.prompt.GivenInput;
import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.testing.TestDevice;
import io.github.oryxcuration.runtime.vision.Compression;
import io.github.oryxcuration.runtime.vision.Connector;
import io.github.oryxcuration.runtime.vision.VisionEncoder;
import io.github.oryxcuration.runtime.vision.Visual;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The whole network of a golden checkpoint, and the inputs of its cases. */
record GoldenAnswers(OryxConfig config, Embedder embedder, GoldenFile prepared)
    implements AutoCloseable {

  static GoldenAnswers open(String checkpoint, ElementType type, boolean packed) {
    OryxCheckpoint files = OryxCheckpoint.open(GoldenFile.checkpoint(checkpoint));
    OryxConfig config = files.config();
    Placement placement = TestDevice.placement(type);
    int layers = config.decoder().layers();
    return new GoldenAnswers(
        config,
        new Embedder(
            VisionEncoder.load(
                config.vision(), files.tensors(), OryxConfig.VISION_PREFIX, placement, packed),
            Connector.load(files.tensors(), placement, packed),
            Decoder.load(
                config.decoder(),
                files.tensors(),
                List.of(new StagePlacement(0, layers, placement, packed))),
            config.vision().patch()),
        GoldenFile.open("05_prepare.safetensors"));
  }

  /** A case whose pixels are given at their final size. */
  ModelInput input(String name) {
    String pixels = prepared.has(name + ".frames_u8") || picture(name, 0) ? name : "";
    int limit = config.maxLength();
    if (name.equals("truncated")) { // one_image, cut off
      pixels = "one_image";
      limit = prepared.shape("truncated.embeds")[1];
    } else if (name.equals("video_demo_quirk")) { // the video, of which only a frame was seen
      pixels = "video";
    }
    List<Visual> visuals = new ArrayList<>();
    for (int i = 0; picture(pixels, i); i++) {
      visuals.add(views(pixels + ".img" + i));
    }
    if (prepared.has(pixels + ".frames_u8")) {
      List<RgbImage> frames = images(pixels + ".frames_u8");
      boolean first = name.equals("video_demo_quirk");
      visuals.add(video(first ? frames.subList(0, 1) : frames, name.startsWith("video_long")));
    }
    int[] ids =
        Arrays.stream(prepared.longs(name + ".input_ids")).mapToInt(Math::toIntExact).toArray();
    return GivenInput.of(ids, visuals, config.vision().patch(), limit);
  }

  private boolean picture(String name, int index) {
    return prepared.has(name + ".img" + index + ".low_u8");
  }

  Visual views(String prefix) {
    return new Visual.TwoViews(
        images(prefix + ".low_u8").get(0), images(prefix + ".high_u8").get(0));
  }

  static Visual video(List<RgbImage> frames, boolean longVideo) {
    return new Visual.Frames(
        frames,
        IntStream.range(0, frames.size()).boxed().toList(),
        longVideo ? Compression.LONG_VIDEO : Compression.VIDEO);
  }

  List<RgbImage> images(String tensor) {
    int[] shape = prepared.shape(tensor);
    byte[] all = prepared.unsignedBytes(tensor);
    int height = shape[shape.length - 3];
    int width = shape[shape.length - 2];
    List<RgbImage> images = new ArrayList<>();
    for (int from = 0; from < all.length; from += height * width * 3) {
      byte[] own = Arrays.copyOfRange(all, from, from + height * width * 3);
      images.add(new RgbImage(width, height, own));
    }
    return images;
  }

  @Override
  public void close() {
    embedder.decoder().close();
    embedder.connector().close();
    embedder.encoder().close();
  }
}
