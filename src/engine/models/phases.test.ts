/** Only the shifts that are looked at are computed, and they are what they are among all. */
import { dispose, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../backend/start.ts';
import { createTrunk, type Trunk } from './inference.ts';
import type { Shift } from './phases.ts';
import { lookingTrained, pictures, randomMobile } from './testing/looking-trained.ts';

beforeAll(async () => void (await startBackend('wasm', { wasmThreads: 1 }, () => {})));

const IMAGES = 2;

/** The feature map of each shift, of all images. */
function mapsOf(trunk: Trunk, side: number, gridPx: number, wantedPx?: readonly number[]) {
  const x = pictures(side, IMAGES);
  let shifts: readonly Shift[] = [];
  const map = tidy(() => {
    const found = trunk.forwardPhases(x, gridPx, wantedPx);
    ({ shifts } = found);
    return found.map;
  });
  const values = map.dataSync();
  const length = values.length / shifts.length;
  const found = new Map(
    shifts.map(({ downPx, acrossPx }, i) => [
      `${downPx} ${acrossPx}`,
      values.slice(i * length, (i + 1) * length),
    ]),
  );
  dispose([x, map]);
  return found;
}

describe.each([
  ['small', () => lookingTrained('small', 'auto', 48), 48, 1, 8],
  ['small without padding', () => lookingTrained('small-valid', 'auto', 48), 53, 1, 4],
  ['ResNet-18 with the ImageNet stem', () => lookingTrained('resnet18', 'imagenet', 40), 40, 4, 32],
  ['EfficientNet-B0', randomMobile, 64, 8, 32],
] as const)('%s', (_, create, side, gridPx, stridePx) => {
  it.each([[[0]], [[0, gridPx]], [[0, 3 * gridPx, stridePx + 2 * gridPx]]])(
    'takes the places %j',
    (wantedPx) => {
      const model = create();
      const trunk = createTrunk(model);
      const all = mapsOf(trunk, side, gridPx);
      const some = mapsOf(trunk, side, gridPx, wantedPx);
      const wanted = new Set(wantedPx.map((px) => px % stridePx));
      const names = [...wanted].flatMap((down) => [...wanted].map((across) => `${down} ${across}`));
      expect([...some.keys()].sort()).toEqual(names.sort());
      for (const [name, values] of some) {
        const expected = all.get(name);
        expect(expected).toBeDefined();
        values.forEach((value, i) => expect(Math.abs(value - expected![i])).toBeLessThan(1e-4));
      }
      trunk.dispose();
      model.dispose();
    },
  );
});
