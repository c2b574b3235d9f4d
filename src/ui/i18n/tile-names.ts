/** Names of the sets of tiles, made of the words of their parts. */
import { TILE_SETS, type TileSet } from '../../core/config/rows/tile-sets.ts';

type Part = 'standard' | 'wide' | 'small' | 'k4' | 'x4';

/** "wide-k4" of the words for `wide` and `k4`. */
export const tileName = (set: TileSet, join: string, wordOf: (part: Part) => string): string =>
  set
    .split('-')
    .map((part) => wordOf(part as Part))
    .join(join);

export const tileNames = (join: string, words: Readonly<Record<Part, string>>) =>
  Object.fromEntries(TILE_SETS.map((set) => [set, tileName(set, join, (part) => words[part])])) as Record<
    TileSet,
    string
  >;
