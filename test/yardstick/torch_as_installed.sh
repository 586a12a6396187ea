#!/usr/bin/env bash
# torch_yardstick.py as it runs where nobody set its allocator or threads up: without the variables of cli/oryx-curate, which RuntimeBench hands on.
unset MALLOC_MMAP_MAX_ MALLOC_TRIM_THRESHOLD_ MALLOC_ARENA_MAX GOMP_SPINCOUNT
exec "$(dirname "$0")/torch_yardstick.py" "$@"
