import { describe, expect, it } from 'vitest';
import { COLOUR_TABLES, colourise, colourTable } from './colour-tables.ts';

const luminance = (table: Uint8Array, i: number) =>
  0.2126 * table[3 * i] + 0.7152 * table[3 * i + 1] + 0.0722 * table[3 * i + 2];

describe('colour tables', () => {
  it('has the known ends of viridis and inferno', () => {
    const viridis = colourTable('viridis');
    expect([...viridis.subarray(0, 3)]).toEqual([0x44, 0x01, 0x54]);
    expect([...viridis.subarray(765)]).toEqual([0xfd, 0xe7, 0x25]);
    expect([...colourTable('inferno').subarray(0, 3)]).toEqual([0, 0, 4]);
    expect(colourTable('viridis')).toBe(viridis);
  });

  it.each(COLOUR_TABLES)('rises in lightness from end to end: %s', (name) => {
    const table = colourTable(name);
    for (let i = 8; i < 256; i += 8) expect(luminance(table, i)).toBeGreaterThan(luminance(table, i - 8));
  });

  it('paints a map, clips beyond the ends and sets the opacity', () => {
    const table = colourTable('magma');
    const rgba = new Uint8ClampedArray(5 * 4);
    colourise(Float32Array.from([-1, 0, 0.5, 1, 9]), table, { low: 0, high: 1, centre: null }, rgba, 0.5);
    const entry = (i: number) => [...table.subarray(3 * i, 3 * i + 3), 128];
    expect([...rgba]).toEqual([...entry(0), ...entry(0), ...entry(128), ...entry(255), ...entry(255)]);
    colourise(Float32Array.from([4]), table, { low: 4, high: 4, centre: null }, rgba);
    expect([...rgba.subarray(0, 4)]).toEqual([...table.subarray(0, 3), 255]);
  });
});
