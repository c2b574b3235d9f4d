/**
 * Perceptual colour tables as 256 RGB entries, and the painting of a map with one. The tables of d3-scale-chromatic
 * (matplotlib's viridis, inferno, magma; cividis of Nunez et al. 2018) rise evenly in lightness and survive colour blindness.
 */
import { fractionOf, type ColourScale } from './colour-scale.ts';
import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolateViridis,
} from 'd3-scale-chromatic';

const INTERPOLATORS = {
  viridis: interpolateViridis,
  inferno: interpolateInferno,
  magma: interpolateMagma,
  cividis: interpolateCividis,
} as const;

export type ColourTableName = keyof typeof INTERPOLATORS;
export const COLOUR_TABLES = Object.keys(INTERPOLATORS) as readonly ColourTableName[];

const cache = new Map<ColourTableName, Uint8Array>();

/** `[256, 3]` bytes; the same array for the same name. */
export function colourTable(name: ColourTableName): Uint8Array {
  const known = cache.get(name);
  if (known) return known;
  const table = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) table.set(parseColour(INTERPOLATORS[name](i / 255)), i * 3);
  cache.set(name, table);
  return table;
}

/** `#rrggbb` or `rgb(r, g, b)`. */
function parseColour(text: string): [number, number, number] {
  if (text.startsWith('#')) {
    const value = Number.parseInt(text.slice(1), 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  }
  const [r, g, b] = text.slice(text.indexOf('(') + 1).split(',');
  return [Number.parseInt(r, 10), Number.parseInt(g, 10), Number.parseInt(b, 10)];
}

/**
 * Paints `map` into `rgba` `[length, 4]`: the scale's low end takes the table's first colour, its high end the last, values beyond are clipped.
 * `opacity` in [0, 1] becomes the alpha of every pixel.
 */
export function colourise(
  map: Float32Array,
  table: Uint8Array,
  scale: ColourScale,
  rgba: Uint8ClampedArray | Uint8Array,
  opacity = 1,
): void {
  const alpha = Math.round(opacity * 255);
  for (let i = 0; i < map.length; i++) {
    const entry = Math.round(255 * fractionOf(scale, map[i])) || 0;
    rgba[4 * i] = table[3 * entry];
    rgba[4 * i + 1] = table[3 * entry + 1];
    rgba[4 * i + 2] = table[3 * entry + 2];
    rgba[4 * i + 3] = alpha;
  }
}
