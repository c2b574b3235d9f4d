/**
 * `npm run bench -- --only views`: what a batch of each pretext task costs, in batches of CutPaste measured in the same run, for patches of 64 px (preset
 * `quick`) and for whole images of 256 px. Writes bench/results/views.md.
 */
import { writeFileSync } from 'node:fs';
import { makeBatch } from '../src/core/augment/batch.ts';
import { TASKS, type Task } from '../src/core/augment/tasks.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import type { RgbImage } from '../src/core/image/types.ts';
import { generateSample } from '../src/core/samples/samples.ts';
import { median } from './median.ts';

const ROUNDS = 11;
const IMAGES = 24;

function trainingImages(): RgbImage[] {
  const images: RgbImage[] = [];
  for (const sample of generateSample('hex-nuts', 0, 256)) {
    if (sample.role !== 'train' || images.length === IMAGES) break;
    images.push(sample.image);
  }
  return images;
}

const images = trainingImages();

function configFor(task: Task, mode: 'patch' | 'image') {
  const base = PRESETS.quick;
  return { ...base, augment: { ...base.augment, task }, model: { ...base.model, mode } };
}

/** Milliseconds of processor time of one batch: what else the machine does is not counted. */
function timeOf(task: Task, mode: 'patch' | 'image', step: number): number {
  const before = process.cpuUsage();
  makeBatch({ images, config: configFor(task, mode), step });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Task and CutPaste in turns, so that what else the machine does falls on both; views of both classes counted as they are. */
function ratioOf(task: Task, mode: 'patch' | 'image') {
  for (let step = 0; step < 3; step++) {
    timeOf(task, mode, step);
    timeOf('cutpaste', mode, step);
  }
  const own: number[] = [];
  const ratios: number[] = [];
  for (let step = 0; step < ROUNDS; step++) {
    const [a, b] = [timeOf(task, mode, step), timeOf('cutpaste', mode, step)];
    own.push(a);
    ratios.push(a / b);
  }
  return { ms: median(own), ratio: median(ratios) };
}

const rows = TASKS.map((task) => {
  const [patch, whole] = (['patch', 'image'] as const).map((mode) => ratioOf(task, mode));
  const row = `| ${task} | ${patch.ms.toFixed(1)} | ${patch.ratio.toFixed(2)} | ${whole.ms.toFixed(1)} | ${whole.ratio.toFixed(2)} |`;
  console.log(row);
  return row;
});
writeFileSync(
  'bench/results/views.md',
  `# Batches of the pretext tasks

\`npm run bench -- --only views\`: ${PRESETS.quick.training.sourcesPerStep} sources a batch, ${IMAGES} images of the sample "Hex nuts", processor time, median of ${ROUNDS} batches; ratios to CutPaste, measured in turns in the
same run on one thread. A task with more classes makes more views. NSA and PII solve a Poisson equation for each view.

| task | crops of 64 px, ms | to CutPaste | images of 256 px, ms | to CutPaste |
| --- | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`,
);
