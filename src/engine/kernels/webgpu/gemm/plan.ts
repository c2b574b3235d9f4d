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
  /** Threads of a workgroup, and the depth of a slice. */
  threads: readonly number[];
  depths: readonly number[];
  /** Workgroups that keep the adapter busy. */
  busyWorkgroups: number;
  /** Cost of a value read from workgroup memory, read from global memory, and moved once more because of a split, in multiply-adds. */
  sharedRead: number;
  globalRead: number;
  splitMove: number;
}

const HARDWARE: Profile = {
  threads: [64],
  depths: [16, 8],
  busyWorkgroups: 192,
  sharedRead: 2,
  globalRead: 8,
  splitMove: 24,
};

const SOFTWARE: Profile = {
  threads: [16, 32],
  depths: [8],
  busyWorkgroups: 8,
  sharedRead: 16,
  globalRead: 60,
  splitMove: 60,
};

/** Workgroup memory that every WebGPU device has. */
const WORKGROUP_BYTES = 16384;
/** A split must be at least this long, or its fixed costs outweigh it. */
const SHORTEST_SPLIT = 64;

function tiles(profile: Profile): Tile[] {
  const found: Tile[] = [];
  for (const threads of profile.threads) {
    for (const threadsN of [2, 4, 8]) {
      for (const [rows, columns] of [
        [8, 8],
        [8, 4],
        [4, 4],
      ] as const) {
        const tile = { threadsM: threads / threadsN, threadsN, rows, columns };
        // The deepest slice that fits and that the threads share out in at most two blocks per operand.
        const depth = profile.depths.find((d) => {
          const blocks = ((d / 4) * Math.max(tile.threadsM * rows, threadsN * columns)) / 4;
          return tileBytes({ ...tile, depth: d }) <= WORKGROUP_BYTES && blocks <= 2 * threads;
        });
        if (depth) found.push({ ...tile, depth });
      }
    }
  }
  return found;
}

const TILES = { hardware: tiles(HARDWARE), software: tiles(SOFTWARE) };

/**
 * The cheapest plan. `minimumSplits` forces a split where one dispatch would run too long.
 */
export function planGemm(size: GemmSize, isSoftware: boolean, minimumSplits = 1): GemmPlan {
  const profile = isSoftware ? SOFTWARE : HARDWARE;
  let best: GemmPlan | undefined;
  let bestCost = Infinity;
  for (const tile of isSoftware ? TILES.software : TILES.hardware) {
    const workgroups = Math.ceil(size.rows / tileRows(tile)) * Math.ceil(size.columns / tileColumns(tile));
    const mostSplits = Math.max(minimumSplits, Math.floor(size.depth / SHORTEST_SPLIT), 1);
    const filling = Math.ceil(profile.busyWorkgroups / workgroups);
    for (const splits of new Set([minimumSplits, Math.min(mostSplits, Math.max(minimumSplits, filling))])) {
      const cost = costOf(size, tile, splits, workgroups, profile);
      if (cost < bestCost) {
        bestCost = cost;
        best = { tile, splits };
      }
    }
  }
  return best!;
}

function costOf(size: GemmSize, tile: Tile, splits: number, workgroups: number, profile: Profile): number {
  const perProduct =
    1 +
    profile.sharedRead * (1 / tile.rows + 1 / tile.columns) +
    profile.globalRead * (1 / tileRows(tile) + 1 / tileColumns(tile));
  const idle = Math.max(1, profile.busyWorkgroups / (workgroups * splits));
  const products = workgroups * tileRows(tile) * tileColumns(tile) * size.depth * perProduct * idle;
  const moved = splits > 1 ? (splits + 1) * size.rows * size.columns * profile.splitMove : 0;
  return products + moved;
}
