/** Ten normal training images, four normal and four anomalous test images of 64 px, and a configuration that trains on them in a second. */
import { PRESETS } from '../../../core/config/presets.ts';
import type { Config } from '../../../core/config/schema.ts';
import { createRandom } from '../../../core/random/random.ts';
import type { EngineImage } from '../../../worker/protocol.ts';

export const SIZE = 64;

/** Grey noise over a soft gradient; anomalous ones carry a bright square, with its mask. */
export function makeImage(index: number, role: 'train' | 'test', anomalous: boolean): EngineImage {
  const random = createRandom(5, role, index);
  const pixels = new Uint8Array(SIZE * SIZE * 3);
  const mask = anomalous ? new Uint8Array(SIZE * SIZE) : null;
  const at = random.int(4, SIZE - 20);
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const inside = anomalous && x >= at && x < at + 12 && y >= at && y < at + 12;
      if (inside && mask) mask[y * SIZE + x] = 1;
      const base = inside ? 210 : 70 + x / 2;
      for (let c = 0; c < 3; c++) pixels[(y * SIZE + x) * 3 + c] = base + random.int(-20, 20);
    }
  return {
    id: `${role}-${anomalous ? 'bad' : 'good'}-${index}`,
    role,
    label: anomalous ? 'anomalous' : 'normal',
    pixels,
    mask,
  };
}

export const images = [
  ...Array.from({ length: 10 }, (_, i) => makeImage(i, 'train', false)),
  ...Array.from({ length: 4 }, (_, i) => makeImage(i, 'test', false)),
  ...Array.from({ length: 4 }, (_, i) => makeImage(i, 'test', true)),
];

const quick = PRESETS.quick;
export const config: Config = {
  ...quick,
  data: { ...quick.data, imageSizePx: SIZE },
  model: { ...quick.model, width: 4, cropSizePx: 32, headWidth: 16 },
  training: { ...quick.training, steps: 8, sourcesPerStep: 3 },
  evaluation: { ...quick.evaluation, everySteps: 4, windowSizePx: 32, windowStridePx: 8 },
};
