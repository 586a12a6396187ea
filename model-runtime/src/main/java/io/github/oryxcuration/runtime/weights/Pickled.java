package io.github.oryxcuration.runtime.weights;

import java.util.List;

/** The few kinds of objects that a pickle of weights may make besides Java's own values. */
sealed interface Pickled {
  /** Python's None. */
  enum None implements Pickled {
    NONE
  }

  /** A tuple. */
  record Tuple(List<Object> items) implements Pickled {
    /** Never the items: they may hold themselves many times over. */
    @Override
    public String toString() {
      return "a tuple of " + items.size();
    }
  }

  /** A function or class by its name, one of {@link PickleNames}; never called. */
  record Name(String module, String name) implements Pickled {
    String full() {
      return module + "." + name;
    }
  }

  /**
   * Elements that several tensors may share.
   *
   * @param type of its elements as safetensors spells it; empty for bytes of any type
   * @param key of its entry
   */
  record Storage(String type, String key, long elements) implements Pickled {}

  /**
   * A tensor.
   *
   * @param offset of its first element in the storage
   */
  record Tensor(Storage storage, String type, long offset, List<Long> shape, List<Long> strides)
      implements Pickled {}
}
