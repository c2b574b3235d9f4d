/** Windows of the network without padding: one pass over the image gives what each window by itself gives (CPU backend, formula weights). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { startBackend } from '../backend/start.ts';
import { createFormulaModel } from '../formula/model.ts';
import { formulaBytes } from '../formula/numbers.ts';
import { InferenceTrunk } from '../models/inference.ts';
import type { Model } from '../models/model.ts';
import { embedDense, embedDenseAndWhole } from './embed-dense.ts';
import { embedWhole } from './embed-whole.ts';
import { embedWindows } from './embed-windows.ts';
import { windowPlaces } from './places.ts';
import { meanOfCells } from './window-cells.ts';
import { correctionKey } from './window-correction.ts';

const SIZE = 48;
const picture = (side: number): RgbImage => ({
  width: side,
  height: side,
  data: formulaBytes(9, side * side * 3),
});

let model: Model;
let trunk: InferenceTrunk;
beforeAll(async () => {
  await startBackend('cpu', {}, () => {});
  const shape = { width: 4, stem: 'auto', headWidth: 8, sizePx: 32, batch: 1, beta: 0 } as const;
  model = createFormulaModel({ backbone: 'small-valid', ...shape });
  trunk = new InferenceTrunk(model);
});
afterAll(() => {
  trunk.dispose();
  model.dispose();
});

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, v, i) => Math.max(worst, Math.abs(v - b[i])), 0);
}

describe('windows of a network without padding', () => {
  it.each([
    [32, 4],
    [32, 3],
    [31, 8],
    [48, 4],
    [48, 8],
    [40, 12],
    [SIZE, 8],
  ])('of %i px at stride %i are the same in one pass as one by one', async (windowSizePx, windowStridePx) => {
    for (const side of [SIZE, SIZE + 5]) {
      const wide = picture(side);
      const grid = windowPlaces(side, { windowSizePx, windowStridePx });
      const [exact] = await embedWindows(trunk, model.network, [wide], grid);
      const [fast] = await embedDense(trunk, model.network, [wide], grid);
      expect(Math.max(...exact.map(Math.abs))).toBeGreaterThan(0.1);
      expect(largestDifference(fast, exact)).toBeLessThan(1e-5);
    }
  });

  it('smaller than what its filters see are refused', async () => {
    const grid = windowPlaces(SIZE, { windowSizePx: 30, windowStridePx: 4 });
    const refusal = { code: 'input-too-small', detail: { sizePx: 30, neededPx: 31 } };
    await expect(embedWindows(trunk, model.network, [picture(SIZE)], grid)).rejects.toMatchObject(refusal);
    await expect(embedDense(trunk, model.network, [picture(SIZE)], grid)).rejects.toMatchObject(refusal);
  });

  it.each([8, 4, 2])(
    'at stride %i come with what a pass over the whole image gives',
    async (windowStridePx) => {
      const images = [picture(SIZE), { ...picture(SIZE), data: formulaBytes(11, SIZE * SIZE * 3) }];
      const grid = windowPlaces(SIZE, { windowSizePx: 32, windowStridePx });
      const { whole } = await embedDenseAndWhole(trunk, model.network, images, grid, meanOfCells, true);
      const known = await embedWhole(trunk, images, true);
      expect(whole?.side).toBe(known.side);
      expect(largestDifference(whole?.maps as Float32Array, known.maps as Float32Array)).toBeLessThan(1e-5);
      expect(largestDifference(whole?.features as Float32Array, known.features)).toBeLessThan(1e-5);
    },
  );

  it('are not corrected', () => {
    const small = { ...PRESETS.quick, model: { ...PRESETS.quick.model, backbone: 'small-valid' as const } };
    const input = { config: small, train: [], imageSizePx: SIZE } as unknown as Parameters<
      typeof correctionKey
    >[0];
    expect(correctionKey(input)).toBeNull();
  });
});
