/** A region of interest: whatever lies outside of it changes no batch, no score, no map and no pixel figure. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../core/config/schema.ts';
import { encodeRegion } from '../../core/region/encode.ts';
import { regionAt } from '../../core/region/region.ts';
import type { EngineImage, Evaluation } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images, SIZE } from './testing/small-set.ts';

const code = encodeRegion(
  {
    width: SIZE,
    height: SIZE,
    data: Uint8Array.from({ length: SIZE * SIZE }, (_, i) =>
      Number(i % SIZE >= 8 && i % SIZE < 44 && Math.floor(i / SIZE) >= 8 && Math.floor(i / SIZE) < 44),
    ),
  },
  'stretch',
);
const inside = regionAt(code, SIZE)?.inside ?? new Uint8Array(0);
const within: Config = { ...config, data: { ...config.data, region: code } };

/** The same images with other pixels and other marks outside. */
const disturbed = images.map((image): EngineImage => {
  const pixels = Uint8Array.from(image.pixels, (value, i) =>
    inside[Math.floor(i / 3)] ? value : 255 - value,
  );
  return { ...image, pixels, mask: image.mask && image.mask.map((value, p) => (inside[p] ? value : 1)) };
});

async function runOn(all: readonly EngineImage[], settings: Config) {
  const engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', () => undefined);
  await engine.setImages(all);
  await engine.prepare(settings);
  const evaluation = await engine.evaluate();
  return { engine, evaluation };
}

const figures = ({
  testScores,
  heldOutScores,
  threshold,
  mapThreshold,
  maps,
  pixel,
  synthetic,
}: Evaluation) => ({
  ...{ testScores, heldOutScores, threshold, mapThreshold, pixel, synthetic },
  maps: maps.map(({ scores }) => scores),
});

describe.each([
  ['patch', 'exact'],
  ['patch', 'fast'],
  ['image', 'fast'],
] as const)('%s model, %s windows', (mode, dense) => {
  const settings: Config = {
    ...within,
    model: { ...within.model, mode },
    evaluation: {
      ...within.evaluation,
      dense,
      syntheticDefects: true,
      imageScore: dense === 'exact' ? 'maximum' : 'standardised',
    },
  };
  let plain: Awaited<ReturnType<typeof runOn>>;
  let other: Awaited<ReturnType<typeof runOn>>;
  beforeAll(async () => {
    plain = await runOn(images, settings);
    other = await runOn(disturbed, settings);
  });

  it('what lies outside counts nowhere', async () => {
    expect(figures(other.evaluation)).toEqual(figures(plain.evaluation));
    const [a, b] = await Promise.all([plain, other].map(({ engine }) => engine.batchPixels(2)));
    expect(b.pixels).toEqual(a.pixels);
    const frame = (all: readonly EngineImage[]) => all[all.length - 1].pixels;
    const scored = await plain.engine.scoreFrame(frame(images));
    const again = await plain.engine.scoreFrame(frame(disturbed));
    expect([again.score, again.map]).toEqual([scored.score, scored.map]);
  });

  it('the map says its region, and no place has a score of its own outside', () => {
    for (const [i, map] of plain.evaluation.maps.entries()) {
      expect(map.region).toBe(code);
      const most = map.scores.reduce((top, value) => Math.max(top, value), -Infinity);
      if (mode === 'patch' && dense === 'exact')
        expect(most).toBe(Math.fround(plain.evaluation.testScores[i]));
    }
    expect(plain.evaluation.pixel).not.toBeNull();
  });
});

it('without a region the same pixels do count', async () => {
  const [a, b] = [await runOn(images, config), await runOn(disturbed, config)];
  expect(b.evaluation.testScores).not.toEqual(a.evaluation.testScores);
  expect(a.evaluation.maps[0].region).toBeUndefined();
});

it('between all windows is refused before anything is trained, with the reason', async () => {
  const data = new Uint8Array(SIZE * SIZE);
  data.fill(1, SIZE * (SIZE - 4));
  const low = encodeRegion({ width: SIZE, height: SIZE, data }, 'stretch');
  const evaluation = { ...config.evaluation, windowSizePx: 16, windowStridePx: 64 };
  const settings: Config = { ...config, data: { ...config.data, region: low }, evaluation };
  await expect(runOn(images, settings)).rejects.toMatchObject({ code: 'region-unseen' });
  const seen = { ...settings, evaluation: { ...evaluation, windowStridePx: 16 } };
  expect((await runOn(images, seen)).evaluation.testScores.length).toBeGreaterThan(0);
});
