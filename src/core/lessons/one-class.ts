/**
 * Page 1's opponent: an ordinary supervised classifier that knows good parts and the defects it was shown, and nothing else. It compares pieces of
 * 16 px: a picture is called anomalous where a piece looks like a piece of a known defect, much more than like any piece of a good part. Small on
 * purpose, and real: whatever it misses, it misses on these very pictures.
 */
import type { BinaryMask, RgbImage } from '../image/types.ts';
import { quantile } from '../metrics/quantile.ts';

const PIECE_PX = 16;
const STRIDE_PX = 8;
const NUMBERS = 10;
/** A piece of which so much is marked belongs to the defect. */
const MARKED = 0.12;
/** How much nearer, as a logarithm, a piece must be to the known defect than to good parts. */
const MARGIN = 0.35;
/** A piece further than this quantile of the distances between the shown defects' own pieces is none of their kind. */
const REACH = 0.35;
/** Of the good parts every third piece is kept to compare with: neighbours overlap. */
const EVERY = 3;

export interface Pieces {
  readonly count: number;
  /** `[count, NUMBERS]`: colour, contrast, extremes, and gradients by direction in order of strength, so that a turned piece is the same. */
  readonly numbers: Float32Array;
  /** Indices of the pieces that lie on the marked defect. */
  readonly marked: readonly number[];
}

export function describePieces({ width, height, data }: RgbImage, mask: BinaryMask | null): Pieces {
  const grey = Float32Array.from(
    { length: width * height },
    (_, i) => (data[3 * i] + data[3 * i + 1] + data[3 * i + 2]) / 3,
  );
  const columns = Math.floor((width - PIECE_PX) / STRIDE_PX) + 1;
  const rows = Math.floor((height - PIECE_PX) / STRIDE_PX) + 1;
  const numbers = new Float32Array(rows * columns * NUMBERS);
  const marked: number[] = [];
  const area = PIECE_PX * PIECE_PX;
  const along = new Float32Array(4);
  for (let piece = 0; piece < rows * columns; piece++) {
    const top = Math.floor(piece / columns) * STRIDE_PX;
    const left = (piece % columns) * STRIDE_PX;
    let [sum, squares, high, low, redGreen, blueGreen, onDefect] = [0, 0, 0, 255, 0, 0, 0];
    along.fill(0);
    for (let y = top; y < top + PIECE_PX; y++)
      for (let x = left; x < left + PIECE_PX; x++) {
        const i = y * width + x;
        sum += grey[i];
        squares += grey[i] * grey[i];
        high = Math.max(high, grey[i]);
        low = Math.min(low, grey[i]);
        redGreen += data[3 * i] - data[3 * i + 1];
        blueGreen += data[3 * i + 2] - data[3 * i + 1];
        onDefect += mask ? mask.data[i] : 0;
        if (x === 0 || y === 0 || x === width - 1 || y === height - 1) continue;
        const [dx, dy] = [grey[i + 1] - grey[i - 1], grey[i + width] - grey[i - width]];
        const turn = (((Math.atan2(dy, dx) + Math.PI) % Math.PI) / Math.PI) * 4;
        along[Math.min(3, Math.floor(turn))] += Math.sqrt(dx * dx + dy * dy);
      }
    const mean = sum / area;
    const contrast = Math.sqrt(Math.max(0, squares / area - mean * mean));
    along.sort((a, b) => b - a);
    numbers.set([mean, redGreen / area, blueGreen / area, contrast, high, low], piece * NUMBERS);
    numbers.set(
      along.map((value) => value / area),
      piece * NUMBERS + 6,
    );
    if (onDefect >= MARKED * area) marked.push(piece);
  }
  return { count: rows * columns, numbers, marked };
}

/** Rows of pieces to be compared with; `picture` says whose each is. */
interface Bank {
  readonly rows: Float32Array[];
  readonly picture: number[];
}

function nearest(row: Float32Array, { rows, picture }: Bank, except: number): number {
  let best = Infinity;
  for (let b = 0; b < rows.length; b++) {
    if (picture[b] === except) continue;
    const other = rows[b];
    let sum = 0;
    for (let k = 0; k < NUMBERS && sum < best; k++) sum += (row[k] - other[k]) ** 2;
    if (sum < best) best = sum;
  }
  return Math.sqrt(best);
}

/**
 * Pictures are added one after the other, each a few milliseconds of work: first the good ones (of one half the pieces are remembered, with the
 * other half the classifier learns when to keep silent), then those to be judged.
 */
export class SupervisedClassifier {
  readonly #scale: Float32Array;
  readonly #good: Bank = { rows: [], picture: [] };
  readonly #silent: { readonly rows: readonly Float32Array[]; readonly toGood: Float32Array }[] = [];
  readonly #judged: {
    rows: Float32Array[];
    toGood: Float32Array;
    marked: readonly number[];
    type: string;
  }[] = [];

  /** @param good pieces of all good pictures, from which each number gets its unit */
  constructor(good: readonly Pieces[]) {
    const mean = new Float64Array(NUMBERS);
    const square = new Float64Array(NUMBERS);
    let count = 0;
    for (const { numbers } of good) {
      count += numbers.length / NUMBERS;
      numbers.forEach((value, i) => {
        mean[i % NUMBERS] += value;
        square[i % NUMBERS] += value * value;
      });
    }
    this.#scale = Float32Array.from(mean, (sum, k) => {
      const variance = square[k] / count - (sum / count) ** 2;
      return variance > 1e-9 ? 1 / Math.sqrt(variance) : 1;
    });
  }

  #rows({ numbers, count }: Pieces): Float32Array[] {
    return Array.from({ length: count }, (_, piece) =>
      numbers.slice(piece * NUMBERS, (piece + 1) * NUMBERS).map((value, k) => value * this.#scale[k]),
    );
  }

  remember(good: Pieces): void {
    const rows = this.#rows(good).filter((_, i) => i % EVERY === 0);
    this.#good.rows.push(...rows);
    this.#good.picture.push(...rows.map(() => -1));
  }

  #toGood(rows: readonly Float32Array[]): Float32Array {
    return Float32Array.from(rows, (row) => nearest(row, this.#good, 0));
  }

  /** A good picture on which it must keep silent. */
  learnSilence(good: Pieces): void {
    const rows = this.#rows(good);
    this.#silent.push({ rows, toGood: this.#toGood(rows) });
  }

  /** A picture to be judged: `called` answers for all in the order added. */
  add(defect: Pieces, type: string): void {
    const rows = this.#rows(defect);
    this.#judged.push({ rows, toGood: this.#toGood(rows), marked: defect.marked, type });
  }

  /** Which of the added pictures are called anomalous by one who was shown these types. A picture never votes for itself. */
  called(shown: readonly string[]): boolean[] {
    const kinds = shown.map((type) => this.#kindOf(type)).filter(({ bank }) => bank.rows.length > 0);
    return this.#judged.map(({ rows, toGood }, picture) =>
      kinds.some(({ bank, reach, margin }) => likeness(rows, toGood, bank, reach, picture) > margin),
    );
  }

  #kindOf(type: string) {
    const bank: Bank = { rows: [], picture: [] };
    this.#judged.forEach((one, picture) => {
      if (one.type !== type) return;
      for (const piece of one.marked) {
        bank.rows.push(one.rows[piece]);
        bank.picture.push(picture);
      }
    });
    const apart = bank.rows.map((row, i) => nearest(row, bank, bank.picture[i])).filter(Number.isFinite);
    const reach = apart.length > 0 ? quantile(apart, REACH) : 0;
    const heard = this.#silent.map(({ rows, toGood }) => likeness(rows, toGood, bank, reach, -1));
    return { bank, reach, margin: Math.max(MARGIN, ...heard) };
  }
}

/** The largest logarithm of distance to good parts over distance to the known defect, among pieces within reach of the defect. */
function likeness(
  rows: readonly Float32Array[],
  toGood: Float32Array,
  bank: Bank,
  reach: number,
  except: number,
): number {
  let most = -Infinity;
  rows.forEach((row, piece) => {
    const toDefect = nearest(row, bank, except);
    if (toDefect <= reach) most = Math.max(most, Math.log(toGood[piece] / Math.max(toDefect, 1e-6)));
  });
  return most;
}
