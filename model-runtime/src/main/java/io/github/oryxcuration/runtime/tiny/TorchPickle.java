package io.github.oryxcuration.runtime.tiny;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.runtime.weights.ElementType;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The pickle (protocol 2) of an ordered dictionary of tensors, each with a storage of its own. */
final class TorchPickle {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TorchPickle() {}

  static byte[] of(List<NewTensor> tensors) {
    TorchPickle pickle = new TorchPickle();
    pickle.code(0x80, 2).emptyDictionary().code('(');
    for (int i = 0; i < tensors.size(); i++) {
      pickle.text(tensors.get(i).name()).tensor(tensors.get(i), i);
    }
    pickle.code('u', '.');
    return pickle.out.toByteArray();
  }

  private TorchPickle tensor(NewTensor tensor, int key) {
    name("torch._utils", "_rebuild_tensor_v2").code('(', '(').text("storage");
    name("torch", storage(tensor.type())).text(String.valueOf(key)).text("cpu");
    number(tensor.elements()).code('t', 'Q').number(0).code('(');
    tensor.shape().forEach(this::number);
    code('t', '(');
    for (int i = 0; i < tensor.shape().size(); i++) {
      number(
          tensor.shape().subList(i + 1, tensor.shape().size()).stream()
              .reduce(1L, Math::multiplyExact));
    }
    return code('t', 0x89).emptyDictionary().code('t', 'R');
  }

  private static String storage(ElementType type) {
    return switch (type) {
      case F32 -> "FloatStorage";
      case F16 -> "HalfStorage";
      case BF16 -> "BFloat16Storage";
    };
  }

  private TorchPickle emptyDictionary() {
    return name("collections", "OrderedDict").code(')', 'R');
  }

  private TorchPickle name(String module, String name) {
    out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(US_ASCII));
    return this;
  }

  private TorchPickle text(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    out.write('X');
    littleEndian(utf8.length, Integer.BYTES);
    out.writeBytes(utf8);
    return this;
  }

  private TorchPickle number(long value) {
    if (value >= 0 && value <= 0xff) {
      return code('K', (int) value);
    }
    out.write(0x8a);
    out.write(Long.BYTES);
    littleEndian(value, Long.BYTES);
    return this;
  }

  private void littleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }

  private TorchPickle code(int... codes) {
    for (int code : codes) {
      out.write(code);
    }
    return this;
  }
}
