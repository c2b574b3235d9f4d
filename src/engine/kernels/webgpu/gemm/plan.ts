/**
 * Chooses the tile and the number of splits of the shared dimension for a product of given size, by a rough model of what
 * a step costs: work on the padded result, workgroup-memory reads per multiplication (fewer with larger register blocks),
 * global reads per tile, idle processors when there are few workgroups, and the extra pass that adds up the splits.
 * The weights are set by reasoning for graphics processors; for a software adapter they say that loads are all.
 */
import type { Tile } from './tile.ts';
import { tileBytes, tileColumns, tileRows } from './tile.ts';

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
  threads: number;
  /** Threads along the columns; the rest stands along the rows. */
  threadsN: readonly number[];
  /** Register blocks, rows by columns. */
  blocks: readonly (readonly [4 | 8, 4 | 8])[];
  /** Lengths of a slice, best first. */
  depths: readonly number[];
  /** Workgroups that keep the adapter busy. */
  busyWorkgroups: number;
  /** Cost of a value read from workgroup memory, read from global memory, and moved once more because of a split, in multiply-adds. */
  sharedRead: number;
  globalRead: number;
  splitMove: number;
  /** Of the dispatch that adds up the splits: a few microseconds of a device that does a few 10^12 multiply-adds a second. */
  launch: number;
}

const HARDWARE: Profile = {
  threads: 64,
  threadsN: [2, 4, 8],
  blocks: [
    [8, 8],
    [8, 4],
    [4, 4],
  ],
  depths: [16, 8],
  busyWorkgroups: 192,
  sharedRead: 2,
  globalRead: 8,
  splitMove: 24,
  launch: 1e7,
};

const SOFTWARE: Profile = {
  threads: 16,
  threadsN: [2, 4],
  blocks: [[8, 8]],
  depths: [8],
  busyWorkgroups: 8,
  sharedRead: 16,
  globalRead: 60,
  splitMove: 60,
  launch: 0,
};

/** Workgroup memory that every WebGPU device has. */
const WORKGROUP_BYTES = 16384;
/** A split must be at least this long, or its fixed costs outweigh it. */
const SHORTEST_SPLIT = 64;

function tiles({ threads, threadsN, blocks, depths }: Profile): Tile[] {
  return threadsN.flatMap((across) =>
    blocks.flatMap(([rows, columns]) => {
      const tile = { threadsM: threads / across, threadsN: across, rows, columns };
      // The deepest slice that fits and that the threads share out in at most two 4 x 4 loads per operand.
      const depth = depths.find((length) => {
        const loads = ((length / 4) * Math.max(tile.threadsM * rows, across * columns)) / 4;
        return tileBytes({ ...tile, depth: length }) <= WORKGROUP_BYTES && loads <= 2 * threads;
      });
      return depth ? [{ ...tile, depth }] : [];
    }),
  );
}

/** The tiles that plans choose from. */
export const TILES = { hardware: tiles(HARDWARE), software: tiles(SOFTWARE) };

/** Every plan that `planGemm` chooses from; `minimumSplits` where one dispatch may run too long: then each of them is to keep the device busy. */
export function candidatePlans(size: GemmSize, isSoftware: boolean, minimumSplits = 1): GemmPlan[] {
  const profile = isSoftware ? SOFTWARE : HARDWARE;
  const mostSplits = Math.max(minimumSplits, Math.floor(size.depth / SHORTEST_SPLIT), 1);
  return (isSoftware ? TILES.software : TILES.hardware).flatMap((tile) => {
    const filling = Math.ceil((profile.busyWorkgroups * minimumSplits) / workgroupsOf(size, tile));
    const splits = new Set([minimumSplits, Math.min(mostSplits, Math.max(minimumSplits, filling))]);
    return [...splits].map((count) => ({ tile, splits: count }));
  });
}

/** The cheapest plan. */
export function planGemm(size: GemmSize, isSoftware: boolean, minimumSplits = 1): GemmPlan {
  const profile = isSoftware ? SOFTWARE : HARDWARE;
  const costs = candidatePlans(size, isSoftware, minimumSplits).map((plan) => ({
    plan,
    cost: costOf(size, plan, profile, minimumSplits),
  }));
  return costs.reduce((best, next) => (next.cost < best.cost ? next : best)).plan;
}

const workgroupsOf = (size: GemmSize, tile: Tile) =>
  Math.ceil(size.rows / tileRows(tile)) * Math.ceil(size.columns / tileColumns(tile));

function costOf(size: GemmSize, { tile, splits }: GemmPlan, profile: Profile, minimumSplits: number): number {
  const workgroups = workgroupsOf(size, tile);
  const perProduct =
    1 +
    profile.sharedRead * (1 / tile.rows + 1 / tile.columns) +
    profile.globalRead * (1 / tileRows(tile) + 1 / tileColumns(tile));
  const idle = Math.max(1, (profile.busyWorkgroups * minimumSplits) / (workgroups * splits));
  const products = workgroups * tileRows(tile) * tileColumns(tile) * size.depth * perProduct * idle;
  const moved = splits > 1 ? (splits + 1) * size.rows * size.columns * profile.splitMove + profile.launch : 0;
  return products + moved;
}
