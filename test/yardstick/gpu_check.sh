#!/bin/bash
# Checks the runtime on a machine with an NVIDIA GPU: doctor, all golden tests on CUDA, and its speed beside PyTorch's on the same card.
#
# Needs a CUDA build of the libtorch version that the project uses, named by PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR, and python3 with torch for the
# comparison. Usage, from the checkout: test/yardstick/gpu_check.sh [WORK_FOLDER [GOLDEN_FOLDER]]
set -euo pipefail
work=${1:-$(mktemp -d)}
golden=${2:-}
: "${PYTORCH_LIBRARY_PATH:?must name the torch/lib folder of a CUDA build}"
: "${PYTORCH_VERSION:?must be the version of that build}" "${PYTORCH_FLAVOR:?must be cu128 or the like}"
export RUST_FLAVOR=cpu GOMP_SPINCOUNT=20000

echo "== golden tests on cuda:0"
./mvnw -q -Dquick -pl model-runtime -am test -Dtest='*GoldenTest,DecoderOracleTest' -Dsurefire.failIfNoSpecifiedTests=false \
  -Dgolden.device=cuda:0 ${golden:+-Dgolden.dir="$golden"}

./mvnw -q -Dquick -DskipTests package
./mvnw -q -Dquick -pl test test-compile dependency:build-classpath -Dmdep.outputFile=target/cp.txt
java=(java -cp "test/target/test-classes:$(cat test/target/cp.txt)")

echo "== doctor"
"${java[@]}" io.github.oryxcuration.cli.Main doctor | grep -E 'libtorch|GPU|->'

echo "== speed, share of the card's rate"
model=$work/real
[ -e "$model/config.json" ] ||
  "${java[@]}" io.github.oryxcuration.cli.Main model make-tiny "$model" --decoder=real --vision=real --dtype=bf16
"${java[@]}" io.github.oryxcuration.cli.Main model bench --model "$model" --devices 0 --dtype bf16 --sides 448,1280

if python3 -c 'import torch; assert torch.cuda.is_available()' 2>/dev/null; then
  echo "== beside PyTorch with SDPA on the same card"
  "${java[@]}" io.github.oryxcuration.test.bench.RuntimeBench "$model" test/yardstick/torch_yardstick.py bf16 5 2 0 \
    'vit 448' 'vit 1280' 'prefill 512' 'decode 16'
else
  echo "no python3 with torch and CUDA: no comparison"
fi
