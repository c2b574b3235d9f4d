/**
 * From the last feature map to one feature per window: the mean over its cells, or their means by where in the window they lie. Along each
 * axis a window has a first cell, a last one and those between: its own zero padding reaches the outer cells most.
 */
import { avgPool, concat, slice, stridedSlice } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** Windows of `cells` x `cells` of `[N, H, W, D]`, at every `every`-th cell, to `[N, rows, columns, *]`. Call inside a scope. */
export type PoolWindows = (map: Tensor4D, cells: number, every: number) => Tensor4D;

/** `[N, rows, columns, D]`. */
export const meanOfCells: PoolWindows = (map, cells, every) => meansOf(map, cells, cells, every);

interface Span {
  readonly from: number;
  readonly count: number;
}

/** Of an axis of `cells` cells: the first, those between, the last, as far as there are such. */
function spansOf(cells: number): Span[] {
  const last = { from: cells - 1, count: 1 };
  if (cells === 1) return [last];
  const between = cells > 2 ? [{ from: 1, count: cells - 2 }] : [];
  return [{ from: 0, count: 1 }, ...between, last];
}

/** The parts of a window in the order of `meansByPart`, each as its share of the window's cells. */
export function partShares(cells: number): number[] {
  const spans = spansOf(cells);
  return spans.flatMap((down) => spans.map((across) => (down.count * across.count) / cells ** 2));
}

/** `[N, rows, columns, parts * D]`: the means over the cells of each part, one after the other. */
export const meansByPart: PoolWindows = (map, cells, every) => {
  const [count, height, width, d] = map.shape;
  const spans = spansOf(cells);
  return concat(
    spans.flatMap((down) =>
      spans.map((across) => {
        const size: [number, number, number, number] = [
          count,
          height - cells + down.count,
          width - cells + across.count,
          d,
        ];
        return meansOf(slice(map, [0, down.from, across.from, 0], size), down.count, across.count, every);
      }),
    ),
    3,
  );
};

function meansOf(map: Tensor4D, tall: number, wide: number, every: number): Tensor4D {
  if (tall * wide > 1) return avgPool(map, [tall, wide], every, 'valid');
  return every === 1 ? map : (stridedSlice(map, [0, 0, 0, 0], map.shape, [1, every, every, 1]) as Tensor4D);
}
