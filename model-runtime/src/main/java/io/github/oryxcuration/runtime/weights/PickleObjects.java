package io.github.oryxcuration.runtime.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of the names in a pickle when it calls them: a description, and nothing runs. */
final class PickleObjects {
  private static final int MOST_SIDES = 16;

  private PickleObjects() {}

  /** The result of a call. */
  static Object made(Object function, Object arguments) throws PickleException {
    if (!(function instanceof Pickled.Name name) || !(arguments instanceof Pickled.Tuple tuple)) {
      throw new PickleException("a call of what is no function");
    }
    List<Object> values = tuple.items();
    switch (name.full()) {
      case PickleNames.ORDERED_DICT -> {
        if (values.isEmpty()) {
          return new LinkedHashMap<String, Object>();
        }
      }
      case PickleNames.TENSOR -> {
        if (values.size() >= 6 && values.size() <= 7) {
          Pickled.Storage storage = cast(values.get(0), Pickled.Storage.class);
          if (storage.type().isEmpty()) {
            throw new PickleException("a tensor over bytes without a type");
          }
          return tensor(storage, storage.type(), values);
        }
      }
      case PickleNames.TYPED_TENSOR -> {
        if (values.size() >= 7 && values.size() <= 8) {
          String type = PickleNames.TYPES.get(cast(values.get(6), Pickled.Name.class).full());
          if (type == null) {
            throw new PickleException("a tensor of a type that is none");
          }
          return tensor(cast(values.get(0), Pickled.Storage.class), type, values);
        }
      }
      case PickleNames.PARAMETER -> {
        if (values.size() == 3) {
          return cast(values.get(0), Pickled.Tensor.class);
        }
      }
      default -> throw new PickleException(name.full() + " is no function");
    }
    throw new PickleException(name.full() + " with " + values.size() + " arguments");
  }

  private static Pickled.Tensor tensor(Pickled.Storage storage, String type, List<Object> values)
      throws PickleException {
    List<Long> shape = sizes(values.get(2));
    List<Long> strides = sizes(values.get(3));
    if (shape.size() != strides.size()) {
      throw new PickleException("a tensor of shape " + shape + " with the strides " + strides);
    }
    return new Pickled.Tensor(storage, type, size(values.get(1)), shape, strides);
  }

  /** What a persistent id of PyTorch's stands for. */
  static Pickled.Storage storage(Object id) throws PickleException {
    List<Object> parts = cast(id, Pickled.Tuple.class).items();
    if (parts.size() != 5 || !parts.get(0).equals("storage")) {
      throw new PickleException("a reference to something else than a storage");
    }
    String type = PickleNames.STORAGES.get(cast(parts.get(1), Pickled.Name.class).full());
    if (type == null) {
      throw new PickleException("a storage of a class that is none");
    }
    return new Pickled.Storage(type, text(parts.get(2)), size(parts.get(4)));
  }

  /**
   * State dictionaries carry their modules' versions as the dictionary's state; nothing to keep.
   */
  static void checkState(Object state, Object target) throws PickleException {
    cast(state, Map.class);
    cast(target, Map.class);
  }

  static void put(List<Object> keysAndValues, Object target) throws PickleException {
    if (keysAndValues.size() % 2 != 0) {
      throw new PickleException("a key without a value");
    }
    @SuppressWarnings("unchecked") // Maps are made here alone, with texts as keys.
    Map<String, Object> map = cast(target, Map.class);
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      String key = text(keysAndValues.get(i));
      if (map.put(key, keysAndValues.get(i + 1)) != null) {
        throw new PickleException("the name '" + Found.shortened(key) + "' twice");
      }
    }
  }

  static void add(List<Object> values, Object target) throws PickleException {
    @SuppressWarnings("unchecked") // Lists are made here alone, of anything.
    List<Object> list = cast(target, List.class);
    list.addAll(values);
  }

  static String text(Object value) throws PickleException {
    return cast(value, String.class);
  }

  private static long size(Object value) throws PickleException {
    long size = cast(value, Long.class);
    if (size < 0) {
      throw new PickleException("a size below zero: " + size);
    }
    return size;
  }

  private static List<Long> sizes(Object value) throws PickleException {
    List<Long> sizes = new ArrayList<>();
    for (Object size : cast(value, Pickled.Tuple.class).items()) {
      if (sizes.size() == MOST_SIDES) {
        throw new PickleException("a tensor of more than " + MOST_SIDES + " sides");
      }
      sizes.add(size(size));
    }
    return sizes;
  }

  private static <T> T cast(Object value, Class<T> type) throws PickleException {
    if (!type.isInstance(value)) {
      throw new PickleException("a " + kind(value) + " where a " + word(type) + " belongs");
    }
    return type.cast(value);
  }

  /** How an error calls an object, whose content it must not print. */
  static String kind(Object value) {
    return word(value.getClass());
  }

  private static String word(Class<?> type) {
    if (Map.class.isAssignableFrom(type)) {
      return "dictionary";
    }
    if (List.class.isAssignableFrom(type)) {
      return "list";
    }
    if (type == String.class) {
      return "text";
    }
    if (type == Long.class || type == Double.class) {
      return "number";
    }
    return type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
