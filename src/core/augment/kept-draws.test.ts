/** A run is its configuration: the draws and the pixels of version 0.1.0 stay as they were, whatever is built around them. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import type { Task } from './tasks.ts';
import { createImage } from '../image/rgb.ts';
import { createRandom } from '../random/random.ts';
import { makeBatch } from './batch.ts';
import kept from './fixtures/draws-0.1.0.json';

const { quick } = PRESETS;
const random = createRandom(0, 'kept draws');
const images = Array.from({ length: 3 }, () =>
  createImage(
    48,
    48,
    Uint8Array.from({ length: 48 * 48 * 3 }, () => random.int(0, 255)),
  ),
);

it.each(kept)('$task', ({ task, views, sha256 }) => {
  const config = {
    ...quick,
    augment: { ...quick.augment, task: task as Task, confetti: { count: 3 } },
    model: { ...quick.model, mode: 'patch' as const, cropSizePx: 32 },
    training: { ...quick.training, sourcesPerStep: 2 },
  };
  const { draws, pixels } = makeBatch({ images, config, step: 1 });
  expect(draws.map(({ view }) => view)).toEqual(views);
  expect(createHash('sha256').update(pixels).digest('hex')).toBe(sha256);
});
