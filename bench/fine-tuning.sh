#!/usr/bin/env bash
# Fine-tuning with CutPaste against ImageNet features without training: the table of bench/results/fine-tuning.md.
#   bench/fine-tuning.sh DATA_FOLDER OUT_FOLDER [SEEDS] [SET ...]
# DATA_FOLDER holds the data sets in the MVTec AD layout. Finished runs (result.json is there) are not made again, so that an interrupted table
# goes on where it stopped. Afterwards the table is printed: image AUROC without training, and mean +- standard error after it.
set -euo pipefail
data=$1 out=$2 seeds=${3:-3}
shift $(( $# < 3 ? $# : 3 ))
sets=("$@")
[ ${#sets[@]} -gt 0 ] || sets=(hazelnut_toy fabric_light_small magnetic_tile_small cookies aliens)
cd "$(dirname "$0")/.."
for set in "${sets[@]}"; do
  for seed in $(seq 0 $((seeds - 1))); do
    run="$out/$set-$seed"
    [ -f "$run/result.json" ] || npm run --silent experiment -- --data "$data/$set" --out "$run" --preset pretrained --seed "$seed" --backend wasm
  done
done
node -e '
const { readFileSync, existsSync } = require("node:fs");
const [out, seeds, ...sets] = process.argv.slice(1);
console.log("| data set | no training | fine-tuned (mean +- s.e.) | seeds |\n|---|---|---|---|");
const means = [[], []];
for (const set of sets) {
  const runs = [...Array(Number(seeds)).keys()].map((seed) => `${out}/${set}-${seed}/result.json`).filter(existsSync)
    .map((path) => JSON.parse(readFileSync(path, "utf8")));
  const tuned = runs.map((run) => run.imageAuroc);
  const mean = tuned.reduce((a, b) => a + b, 0) / tuned.length;
  const error = Math.sqrt(tuned.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(1, tuned.length - 1) / tuned.length);
  const before = runs[0].untrained.imageAuroc;
  means[0].push(before); means[1].push(mean);
  console.log(`| ${set} | ${before.toFixed(3)} | ${mean.toFixed(3)} +- ${error.toFixed(3)} | ${tuned.length} |`);
}
const [a, b] = means.map((list) => (list.reduce((x, y) => x + y, 0) / list.length).toFixed(3));
console.log(`| mean | ${a} | ${b} | |`);
' "$out" "$seeds" "${sets[@]}"
