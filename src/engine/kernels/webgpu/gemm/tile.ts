/**
 * How a matrix product is cut up: a workgroup makes a tile of the result, a thread a part of it that it keeps in registers,
 * and the shared dimension is walked in slices that all threads bring into workgroup memory together.
 */
export interface Tile {
  /** Threads along the rows (M) and along the columns (N) of the result. */
  threadsM: number;
  threadsN: number;
  /** Rows and columns of the result that one thread makes. */
  rows: 4 | 8;
  columns: 4 | 8;
  /** Length of a slice of the shared dimension (K), a multiple of 4. */
  depth: number;
  /** Steps of the inner loop that are written out one after the other. */
  unrolled?: 4;
}

export const tileRows = (tile: Tile) => tile.threadsM * tile.rows;
export const tileColumns = (tile: Tile) => tile.threadsN * tile.columns;
export const tileThreads = (tile: Tile) => tile.threadsM * tile.threadsN;
export const tileKey = (t: Tile) =>
  `${t.threadsM}x${t.threadsN}_${t.rows}x${t.columns}_${t.depth}${t.unrolled ? `_k${t.unrolled}` : ''}`;

/** Bytes of workgroup memory that a tile takes (one vec4 of padding per row against bank conflicts). */
export const tileBytes = (tile: Tile) => 4 * tile.depth * (tileRows(tile) + tileColumns(tile) + 8);
