/** The score that densities of kept rows share: mean Euclidean distance to the nearest of them, and its gradient. */
import { bankLaw, type Kernel } from './bank.ts';

/** By how many neighbours, which a file of before the number was there has one of. */
export const DISTANCE = bankLaw('distance', { neighbours: 1 });

/** Mean distance to the `neighbours` nearest rows of a bank (to all of a smaller one); `squares` are |f_i|^2 of each location's rows. */
export function distanceKernel(size: number, squares: Float64Array, neighbours: number): Kernel {
  const count = Math.min(neighbours, size);
  const distances = new Float64Array(count);
  const indices = new Int32Array(count);
  /** Fills `distances` with the squares of the nearest, in order, and `indices` with their rows; the first of equals first. */
  const search = (products: Float64Array, at: number, location: number, square: number) => {
    distances.fill(Infinity);
    for (let i = 0; i < size; i++) {
      const distance = square + squares[location * size + i] - 2 * products[at + i];
      let to = count - 1;
      if (!(distance < distances[to])) continue;
      for (; to > 0 && distance < distances[to - 1]; to--) {
        distances[to] = distances[to - 1];
        indices[to] = indices[to - 1];
      }
      distances[to] = distance;
      indices[to] = i;
    }
    for (let k = 0; k < count; k++) distances[k] = Math.sqrt(Math.max(0, distances[k]));
  };
  return {
    law: { name: DISTANCE.name, settings: { neighbours: count } },
    score(products, at, location, square) {
      search(products, at, location, square);
      return distances.reduce((sum, distance) => sum + distance, 0) / count;
    },
    weights(products, location, square) {
      search(products, 0, location, square);
      const weights = new Float64Array(size);
      let own = 0;
      distances.forEach((distance, k) => {
        const share = distance > 0 ? 1 / (distance * count) : 0;
        weights[indices[k]] -= share;
        own += share;
      });
      return { own, bank: weights };
    },
  };
}
