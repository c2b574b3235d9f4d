import { describe, expect, it } from 'vitest';
import { axisWeights } from './axis-weights.ts';
import { testPicture } from './fixtures/encode-png.ts';
import { fitGeometry, type Fit } from './fit.ts';
import { AreaRows } from './resample.ts';

/** The definition, straight from the text: every target pixel is the mean over its area in the source. */
function areaMean(
  data: Uint8Array,
  width: number,
  height: number,
  size: number,
  x: number,
  y: number,
  c: number,
): number {
  let sum = 0;
  for (let sy = 0; sy < height; sy++) {
    const dy = Math.min(((y + 1) * height) / size, sy + 1) - Math.max((y * height) / size, sy);
    for (let sx = 0; sx < width; sx++) {
      const dx = Math.min(((x + 1) * width) / size, sx + 1) - Math.max((x * width) / size, sx);
      if (dx > 0 && dy > 0) sum += dx * dy * data[(sy * width + sx) * 3 + c];
    }
  }
  return (sum * size * size) / (width * height);
}

function resize(width: number, height: number, size: number, fit: Fit, bandRows: number): Uint8Array {
  const { data } = testPicture(width, height);
  const geometry = fitGeometry(width, height, size, fit);
  const { source } = geometry;
  const rows = new AreaRows(geometry, size);
  for (let y = 0; y < source.height; y += bandRows) {
    const rowCount = Math.min(bandRows, source.height - y);
    const band = new Uint8Array(rowCount * source.width * 3);
    for (let r = 0; r < rowCount; r++) {
      const from = ((source.y + y + r) * width + source.x) * 3;
      band.set(data.subarray(from, from + source.width * 3), r * source.width * 3);
    }
    rows.add({ data: band, firstRow: y, rowCount, channels: 3 });
  }
  return rows.finish().data;
}

describe('fitGeometry', () => {
  it('stretches, crops and letterboxes', () => {
    expect(fitGeometry(320, 221, 256, 'stretch').target).toEqual({ x: 0, y: 0, width: 256, height: 256 });
    expect(fitGeometry(320, 221, 256, 'crop').source).toEqual({ x: 49, y: 0, width: 221, height: 221 });
    expect(fitGeometry(320, 221, 256, 'letterbox').target).toEqual({ x: 0, y: 39, width: 256, height: 177 });
    expect(fitGeometry(16_000, 20, 64, 'letterbox').target.height).toBe(1);
  });
});

describe('AreaRows', () => {
  it.each([
    [64, 64, 16],
    [50, 37, 16],
    [33, 70, 32],
  ])('%i x %i to %i is the mean over each area', (width, height, size) => {
    const out = resize(width, height, size, 'stretch', 7);
    const { data } = testPicture(width, height);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        for (let c = 0; c < 3; c++) {
          const mean = areaMean(data, width, height, size, x, y, c);
          expect(Math.abs(out[(y * size + x) * 3 + c] - mean)).toBeLessThan(0.501);
        }
      }
    }
  });

  it('does not depend on how the rows are cut into bands', () => {
    for (const fit of ['stretch', 'crop', 'letterbox'] as const) {
      const whole = resize(61, 90, 32, fit, 90);
      for (const rows of [1, 3, 64]) expect(resize(61, 90, 32, fit, rows)).toEqual(whole);
    }
  });

  it('keeps pixels at the same size, and interpolates when growing', () => {
    expect(resize(24, 24, 24, 'stretch', 5)).toEqual(testPicture(24, 24).data);
    const rows = new AreaRows(fitGeometry(2, 1, 4, 'stretch'), 4);
    rows.add({ data: Uint8Array.of(0, 0, 0, 100, 200, 40), firstRow: 0, rowCount: 1, channels: 3 });
    expect(Array.from(rows.finish().data.slice(0, 12))).toEqual([
      0, 0, 0, 25, 50, 10, 75, 150, 30, 100, 200, 40,
    ]);
  });

  it('weights sum to one', () => {
    for (const [from, to] of [
      [1024, 256],
      [1000, 256],
      [257, 256],
      [100, 256],
      [1, 64],
    ]) {
      for (const { weights } of axisWeights(from, to)) {
        expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 5);
      }
    }
  });

  it('leaves black around a letterboxed image', () => {
    const rows = new AreaRows(fitGeometry(4, 2, 4, 'letterbox'), 4);
    rows.add({ data: new Uint8Array(24).fill(9), firstRow: 0, rowCount: 2, channels: 3 });
    const lit = Array.from({ length: 16 }, (_, i) => rows.finish().data[i * 3]);
    expect(lit).toEqual([0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 0]);
  });
});

describe('rows of RGBA', () => {
  const noise = (length: number): Uint8Array => {
    let state = 1;
    return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24);
  };
  /** The same pixels with three channels, which go the plain way, and with four. */
  function both(width: number, height: number, size: number, fit: Fit, rgb: Uint8Array): Uint8Array[] {
    const geometry = fitGeometry(width, height, size, fit);
    const { source } = geometry;
    return ([3, 4] as const).map((channels) => {
      const rows = new AreaRows(geometry, size);
      for (let y = 0; y < source.height; y += 5) {
        const rowCount = Math.min(5, source.height - y);
        const data = new Uint8ClampedArray(rowCount * source.width * channels);
        for (let i = 0; i < rowCount * source.width; i++) {
          const at = (source.y + y + Math.floor(i / source.width)) * width + source.x + (i % source.width);
          for (let c = 0; c < channels; c++) data[i * channels + c] = c < 3 ? rgb[at * 3 + c] : 77;
        }
        rows.add({ data, firstRow: y, rowCount, channels });
      }
      return rows.finish().data;
    });
  }

  it.each([
    [64, 64, 16, 'stretch'],
    [257, 199, 64, 'stretch'],
    [97, 331, 31, 'stretch'],
    [301, 203, 64, 'crop'],
    [211, 97, 48, 'letterbox'],
    [65, 64, 64, 'stretch'],
    [40, 300, 64, 'stretch'],
    [513, 3, 2, 'stretch'],
    [1030, 7, 4, 'stretch'],
  ] as const)('of %i x %i to %i (%s) give the bytes of the plain way', (width, height, size, fit) => {
    const [plain, summed] = both(width, height, size, fit, noise(width * height * 3));
    expect(Buffer.from(summed).equals(Buffer.from(plain))).toBe(true);
  });

  it.each([254, 255, 259])('are summed without overflow, %i white pixels to one', (scale) => {
    const [plain, summed] = both(
      scale * 2,
      scale * 2,
      2,
      'stretch',
      new Uint8Array(scale * scale * 12).fill(255),
    );
    expect([...summed]).toEqual(new Array(12).fill(255));
    expect([...summed]).toEqual([...plain]);
  });

  it('round exact halves up, as the plain way does', () => {
    const halves = Uint8Array.from({ length: 24 * 24 * 3 }, (_, i) => 100 + (Math.floor(i / 3) % 2));
    const [plain, summed] = both(24, 24, 4, 'stretch', halves);
    expect([...summed]).toEqual(new Array(48).fill(101));
    expect([...summed]).toEqual([...plain]);
  });
});
