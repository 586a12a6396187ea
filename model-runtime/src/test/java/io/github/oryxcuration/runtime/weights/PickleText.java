package io.github.oryxcuration.runtime.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pickles and the zips around them, put together by hand: one character of a text is one byte. */
final class PickleText {
  static final String START = "\u0080\u0002";
  static final String DICT = "ccollections\nOrderedDict\n)R";
  static final String REBUILD = "ctorch._utils\n_rebuild_tensor_v2\n";

  private PickleText() {}

  static byte[] bytes(String pickle) {
    return pickle.getBytes(ISO_8859_1);
  }

  static String text(String value) {
    return "X" + (char) value.length() + "\0\0\0" + value;
  }

  /** A storage of 32-bit floats. */
  static String storage(String type, String key, int elements) {
    return "("
        + text("storage")
        + "c"
        + type
        + "\n"
        + text(key)
        + text("cpu")
        + "K"
        + (char) elements
        + "tQ";
  }

  /** A tensor over a storage; sizes and strides are small. */
  static String tensor(String storage, int offset, String shape, String strides) {
    return REBUILD
        + "("
        + storage
        + "K"
        + (char) offset
        + tuple(shape)
        + tuple(strides)
        + "\u0089"
        + DICT
        + "tR";
  }

  /** A tuple of digits, each a number. */
  static String tuple(String digits) {
    StringBuilder tuple = new StringBuilder("(");
    for (int i = 0; i < digits.length(); i++) {
      tuple.append('K').append((char) (digits.charAt(i) - '0'));
    }
    return tuple.append('t').toString();
  }

  /** A file with one tensor "w" of the pickle, over the entry data/0 of so many bytes. */
  static Path file(Path folder, String tensor, int bytes) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("m/data.pkl", bytes(START + DICT + "(" + text("w") + tensor + "u."));
    entries.put("m/data/0", new byte[bytes]);
    return zip(folder.resolve("model.pth"), entries, ZipEntry.STORED);
  }

  static Path zip(Path file, Map<String, byte[]> entries, int method) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setMethod(method);
        if (method == ZipEntry.STORED) {
          CRC32 crc = new CRC32();
          crc.update(entry.getValue());
          header.setSize(entry.getValue().length);
          header.setCrc(crc.getValue());
        }
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return Files.write(file, out.toByteArray());
  }
}
