package io.github.oryxcuration.correspondence.scene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.correspondence.scene.PlyHeader.Format;
import io.github.oryxcuration.correspondence.scene.PlyHeader.Kind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The numbers behind a PLY head, one after the other. */
abstract class PlyNumbers {
  abstract double next(Kind kind);

  static PlyNumbers of(Format format, byte[] ply, int start) {
    return switch (format) {
      case ASCII -> new Ascii(ply, start);
      case LITTLE -> new Binary(ply, start, ByteOrder.LITTLE_ENDIAN);
      case BIG -> new Binary(ply, start, ByteOrder.BIG_ENDIAN);
    };
  }

  private static CurationException truncated() {
    return new CurationException(Reason.MEDIA_TRUNCATED, "breaks off among its numbers");
  }

  private static final class Binary extends PlyNumbers {
    private final ByteBuffer bytes;

    Binary(byte[] ply, int start, ByteOrder order) {
      bytes = ByteBuffer.wrap(ply, start, ply.length - start).order(order);
    }

    @Override
    double next(Kind kind) {
      try {
        return switch (kind) {
          case CHAR -> bytes.get();
          case UCHAR -> bytes.get() & 0xff;
          case SHORT -> bytes.getShort();
          case USHORT -> bytes.getShort() & 0xffff;
          case INT -> bytes.getInt();
          case UINT -> bytes.getInt() & 0xffffffffL;
          case FLOAT -> bytes.getFloat();
          case DOUBLE -> bytes.getDouble();
        };
      } catch (BufferUnderflowException e) {
        throw truncated();
      }
    }
  }

  private static final class Ascii extends PlyNumbers {
    private static final int MAX_WORD = 64;

    private final byte[] text;
    private int at;

    Ascii(byte[] ply, int start) {
      text = ply;
      at = start;
    }

    @Override
    double next(Kind kind) {
      while (at < text.length && text[at] <= ' ' && text[at] >= 0) {
        at++;
      }
      int start = at;
      while (at < text.length && (text[at] > ' ' || text[at] < 0)) {
        at++;
      }
      if (start == at) {
        throw truncated();
      }
      String word = new String(text, start, Math.min(at - start, MAX_WORD), ISO_8859_1);
      try {
        return Double.parseDouble(word);
      } catch (NumberFormatException e) {
        throw new CurationException(
            Reason.MEDIA_UNREADABLE, "has '" + word + "' where a number must be", e);
      }
    }
  }
}
