/**
 * `npx tsx bench/recipes/judge.ts --data SOURCE --weights FILE`: image and pixel AUROC of a network that bench/recipes/train.ts has kept, read in every way
 * of `READOUTS` from the same weights. SOURCE must be the set that it was trained on.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { deserialize } from 'node:v8';
import { auroc } from '../../src/core/metrics/roc.ts';
import { createEngine } from '../../src/engine/session/engine.ts';
import type { Checkpoint } from '../../src/worker/protocol.ts';
import { printTable } from '../over-sets.ts';
import { readLabelled } from './labelled-images.ts';
import { READOUTS, withChanges } from './recipes.ts';

const { values } = parseArgs({
  options: { data: { type: 'string', default: '' }, weights: { type: 'string', default: '' } },
});
const checkpoint = deserialize(readFileSync(values.weights)) as Checkpoint;
const { images } = await readLabelled(values.data, checkpoint.config.seed);
const anomalous = new Set(images.filter(({ label }) => label === 'anomalous').map(({ id }) => id));
const engine = createEngine({ wasmThreads: 1 });
await engine.initialise('wasm', () => undefined);
await engine.setImages(images);
await engine.restore(checkpoint);
const rows: string[][] = [];
for (const [name, changes] of Object.entries(READOUTS)) {
  const { density, evaluation, mistakes } = withChanges(checkpoint.config, changes);
  const { testIds, testScores, pixel } = await engine.reevaluate(density, evaluation, mistakes);
  const image = auroc(
    testScores,
    Uint8Array.from(testIds, (id) => (anomalous.has(id) ? 1 : 0)),
  );
  rows.push([name, image?.toFixed(3) ?? '-', pixel?.auroc.toFixed(3) ?? '-']);
}
console.log(`${basename(values.weights)}\n`);
printTable(['readout', 'image AUROC', 'pixel AUROC'], rows);
process.exit(0);
