import { describe, expect, it } from 'vitest';
import { upsampleMap } from '../heatmap/upsample-map.ts';
import { pixelMetrics } from '../metrics/pixel-metrics.ts';
import { createRandom } from '../random/random.ts';
import { isRegionCode, readRegion } from './code.ts';
import { encodeRegion } from './encode.ts';
import { fillOutside, liesOutside, limitImage, OUTSIDE_COLOUR, regionAt, sameShape } from './region.ts';
import { keepRows, sitesOf, spread } from './sites.ts';

const square = (side: number, inside: (x: number, y: number) => boolean) => ({
  width: side,
  height: side,
  data: Uint8Array.from({ length: side * side }, (_, i) => Number(inside(i % side, Math.floor(i / side)))),
});
const disc = square(128, (x, y) => Math.hypot(x - 80, y - 40) < 22);

describe('the text of a region', () => {
  it('gives back what was marked', () => {
    const grid = readRegion(encodeRegion(disc, 'crop'));
    expect(grid?.fit).toBe('crop');
    expect(regionAt(encodeRegion(disc, 'crop'), 128)?.inside).toEqual(disc.data);
  });

  it('is short enough for a link, however ragged the region is', () => {
    const random = createRandom(1, 'ragged');
    const ragged = square(256, () => random.float() < 0.4);
    const code = encodeRegion(ragged, 'stretch');
    expect(code.length).toBeLessThan(2400);
    const share = regionAt(code, 256)?.share ?? 0;
    expect(Math.abs(share - 0.4)).toBeLessThan(0.05);
  });

  it('is empty for the whole image, and there is none for nothing', () => {
    expect(
      encodeRegion(
        square(64, () => true),
        'stretch',
      ),
    ).toBe('');
    expect(() =>
      encodeRegion(
        square(64, () => false),
        'stretch',
      ),
    ).toThrow('no pixel inside');
  });

  it('is refused when it was changed', () => {
    const code = encodeRegion(disc, 'stretch');
    expect(isRegionCode(code)).toBe(true);
    for (const other of [
      code.slice(0, -3),
      `${code}AA`,
      code.replace('s.', 'q.'),
      'r64s.',
      'x',
      `r64s.${'_'.repeat(900)}`,
    ])
      expect(isRegionCode(other)).toBe(false);
  });

  it('keeps a pixel at every working size', () => {
    const speck = encodeRegion(
      square(256, (x, y) => x === 3 && y === 250),
      'stretch',
    );
    for (const side of [64, 96, 256, 512]) expect(regionAt(speck, side)?.inside).toContain(1);
  });
});

describe('what lies outside', () => {
  const region = regionAt(encodeRegion(disc, 'stretch'), 64);
  if (!region) throw new Error('there is a region');

  it('is painted over, and the image given is not changed', () => {
    const image = { width: 64, height: 64, data: new Uint8Array(64 * 64 * 3).fill(200) };
    const limited = limitImage(image, region);
    const colours = Array.from(region.inside, (inside) => (inside ? [200, 200, 200] : [...OUTSIDE_COLOUR]));
    expect([...limited.data]).toEqual(colours.flat());
    expect(image.data[0]).toBe(200);
    expect(limitImage(image, null)).toBe(image);
    const again = limited.data.slice();
    fillOutside(limited, region.inside);
    expect(limited.data).toEqual(again);
  });

  it('has no place of its own: every pixel inside is nearest to one that is kept, the others repeat one', () => {
    const spacing = { stridePx: 4, offsetPx: 7.5 };
    const sites = sitesOf(13, spacing, region);
    if (!sites) throw new Error('there are sites');
    expect(sites.kept.length).toBeGreaterThan(0);
    expect(sites.kept.length).toBeLessThan(169);
    const scores = Float32Array.from(sites.kept, (place) => place);
    const all = spread(scores, sites);
    sites.kept.forEach((place) => expect(all[place]).toBe(place));
    expect(new Set(all)).toEqual(new Set(scores));
    const rows = Float32Array.from({ length: 169 * 2 }, (_, i) => i);
    expect(keepRows(rows, sites).subarray(0, 2)).toEqual(
      rows.subarray(2 * sites.kept[0], 2 * sites.kept[0] + 2),
    );
    expect(sitesOf(13, spacing, null)).toBeNull();
  });

  it('never stands out in a map and is in no pixel figure', () => {
    const code = encodeRegion(disc, 'stretch');
    const scores = Float32Array.from({ length: 169 }, (_, i) => i);
    const grid = { rows: 13, columns: 13, stridePx: 4, offsetPx: 7.5, scores, region: code };
    const map = upsampleMap(grid, 'patch', 64, 10);
    const within = map.filter((_, i) => region.inside[i]);
    const low = within.reduce((least, value) => Math.min(least, value), Infinity);
    expect(new Set(map.filter((_, i) => region.inside[i] === 0))).toEqual(new Set([low]));
    const mask = Uint8Array.from({ length: 64 * 64 }, (_, i) => Number(i % 64 > 40));
    const figures = (values: Float32Array, marked: Uint8Array) =>
      pixelMetrics({
        width: 64,
        height: 64,
        count: 2,
        mapAt: () => values,
        maskAt: (i) => (i === 0 ? marked : null),
        inside: region.inside,
        threshold: 80,
      });
    const loud = map.map((value, i) => (region.inside[i] ? value : 1e6));
    const more = mask.map((value, i) => (region.inside[i] ? value : 1));
    expect(figures(loud, more)).toEqual(figures(map, mask));
    expect(figures(map, mask)?.auroc).toBeGreaterThan(0.5);
    // By hand: each pixel inside once, in two images of which one is normal.
    const pairs = [...region.inside.keys()].filter((p) => region.inside[p] === 1);
    const positives = pairs.filter((p) => mask[p] === 1).map((p) => map[p]);
    const negatives = [...pairs.filter((p) => mask[p] === 0), ...pairs].map((p) => map[p]);
    let wins = 0;
    for (const a of positives) for (const b of negatives) wins += a > b ? 1 : a === b ? 0.5 : 0;
    expect(figures(map, mask)?.auroc).toBeCloseTo(wins / (positives.length * negatives.length), 10);
  });
});

it('tells what has another shape, and what lies wholly outside', () => {
  const size = (widthPx: number, heightPx: number) => ({ widthPx, heightPx });
  expect(sameShape(size(640, 480), size(320, 240))).toBe(true);
  expect(sameShape(size(333, 250), size(1000, 750))).toBe(true);
  expect(sameShape(size(640, 480), size(480, 640))).toBe(false);
  expect(sameShape(size(256, 256), size(640, 480))).toBe(false);
  const region = { sizePx: 2, inside: Uint8Array.of(1, 1, 0, 0), share: 0.5 };
  expect(liesOutside([0, 0, 1, 1], region)).toBe(true);
  expect(liesOutside([0, 1, 1, 0], region)).toBe(false);
  expect(liesOutside([0, 0, 0, 0], region)).toBe(false);
});
