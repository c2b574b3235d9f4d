/**
 * From the last feature map to one feature per window: the mean over its cells, or that and the means along the window's four edges, where
 * its own zero padding would be felt most.
 */
import { add, avgPool, concat, dispose, mul, stridedSlice } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { part } from '../ops/crop.ts';

/** Windows of `cells` x `cells` of `[N, H, W, D]`, at every `every`-th cell, to `[N, rows, columns, *]`. Call inside a scope. */
export type PoolWindows = (map: Tensor4D, cells: number, every: number) => Tensor4D;

/** `[N, rows, columns, D]`. */
export const meanOfCells: PoolWindows = (map, cells, every) => means(map, cells, cells, [every, every]);

/** The same of cells that lie `apart` places apart: `[N, rows, columns, D]`, a window at every place. */
export function meanOfCellsApart(map: Tensor4D, cells: number, apart: number): Tensor4D {
  if (cells === 1) return map;
  const sumAlong = (x: Tensor4D, axis: 1 | 2) => {
    const size = [...x.shape];
    size[axis] -= (cells - 1) * apart;
    const [height, width] = [size[1], size[2]];
    const moved = (i: number) => {
      const from = i * apart;
      return part(x, { top: axis === 1 ? from : 0, left: axis === 2 ? from : 0, height, width });
    };
    let sum = moved(0);
    for (let i = 1; i < cells; i++) {
      const [before, next] = [sum, moved(i)];
      sum = add(before, next) as Tensor4D;
      // A wide window has many parts: not all of them at once.
      dispose([before, next]);
    }
    return sum;
  };
  return mul(sumAlong(sumAlong(map, 1), 2), 1 / cells ** 2);
}

/** How many means `meansWithEdges` makes of a window. */
export function meansOf(cells: number): number {
  return cells > 1 ? 5 : 1;
}

/** `[N, rows, columns, 5 * D]`: the mean over all cells, the top row, the bottom row, the left column, the right column; of one cell itself. */
export const meansWithEdges: PoolWindows = (map, cells, every) => {
  if (cells === 1) return meanOfCells(map, cells, every);
  const across = means(map, 1, cells, [1, every]);
  const down = means(map, cells, 1, [every, 1]);
  return concat(
    [
      means(across, cells, 1, [every, 1]),
      ...[0, cells - 1].map((row) => cut(across, [row, 0], [cells, 1], [every, 1])),
      ...[0, cells - 1].map((column) => cut(down, [0, column], [1, cells], [1, every])),
    ],
    3,
  );
};

type Pair = [number, number];

/** Means over `tall` x `wide` cells at every so many cells. */
function means(map: Tensor4D, tall: number, wide: number, every: Pair): Tensor4D {
  return tall * wide > 1 ? avgPool(map, [tall, wide], every, 'valid') : cut(map, [0, 0], [1, 1], every);
}

/** Of windows of `cells`, that cell of each which lies at `offset` in it. */
function cut(map: Tensor4D, offset: Pair, cells: Pair, every: Pair): Tensor4D {
  const [, height, width] = map.shape;
  const [rows, columns] = [height - cells[0] + 1, width - cells[1] + 1];
  const own = part(map, { top: offset[0], left: offset[1], height: rows, width: columns });
  if (every[0] === 1 && every[1] === 1) return own;
  return stridedSlice(own, [0, 0, 0, 0], own.shape, [1, ...every, 1]) as Tensor4D;
}
