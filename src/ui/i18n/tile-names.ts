/** Names of the sets of tiles, made of the words of their parts. */
import { TILE_SETS, type TileSet } from '../../core/config/rows/tile-sets.ts';

type Part = 'standard' | 'wide' | 'small' | 'k4' | 'x4';

/** "wide-k4" of the words for `wide` and `k4`. */
export const tileName = (set: TileSet, wordOf: (part: Part) => string): string =>
  set
    .split('-')
    .map((part) => wordOf(part as Part))
    .join(', ');

export const tileNames = (words: Readonly<Record<Part, string>>) =>
  Object.fromEntries(TILE_SETS.map((set) => [set, tileName(set, (part) => words[part])])) as Record<
    TileSet,
    string
  >;
