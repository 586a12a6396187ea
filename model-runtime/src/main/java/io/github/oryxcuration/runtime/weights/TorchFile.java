package io.github.oryxcuration.runtime.weights;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code torch.save}: a zip with a pickle that describes tensors and an entry for each
 * storage. Only the pickle is read.
 *
 * <p>Source: torch/serialization.py, {@code _save}.
 */
final class TorchFile {
  private static final String PICKLE = "data.pkl";
  private static final int LONGEST_PICKLE = 16 << 20;

  private final Path file;
  private final FileChannel channel;
  private final Map<String, ZipDirectory.Entry> entries;

  private TorchFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.entries = ZipDirectory.read(file, channel);
  }

  static List<Found> read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new TorchFile(file, channel).tensors();
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private List<Found> tensors() throws IOException {
    String root = root();
    if (entries.containsKey(root + "constants.pkl")) {
      throw fault("is a TorchScript archive; wanted is a state dictionary (torch.save)");
    }
    ZipDirectory.Entry order = entries.get(root + "byteorder");
    if (order != null && !text(order).equals("little")) {
      throw fault("was written on a big-endian machine; only little-endian weights are read");
    }
    Object top;
    try {
      top = PickleReader.read(bytes(requireNonNull(entries.get(root + PICKLE)), LONGEST_PICKLE));
    } catch (PickleException e) {
      throw new ModelException(file + ": " + PICKLE + ": " + e.getMessage(), e);
    }
    if (!(top instanceof Map<?, ?> map)) {
      throw fault("must hold a dictionary of tensors, but holds a " + PickleObjects.kind(top));
    }
    List<Found> found = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Map.Entry<?, ?> item : map.entrySet()) {
      String name = (String) item.getKey();
      if (item.getValue() instanceof Pickled.Tensor tensor) {
        found.add(found(root, name, tensor));
      } else {
        others.add(Found.shortened(name) + " is a " + PickleObjects.kind(item.getValue()));
      }
    }
    if (!others.isEmpty()) {
      throw ModelException.of(
          file
              + ": must hold a dictionary of tensors alone (torch.save(model.state_dict(), …)), but:",
          others);
    }
    return found;
  }

  /** The folder in the zip in which all else lies, with its slash. */
  private String root() {
    List<String> roots = new ArrayList<>();
    for (String name : entries.keySet()) {
      if (name.equals(PICKLE) || name.endsWith("/" + PICKLE)) {
        roots.add(name.substring(0, name.length() - PICKLE.length()));
      }
    }
    if (roots.size() != 1) {
      throw fault(
          "is no file of torch.save: must hold "
              + PICKLE
              + " once, but holds it "
              + roots.size()
              + " times");
    }
    return roots.get(0);
  }

  private Found found(String root, String name, Pickled.Tensor tensor) {
    ZipDirectory.Entry entry = entries.get(root + "data/" + tensor.storage().key());
    if (entry == null) {
      throw fault(
          Found.shortened(name)
              + " lies in the entry data/"
              + Found.shortened(tensor.storage().key())
              + ", which is missing");
    }
    int size = TypeSizes.of(tensor.type());
    String stored = tensor.storage().type();
    int unit = stored.isEmpty() ? 1 : TypeSizes.of(stored);
    if (tensor.storage().elements() > Long.MAX_VALUE / unit
        || tensor.storage().elements() * unit != entry.bytes()
        || (!stored.isEmpty() && !stored.equals(tensor.type()))) {
      throw fault(
          Found.shortened(name)
              + " wants a storage of "
              + tensor.storage().elements()
              + " elements of type "
              + tensor.type()
              + ", but "
              + Found.shortened(entry.name())
              + " has "
              + entry.bytes()
              + " bytes");
    }
    long elements = Shapes.elements(tensor.shape());
    long room = entry.bytes() / size;
    if (elements < 0 || elements > room || tensor.offset() > room - elements) {
      throw fault(
          Found.shortened(name)
              + " of shape "
              + tensor.shape()
              + " from element "
              + tensor.offset()
              + " reaches beyond its storage of "
              + room
              + " elements");
    }
    if (!Shapes.contiguous(tensor.shape(), tensor.strides())) {
      throw fault(
          Found.shortened(name)
              + " of shape "
              + tensor.shape()
              + " lies in the strides "
              + tensor.strides()
              + "; weights are mapped and must be contiguous: save tensor.contiguous()");
    }
    return new Found(
        name, tensor.type(), tensor.shape(), file, entry.offset() + tensor.offset() * size);
  }

  private String text(ZipDirectory.Entry entry) throws IOException {
    return new String(bytes(entry, 64), StandardCharsets.UTF_8).strip();
  }

  private byte[] bytes(ZipDirectory.Entry entry, int most) throws IOException {
    if (entry.bytes() > most) {
      throw fault(
          Found.shortened(entry.name())
              + " has "
              + entry.bytes()
              + " bytes; at most "
              + most
              + " are read");
    }
    return FileRange.read(channel, entry.offset(), (int) entry.bytes()).array();
  }

  private ModelException fault(String what) {
    return new ModelException(file + ": " + what);
  }
}
