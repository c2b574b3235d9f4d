/** Patch and place lie on the object where there is one; settling twice changes nothing; the resized patch keeps its scale when its box is changed. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { NO_JITTER } from '../../image/colour-jitter.ts';
import { filledImage, pasteInto } from '../../image/rgb.ts';
import type { Rect } from '../../image/types.ts';
import { createRandom } from '../../random/random.ts';
import { applyView, settleView } from '../apply.ts';
import { nsa } from './nsa.ts';

const view = { width: 64, height: 64 };
const drawn = (seed: number) =>
  nsa.draw({ settings: PRESETS.paper.augment, view, random: createRandom(seed), pixelScale: 1 });

/** A dark square in one corner of a light background. */
function object(x: number, y: number) {
  const image = filledImage(64, 64, [230, 230, 230]);
  pasteInto(image, filledImage(24, 24, [40, 60, 80]), x, y);
  return image;
}
const overlap = (rect: Rect, x: number, y: number) =>
  (Math.max(0, Math.min(rect.x + rect.width, x + 24) - Math.max(rect.x, x)) *
    Math.max(0, Math.min(rect.y + rect.height, y + 24) - Math.max(rect.y, y))) /
  (rect.width * rect.height);

describe('NSA', () => {
  const image = object(4, 4);
  const other = { image: object(36, 30), jitter: NO_JITTER };

  it('chooses patch and place on the object, where few of the first draws lie', () => {
    const draws = Array.from({ length: 100 }, (_, seed) => drawn(seed));
    const settled = draws.map((draw) => nsa.settle!(draw, image, other));
    const share = (list: readonly { readonly box: Rect; readonly source: Rect }[]) =>
      list.filter(({ box, source }) => overlap(box, 4, 4) >= 0.2 && overlap(source, 36, 30) >= 0.2).length;
    expect(share(draws)).toBeLessThan(25);
    expect(share(settled)).toBeGreaterThan(60);
    for (const draw of settled) expect(settleView(image, draw, other)).toEqual(draw);
  });

  it('resizes by 0.7 to 1.3 and blends without a step at the edge', () => {
    const flat = filledImage(64, 64, [200, 200, 200]);
    for (let seed = 0; seed < 50; seed++) {
      const draw = drawn(seed);
      const ratio = Math.sqrt((draw.box.width * draw.box.height) / (draw.source.width * draw.source.height));
      expect(ratio).toBeGreaterThan(0.6);
      expect(ratio).toBeLessThan(1.45);
      // A patch of another plain colour vanishes: its gradients are none.
      const plain = { image: filledImage(64, 64, [90, 20, 10]), jitter: NO_JITTER };
      expect(Buffer.compare(applyView(flat, draw, undefined, plain).data, flat.data)).toBe(0);
    }
  });

  it('needs its second image', () => {
    expect(() => applyView(image, drawn(1))).toThrow(/another image/);
  });

  it('a box that is made larger takes a larger piece', () => {
    const draw = nsa.settle!(drawn(5), image, other);
    const wanted = { x: 0, y: 0, width: 2 * draw.box.width, height: draw.box.height };
    const { box, source } = nsa.setBox(draw, 'paste', wanted, view);
    expect(box).toEqual(wanted);
    expect(Math.abs(source.width - Math.min(64, 2 * draw.source.width))).toBeLessThanOrEqual(1);
    expect(source.height).toBe(draw.source.height);
  });
});
