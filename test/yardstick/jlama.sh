#!/usr/bin/env bash
# Jlama as a yardstick of RuntimeBench, which calls: jlama.sh THREADS DEVICE TYPE MODEL
#   JLAMA_JAVA   bin/java of a JDK 20 or newer
#   JLAMA_JARS   a folder with jlama-core 0.8.4, jlama-native 0.8.4 (of this platform) and what they need
#   JLAMA_TYPES  working memory and quantised activations (default, as Jlama's own: "F32 I8")
set -euo pipefail
read -r memory quantized <<<"${JLAMA_TYPES:-F32 I8}"
exec "$JLAMA_JAVA" --add-modules jdk.incubator.vector --enable-preview --source "$("$JLAMA_JAVA" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')" \
  --enable-native-access=ALL-UNNAMED -cp "$JLAMA_JARS/*" "$(dirname "$0")/JlamaYardstick.java" "$4" "$1" "$memory" "$quantized"
