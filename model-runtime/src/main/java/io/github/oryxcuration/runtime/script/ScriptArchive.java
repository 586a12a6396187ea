package io.github.oryxcuration.runtime.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the archive that {@code torch::jit::load} reads, in memory: a zip of stored entries with
 * the class text, a pickle that makes one object of the class, no constants, and the format's
 * version. The object's attributes start empty; what they need is bound later by calling a method.
 */
final class ScriptArchive {
  /** Older versions bring back older operator schemas, such as gelu without its argument. */
  private static final String VERSION = "10\n";

  private ScriptArchive() {}

  static byte[] of(Script script) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "m/data.pkl", object(script));
      put(zip, "m/code/__torch__.py", script.text().getBytes(StandardCharsets.UTF_8));
      put(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      put(zip, "m/version", VERSION.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Protocol 2: the class, its instance, and a dict of its attributes as the instance's state. */
  private static byte[] object(Script script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x80, 2});
    ascii(out, "c__torch__\nM\n");
    out.writeBytes(new byte[] {')', (byte) 0x81, '}', '('});
    text(out, "training");
    out.write(0x89);
    for (Script.Attribute attribute : script.attributes()) {
      text(out, attribute.name());
      out.writeBytes(empty(script, attribute));
    }
    out.writeBytes(new byte[] {'u', 'b', '.'});
    return out.toByteArray();
  }

  private static byte[] empty(Script script, Script.Attribute attribute) {
    String type = attribute.type();
    if (type.startsWith("List[")) {
      return new byte[] {']'};
    }
    if (type.startsWith("Dict[")) {
      return new byte[] {'}'};
    }
    return switch (type) {
      case "int" -> new byte[] {'K', 0};
      case "float" -> new byte[] {'G', 0, 0, 0, 0, 0, 0, 0, 0};
      case "bool" -> new byte[] {(byte) 0x89};
      case "str" -> new byte[] {'X', 0, 0, 0, 0};
      default ->
          throw new IllegalArgumentException(
              "script '"
                  + script.name()
                  + "': attribute "
                  + attribute.name()
                  + " has type "
                  + type
                  + "; allowed are List, Dict, int, float, bool and str");
    };
  }

  private static void text(ByteArrayOutputStream out, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(utf8.length >>> shift);
    }
    out.writeBytes(utf8);
  }

  private static void ascii(ByteArrayOutputStream out, String value) {
    out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }
}
