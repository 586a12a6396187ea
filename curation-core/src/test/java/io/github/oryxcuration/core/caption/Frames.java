package io.github.oryxcuration.core.caption;

import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.EncodedPicture;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Requests about pictures of two pixels, each like no other. */
final class Frames {
  private static final CaptionPrompt PROMPT = new CaptionPrompt("test-1", "Describe the frame.");

  private Frames() {}

  static CaptionRequest request(int number) {
    byte[] rgb = {(byte) number, (byte) (number >> 8), 3, 4, 5, 6};
    return new CaptionRequest(
        "frame " + number,
        PROMPT,
        List.of(EncodedPicture.of(PngEncoder.encode(new RgbImage(2, 1, rgb)))),
        List.of(Map.of()),
        7);
  }

  /** Prices at which the {@link ModelServer}'s answers cost 0.003 each, and at worst 0.0031. */
  static HttpCaptionerSpec spec(String url, String cap) {
    return new HttpCaptionerSpec(
        url,
        "played",
        "PLAYED_KEY",
        60,
        0,
        60,
        5,
        2,
        4,
        0,
        0,
        new BigDecimal("2.50"),
        new BigDecimal("10.00"),
        1000,
        new BigDecimal(cap),
        AnswerRules.DEFAULT);
  }
}
