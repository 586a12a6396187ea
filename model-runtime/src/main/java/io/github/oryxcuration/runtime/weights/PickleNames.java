package io.github.oryxcuration.runtime.weights;

import java.util.Map;
import java.util.Set;

/** The names that a pickle of weights may contain, and what they stand for. */
final class PickleNames {
  static final String ORDERED_DICT = "collections.OrderedDict";
  static final String TENSOR = "torch._utils._rebuild_tensor_v2";
  static final String TYPED_TENSOR = "torch._utils._rebuild_tensor_v3";
  static final String PARAMETER = "torch._utils._rebuild_parameter";

  /** Storages by name; the type of their elements as safetensors spells it. */
  static final Map<String, String> STORAGES =
      Map.ofEntries(
          Map.entry("torch.FloatStorage", "F32"),
          Map.entry("torch.HalfStorage", "F16"),
          Map.entry("torch.BFloat16Storage", "BF16"),
          Map.entry("torch.DoubleStorage", "F64"),
          Map.entry("torch.LongStorage", "I64"),
          Map.entry("torch.IntStorage", "I32"),
          Map.entry("torch.ShortStorage", "I16"),
          Map.entry("torch.CharStorage", "I8"),
          Map.entry("torch.ByteStorage", "U8"),
          Map.entry("torch.BoolStorage", "BOOL"),
          Map.entry("torch.storage.UntypedStorage", ""),
          Map.entry("torch.storage._UntypedStorage", ""));

  /** Element types by name. */
  static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("torch.float32", "F32"),
          Map.entry("torch.float16", "F16"),
          Map.entry("torch.bfloat16", "BF16"),
          Map.entry("torch.float64", "F64"),
          Map.entry("torch.int64", "I64"),
          Map.entry("torch.int32", "I32"),
          Map.entry("torch.int16", "I16"),
          Map.entry("torch.int8", "I8"),
          Map.entry("torch.uint8", "U8"),
          Map.entry("torch.bool", "BOOL"));

  private static final Set<String> FUNCTIONS =
      Set.of(ORDERED_DICT, TENSOR, TYPED_TENSOR, PARAMETER);

  private PickleNames() {}

  static boolean allowed(String name) {
    return FUNCTIONS.contains(name) || STORAGES.containsKey(name) || TYPES.containsKey(name);
  }
}
