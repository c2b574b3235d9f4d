/**
 * How matrix products are cut up on a GPU, by name: tiles of 64 threads (`standard`), larger ones of 256 threads as well (`wide`), or fewer values in
 * a thread's registers (`small`); `k4` with the inner loop unrolled by four, `x4` with four times as many workgroups. Which of them is
 * fastest depends on the device. Sums are added in other orders, so that a run keeps the one that it began with.
 */
export const TILE_SETS = [
  ...(['standard', 'standard-k4', 'standard-x4', 'standard-k4-x4'] as const),
  ...(['wide', 'wide-k4', 'wide-x4', 'wide-k4-x4'] as const),
  ...(['small', 'small-k4', 'small-x4', 'small-k4-x4'] as const),
] as const;

export type TileSet = (typeof TILE_SETS)[number];
