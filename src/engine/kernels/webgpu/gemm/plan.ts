/**
 * Chooses the tile and the number of splits of the shared dimension for a product of given size, by a rough model of what
 * a step costs: work on the padded result, workgroup-memory reads per multiplication (fewer with larger register blocks),
 * global reads per tile, idle processors when there are few workgroups, and the extra pass that adds up the splits.
 * The weights are set by reasoning for graphics processors; for a software adapter they say that loads are all.
 */
import { TILE_SETS, type TileSet } from '../../../../core/config/rows/tile-sets.ts';
import type { Tile } from './tile.ts';
import { tileBytes, tileColumns, tileRows, tileThreads } from './tile.ts';

export interface GemmSize {
  rows: number;
  columns: number;
  /** Length of the shared dimension. */
  depth: number;
}

export interface GemmPlan {
  tile: Tile;
  /** Number of parts that the shared dimension is cut into; with 1 no reduction is needed. */
  splits: number;
}

interface Profile {
  /** Threads of a workgroup, those of them along the columns (the rest stands along the rows), and register blocks, rows by columns. */
  groups: readonly {
    readonly threads: number;
    readonly threadsN: readonly number[];
    readonly blocks: readonly (readonly [4 | 8, 4 | 8])[];
  }[];
  /** Lengths of a slice, best first. */
  depths: readonly number[];
  unrolled?: 4;
  /** Threads that keep the adapter busy. */
  busyThreads: number;
  /** Cost of a value read from workgroup memory, read from global memory, and moved once more because of a split, in multiply-adds. */
  sharedRead: number;
  globalRead: number;
  splitMove: number;
  /** Of the dispatch that adds up the splits: a few microseconds of a device that does a few 10^12 multiply-adds a second. */
  launch: number;
}

const HARDWARE = {
  depths: [16, 8],
  busyThreads: 192 * 64,
  sharedRead: 2,
  globalRead: 8,
  splitMove: 24,
  launch: 1e7,
};

const SMALL = [
  [8, 4],
  [4, 4],
] as const;
const LARGE = [[8, 8], ...SMALL] as const;
const STANDARD = { threads: 64, threadsN: [2, 4, 8], blocks: LARGE };

/** What the first word of a set's name stands for. */
const GROUPS: Readonly<Record<string, Profile['groups']>> = {
  standard: [STANDARD],
  // 128 x 128 among them: fewer reads from global memory for each multiply-add.
  wide: [STANDARD, { threads: 256, threadsN: [8, 16, 32], blocks: LARGE.slice(0, 2) }],
  // Where 8 x 8 values and their operands do not fit a thread's registers.
  small: [{ ...STANDARD, blocks: SMALL }],
};

function hardwareProfile(name: TileSet): Profile {
  const [groups, ...changes] = name.split('-');
  return {
    ...HARDWARE,
    groups: GROUPS[groups],
    ...(changes.includes('k4') && { unrolled: 4 }),
    busyThreads: HARDWARE.busyThreads * (changes.includes('x4') ? 4 : 1),
  };
}

const SOFTWARE: Profile = {
  groups: [{ threads: 16, threadsN: [2, 4], blocks: [[8, 8]] }],
  depths: [8],
  busyThreads: 8 * 16,
  sharedRead: 16,
  globalRead: 60,
  splitMove: 60,
  launch: 0,
};

/** `software`: of an adapter that runs on the processor. */
export type AnyTileSet = TileSet | 'software';

/** Workgroup memory that every WebGPU device has. */
const WORKGROUP_BYTES = 16384;
/** A split must be at least this long, or its fixed costs outweigh it. */
const SHORTEST_SPLIT = 64;

function tiles({ groups, depths, unrolled }: Profile): Tile[] {
  return groups.flatMap(({ threads, threadsN, blocks }) =>
    threadsN.flatMap((across) =>
      blocks.flatMap(([rows, columns]) => {
        const tile = { threadsM: threads / across, threadsN: across, rows, columns };
        // The deepest slice that fits and that the threads share out in at most two 4 x 4 loads per operand.
        const depth = depths.find((length) => {
          const loads = ((length / 4) * Math.max(tile.threadsM * rows, across * columns)) / 4;
          return tileBytes({ ...tile, depth: length }) <= WORKGROUP_BYTES && loads <= 2 * threads;
        });
        return depth ? [{ ...tile, depth, ...(unrolled && { unrolled }) }] : [];
      }),
    ),
  );
}

interface Way {
  readonly profile: Profile;
  readonly tiles: readonly Tile[];
}

const wayOf = (profile: Profile): Way => ({ profile, tiles: tiles(profile) });

const WAYS = Object.fromEntries([
  ...TILE_SETS.map((name) => [name, wayOf(hardwareProfile(name))] as const),
  ['software', wayOf(SOFTWARE)] as const,
]) as Readonly<Record<AnyTileSet, Way>>;

/** The tiles that plans of a set choose from. */
export const tilesOf = (set: AnyTileSet): readonly Tile[] => WAYS[set].tiles;

/** Every plan that `planGemm` chooses from; `minimumSplits` where one dispatch may run too long: then each of them is to keep the device busy. */
export function candidatePlans(size: GemmSize, set: AnyTileSet, minimumSplits = 1): GemmPlan[] {
  const { profile, tiles: all } = WAYS[set];
  const mostSplits = Math.max(minimumSplits, Math.floor(size.depth / SHORTEST_SPLIT), 1);
  return all.flatMap((tile) => {
    const filling = Math.ceil((busyWorkgroups(profile, tile) * minimumSplits) / workgroupsOf(size, tile));
    const splits = new Set([minimumSplits, Math.min(mostSplits, Math.max(minimumSplits, filling))]);
    return [...splits].map((count) => ({ tile, splits: count }));
  });
}

/** The cheapest plan. */
export function planGemm(size: GemmSize, set: AnyTileSet, minimumSplits = 1): GemmPlan {
  const { profile } = WAYS[set];
  const costs = candidatePlans(size, set, minimumSplits).map((plan) => ({
    plan,
    cost: costOf(size, plan, profile, minimumSplits),
  }));
  return costs.reduce((best, next) => (next.cost < best.cost ? next : best)).plan;
}

const busyWorkgroups = ({ busyThreads }: Profile, tile: Tile) => busyThreads / tileThreads(tile);

const workgroupsOf = (size: GemmSize, tile: Tile) =>
  Math.ceil(size.rows / tileRows(tile)) * Math.ceil(size.columns / tileColumns(tile));

function costOf(size: GemmSize, { tile, splits }: GemmPlan, profile: Profile, minimumSplits: number): number {
  const workgroups = workgroupsOf(size, tile);
  const perProduct =
    1 +
    profile.sharedRead * (1 / tile.rows + 1 / tile.columns) +
    profile.globalRead * (1 / tileRows(tile) + 1 / tileColumns(tile));
  const idle = Math.max(1, (busyWorkgroups(profile, tile) * minimumSplits) / (workgroups * splits));
  const products = workgroups * tileRows(tile) * tileColumns(tile) * size.depth * perProduct * idle;
  const moved = splits > 1 ? (splits + 1) * size.rows * size.columns * profile.splitMove + profile.launch : 0;
  return products + moved;
}
