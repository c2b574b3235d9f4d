import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitGeometry } from './fit.ts';
import { MaskPlane, shrinkMarks, turn } from './mask-plane.ts';

type Colour = readonly [number, number, number, number?];

function marks(colours: readonly Colour[], { lossless = true, background = 0 } = {}): number[] {
  const plane = new MaskPlane(colours.length, 1, background);
  const data = Uint8Array.from(colours.flatMap(([r, g, b, a = 255]) => [r, g, b, a]));
  plane.add({ data, firstRow: 0, rowCount: 1, channels: 4 });
  return Array.from(plane.marks(lossless));
}

const grey = (value: number): Colour => [value, value, value];

describe('MaskPlane', () => {
  it.each<[string, Colour[], object, number[]]>([
    ['255', [grey(0), grey(255)], {}, [0, 1]],
    ['1', [grey(0), grey(1)], {}, [0, 1]],
    ['class numbers and 255 around them', [grey(0), grey(3), grey(255)], {}, [0, 1, 1]],
    [
      'several colours',
      [
        [0, 0, 0],
        [48, 112, 32],
        [176, 112, 32],
      ],
      {},
      [0, 1, 1],
    ],
    ['noise of JPEG', [grey(3), grey(40), grey(250)], { lossless: false }, [0, 0, 1]],
    ['white ground', [grey(255), grey(0), grey(255)], { background: 0xffffff }, [0, 1, 0]],
    [
      'a stencil: black where marked, transparent elsewhere',
      [
        [0, 0, 0, 0],
        [0, 0, 0, 255],
      ],
      {},
      [0, 1],
    ],
    [
      'transparent colours do not count',
      [
        [255, 0, 0, 0],
        [255, 0, 0],
        [0, 0, 0],
      ],
      {},
      [0, 1, 0],
    ],
    ['nothing at all', [grey(0), grey(0)], {}, [0, 0]],
  ])('%s', (_, colours, options, expected) => {
    expect(marks(colours, options)).toEqual(expected);
  });

  it('takes soft edges of many greys at 0.4 of the strongest', () => {
    const ramp = Array.from({ length: 256 }, (_, i) => grey(i));
    const first = marks(ramp).indexOf(1);
    expect(first).toBe(103);
  });
});

describe('shrinkMarks', () => {
  it('never loses a region, wherever it lies and however small it is', () => {
    const region = fc.record({ x: fc.nat(196), y: fc.nat(96), w: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(region, fc.constantFrom('stretch', 'letterbox'), ({ x, y, w }, fit) => {
        const plane = new Uint8Array(200 * 100);
        for (let dy = 0; dy < w; dy++) for (let dx = 0; dx < w; dx++) plane[(y + dy) * 200 + x + dx] = 1;
        const { data } = shrinkMarks(plane, 200, fitGeometry(200, 100, 16, fit as 'stretch'), 16);
        const marked = data.reduce((sum, value) => sum + value, 0);
        expect(marked).toBe(1);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('keeps the area of a large region, and every pixel at the same size', () => {
    const plane = Uint8Array.from({ length: 10_000 }, (_, i) => Number(i % 100 < 40));
    const { data } = shrinkMarks(plane, 100, fitGeometry(100, 100, 10, 'stretch'), 10);
    expect(data.reduce((sum, value) => sum + value, 0)).toBe(40);
    expect(shrinkMarks(plane, 100, fitGeometry(100, 100, 100, 'stretch'), 100).data).toEqual(plane);
  });

  it('marks nothing where nothing is marked', () => {
    const { data } = shrinkMarks(new Uint8Array(64), 8, fitGeometry(8, 8, 4, 'crop'), 4);
    expect(data.some((value) => value > 0)).toBe(false);
  });
});

describe('turn', () => {
  it('puts a corner where each of the eight orientations shows it', () => {
    // Stored 3 wide, 2 high, marked at the top left.
    const stored = Uint8Array.of(1, 0, 0, 0, 0, 0);
    const seen = Array.from({ length: 8 }, (_, i) => Array.from(turn(stored, 3, 2, i + 1)).indexOf(1));
    expect(seen).toEqual([0, 2, 5, 3, 0, 1, 5, 4]);
  });
});
