package io.github.oryxcuration.core.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PictureInfo.Colors;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PicturesTest {
  private static final long LIMIT = 10_000_000;

  static List<PillowPicture> pictures() {
    return PillowPicture.all();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void theHeaderSaysWhatPillowSays(PillowPicture picture) {
    PictureInfo info = Pictures.inspect(picture.bytes());
    assertThat(info.format().name()).isEqualTo(picture.format());
    assertThat(info.size()).isEqualTo(new Size(picture.width(), picture.height()));
    assertThat(info.orientation().exif()).isEqualTo(picture.orientation());
    assertThat(info.animated()).isEqualTo(picture.animated());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void pixelsAreThoseOfPillow(PillowPicture picture) {
    if (picture.format().equals("TIFF") || picture.isLossyWebp()) {
      return; // Tests of their own, below.
    }
    RgbImage image = Pictures.decode(picture.bytes(), LIMIT);
    assertThat(Digest.hex(image.rgb())).isEqualTo(picture.rgb());
    RgbImage upright = Orientation.ofExif(picture.orientation()).apply(image);
    assertThat(Digest.hex(upright.rgb())).isEqualTo(picture.upright());
  }

  @Test
  void photosHaveThePixelsOfPillow() {
    int photos = 0;
    for (String line : PillowPicture.lines("photos.tsv")) {
      String[] cells = line.split("\t", -1);
      byte[] bytes = SharedFiles.bytes(SharedFiles.shared("data/photos/" + cells[0]));
      PictureInfo info = Pictures.inspect(bytes);
      assertThat(info.size()).hasToString(cells[3] + "x" + cells[4]);
      assertThat(info.orientation().exif()).hasToString(cells[5]);
      assertThat(Digest.hex(Pictures.decode(bytes, LIMIT).rgb())).as(cells[0]).isEqualTo(cells[6]);
      photos++;
    }
    assertThat(photos).isEqualTo(29);
  }

  @ParameterizedTest
  @CsvSource({
    "png_L.png, GREY, 8",
    "png_i16.png, GREY, 16",
    "png_bw.png, GREY, 1",
    "png_la.png, GREY_ALPHA, 8",
    "png_p.png, PALETTE, 8",
    "png_p16.png, PALETTE, 4",
    "png_rgba.png, RGBA, 8",
    "hand_2_16_0_13x11.png, RGB, 16",
    "jpg_L.jpg, GREY, 8",
    "jpg_rgb_q75_s2.jpg, RGB, 8",
    "jpg_cmyk.jpg, CMYK, 8",
    "jpg_cmyk_noadobe.jpg, CMYK, 8",
    "jpg_ycck.jpg, YCCK, 8",
    "gif_p.gif, PALETTE, 8",
    "bmp_4.bmp, PALETTE, 4",
    "bmp_rgb.bmp, RGB, 8",
    "webp_ll.webp, RGB, 8",
    "webp_rgba.webp, RGBA, 8",
    "tiff_L.tif, GREY, 8",
    "tiff_raw.tif, RGB, 8",
  })
  void theHeaderTellsHowPixelsAreStored(String name, Colors colors, int bits) {
    PictureInfo info = Pictures.inspect(PillowPicture.named(name).bytes());
    assertThat(info.colors()).isEqualTo(colors);
    assertThat(info.bits()).isEqualTo(bits);
  }

  @Test
  void aLossyWebpLooksLikeItsLosslessTwin() {
    byte[] exact = Pictures.decode(PillowPicture.named("webp_ll.webp").bytes(), LIMIT).rgb();
    for (String name : List.of("webp_lossy.webp", "webp_anim.webp", "webp_exif.webp")) {
      byte[] lossy = Pictures.decode(PillowPicture.named(name).bytes(), LIMIT).rgb();
      double mean =
          IntStream.range(0, exact.length)
              .mapToDouble(i -> Math.abs((exact[i] & 0xff) - (lossy[i] & 0xff)))
              .average()
              .orElseThrow();
      assertThat(mean).as(name).isLessThan(15);
    }
  }

  @Test
  void aTiffIsRecognisedButNotDecoded() {
    assertRefused(
        PillowPicture.named("tiff_raw.tif").bytes(),
        Reason.MEDIA_UNREADABLE,
        "the picture is a TIFF, which is not decoded here; JPEG, PNG, GIF, BMP and WEBP are:"
            + " convert it first");
  }

  @Test
  void theUprightSizeFollowsTheOrientation() {
    PictureInfo info = Pictures.inspect(PillowPicture.named("exif_6.jpg").bytes());
    assertThat(info.orientation()).isEqualTo(Orientation.ON_LEFT_SIDE);
    assertThat(info.uprightSize()).isEqualTo(new Size(15, 21));
  }

  @Test
  void theStartOfAFileSufficesForItsHeader() {
    for (String name : List.of("jpg_rgb_q75_s2.jpg", "png_rgb.png", "gif_p.gif", "webp_ll.webp")) {
      byte[] whole = PillowPicture.named(name).bytes();
      byte[] start = Arrays.copyOf(whole, whole.length - 20);
      assertThat(Pictures.inspect(start)).as(name).isEqualTo(Pictures.inspect(whole));
    }
  }

  @Test
  void morePixelsThanAllowedAreRefusedBeforeTheyAreDecoded() {
    byte[] bytes = PillowPicture.named("png_rgb.png").bytes();
    assertThat(Pictures.decode(bytes, 21 * 15).size()).isEqualTo(new Size(21, 15));
    assertRefused(
        () -> Pictures.decode(bytes, 21 * 15 - 1),
        Reason.MEDIA_TOO_LARGE,
        "PNG has 21x15 = 315 pixels; at most 314 are allowed");
  }

  @Test
  void whatIsNoPictureIsNamed() {
    assertRefused(new byte[0], Reason.MEDIA_UNREADABLE, "the picture is empty: 0 bytes");
    assertRefused(text("\n<!DOCTYPE html><p>404"), Reason.MEDIA_UNREADABLE, said("an HTML page"));
    assertRefused(text("%PDF-1.7"), Reason.MEDIA_UNREADABLE, said("a PDF file"));
    assertRefused(text("\0\0\0 ftypavif"), Reason.MEDIA_UNREADABLE, said("an AVIF picture"));
    assertRefused(
        new byte[] {1, 2, (byte) 0xff},
        Reason.MEDIA_UNREADABLE,
        "not a picture that can be read: it begins with the bytes 01 02 ff; known are JPEG, PNG,"
            + " GIF, BMP, WEBP and TIFF");
  }

  @Test
  void aJpegWithoutItsEndIsTruncated() {
    byte[] bytes = PillowPicture.named("jpg_rgb_q75_s2.jpg").bytes();
    assertRefused(
        Arrays.copyOf(bytes, bytes.length - 2),
        Reason.MEDIA_TRUNCATED,
        "JPEG breaks off after "
            + (bytes.length - 2)
            + " bytes: it should go on at byte "
            + (bytes.length - 2));
  }

  @Test
  void aJpegThatLacksAPartOfItsDataIsTruncatedThoughItsEndIsThere() {
    byte[] bytes = PillowPicture.named("jpg_rgb_q95_s0.jpg").bytes();
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 200);
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;
    assertRefused(
        cut,
        Reason.MEDIA_TRUNCATED,
        "JPEG lacks a part of its data: Corrupt JPEG data: premature end of data segment");
  }

  @Test
  void aPngWhoseDataFailTheirChecksumIsRefused() {
    byte[] bytes = PillowPicture.named("png_rgb.png").bytes();
    bytes[bytes.length - 20] ^= 1;
    assertThatThrownBy(() -> Pictures.decode(bytes, LIMIT))
        .isInstanceOfSatisfying(
            CurationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEDIA_UNREADABLE))
        .hasMessageMatching("PNG cannot be read: the checksum of its chunk IDAT at byte .*");
  }

  @Test
  void manyThreadsSeeTheSamePixels() {
    List<PillowPicture> exact =
        pictures().stream()
            .filter(picture -> !picture.format().equals("TIFF") && !picture.isLossyWebp())
            .toList();
    IntStream.range(0, 8 * exact.size())
        .parallel()
        .forEach(
            i -> {
              PillowPicture picture = exact.get(i % exact.size());
              byte[] rgb = Pictures.decode(picture.bytes(), LIMIT).rgb();
              assertThat(Digest.hex(rgb)).isEqualTo(picture.rgb());
            });
  }

  private static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static String said(String kind) {
    return "not a picture that can be read: it is "
        + kind
        + "; known are JPEG, PNG, GIF, BMP, WEBP and TIFF";
  }

  private static void assertRefused(byte[] bytes, Reason reason, String message) {
    assertRefused(() -> Pictures.decode(bytes, LIMIT), reason, message);
  }

  private static void assertRefused(Runnable call, Reason reason, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            CurationException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }
}
