package io.github.oryxcuration.core.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.testing.BytesChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PromisedEndTest {

  private static long promised(byte[] bytes) throws IOException {
    return PromisedEnd.of(new BytesChannel(bytes, 5));
  }

  private static ByteBuffer box(ByteBuffer target, int length, String type) {
    return target.putInt(length).put(type.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void isTheLengthOfAWholeFileHoweverMuchOfItIsLeft() throws IOException {
    for (ClipSpec spec : new ClipSpec[] {NumberedFrames.mp4(), NumberedFrames.matroska()}) {
      byte[] clip = NumberedFrames.clip(spec, 5);

      assertThat(promised(clip)).isEqualTo(clip.length);
      assertThat(promised(Arrays.copyOf(clip, 200))).isGreaterThan(200);
      assertThat(promised(Arrays.copyOf(clip, clip.length + 100)))
          .isLessThanOrEqualTo(clip.length + 100L);
    }
  }

  @Test
  void readsBoxesOfMoreThanFourGigabytes() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64);
    box(bytes, 16, "ftyp").putLong(0);
    box(bytes, 1, "mdat").putLong(1L << 40);

    assertThat(promised(bytes.array())).isEqualTo(16 + (1L << 40));
  }

  @Test
  void promisesNothingInABoxThatReachesToTheEndOrIsDamaged() throws IOException {
    ByteBuffer toTheEnd = ByteBuffer.allocate(64);
    box(toTheEnd, 16, "ftyp").putLong(0);
    box(toTheEnd, 0, "mdat");
    ByteBuffer junk = ByteBuffer.allocate(64);
    box(junk, 16, "ftyp").putLong(0);
    box(junk, Integer.MAX_VALUE, "\u0001\u0002\u0003\u0004");

    assertThat(promised(toTheEnd.array())).isZero();
    assertThat(promised(junk.array())).isZero();
    assertThat(promised(new byte[3])).isZero();
    assertThat(promised(new byte[64])).isZero();
  }

  @Test
  void followsTheChunksOfAnAvi() throws IOException {
    ByteBuffer avi = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
    avi.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(24);
    avi.put("AVI ".getBytes(StandardCharsets.US_ASCII)).position(32);
    avi.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(1000);
    avi.put("AVIX".getBytes(StandardCharsets.US_ASCII));

    assertThat(promised(avi.array())).isEqualTo(32 + 8 + 1000);
  }

  @Test
  void knowsNothingOfAMatroskaFileWhoseWriterDidNotKnowItsLength() throws IOException {
    ByteBuffer live = ByteBuffer.allocate(64);
    live.putInt(0x1A45DFA3).put((byte) 0x80);
    live.putInt(0x18538067).put((byte) 0x01).put(new byte[] {-1, -1, -1, -1, -1, -1, -1});

    assertThat(promised(live.array())).isZero();
  }
}
