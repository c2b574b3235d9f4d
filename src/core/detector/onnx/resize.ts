/**
 * From bytes of any size to the square that the network was made for, by the page's own filter (core/dataset/resample.ts): area averages
 * where an image shrinks, linear interpolation where it grows, as two products with matrices that the graph makes from the size of its
 * input. So parity begins at the file, not at prepared tensors. All in whole numbers, so that no order of summing and no runtime matters: weights
 * are numerators over one denominator an axis, and what float32 sums stays below 2^24, where it is exact (sides up to 4096 px; beyond them nearly
 * so). Runtimes for browsers have no float64.
 */
import { PlaygroundError } from '../../errors.ts';
import type { OnnxGraph } from './graph.ts';

type Fit = 'stretch' | 'crop' | 'letterbox';

/** Arithmetic on whole numbers of the graph: exact at any size, and known to every build of a runtime. */
class Numbers {
  constructor(private readonly g: OnnxGraph) {}
  of = (value: number) => this.g.integers([value], []);
  add = (a: string, b: string) => this.g.op('Add', [a, b]);
  sub = (a: string, b: string) => this.g.op('Sub', [a, b]);
  mul = (a: string, b: string) => this.g.op('Mul', [a, b]);
  /** Of numbers that are not negative: the whole part. */
  div = (a: string, b: string) => this.g.op('Div', [a, b]);
  min = (a: string, b: string) => this.g.op('Min', [a, b]);
  max = (a: string, b: string) => this.g.op('Max', [a, b]);
  abs = (a: string) => this.g.op('Abs', [a]);
}

/** Of one axis, in pixels: the part of the original that is used, and where it goes in the square. */
interface Span {
  readonly from: string;
  readonly length: string;
  readonly to: string;
  readonly toLength: string;
}

/** `image` is uint8 `[N, H, W, 3]`; gives whole numbers from 0 to 255 as float32 `[N, 3, S, S]`. */
export function squareImage(g: OnnxGraph, image: string, sizePx: number, fit: Fit): string {
  const n = new Numbers(g);
  const shape = g.op('Shape', [image]);
  const side = (axis: number) => g.op('Gather', [shape, g.integers([axis], [])], { axis: 0 });
  const [height, width] = [side(1), side(2)];
  const { down, across } = spans(n, height, width, sizePx, fit);
  const rows = axisMatrix(g, n, down, height, sizePx);
  const columns = axisMatrix(g, n, across, width, sizePx);
  // Rows first: [S, H] x [N, H, W * 3], which needs no other order of the bytes.
  const flat = g.op('Reshape', [g.cast(image, 'float32'), g.integers([0, 0, -1])]);
  const tall = g.op('Reshape', [g.op('MatMul', [rows.numerators, flat]), g.integers([0, sizePx, -1, 3])]);
  const lines = g.transpose(tall, [0, 3, 1, 2]);
  // In two parts, [2, N, 3, S, W], since the whole sums would be beyond 2^24.
  const high = g.op('Floor', [g.op('Div', [lines, g.scalar(PART)])]);
  const low = g.op('Sub', [lines, g.op('Mul', [high, g.scalar(PART)])]);
  const both = g.op(
    'Concat',
    [high, low].map((part) => g.op('Unsqueeze', [part, g.integers([0])])),
    { axis: 0 },
  );
  const sums = g.cast(g.op('MatMul', [both, g.transpose(columns.numerators, [1, 0])]), 'int64');
  const part = (index: number) => g.op('Gather', [sums, g.integers([index], [])], { axis: 0 });
  const sum = n.add(n.mul(part(0), n.of(PART)), part(1));
  // Half up.
  const denominator = n.mul(rows.denominator, columns.denominator);
  const two = n.of(2);
  return g.cast(n.div(n.add(n.mul(two, sum), denominator), n.mul(two, denominator)), 'float32');
}

/** What a line's sums are split by. */
const PART = 4096;

/** The geometry of core/dataset/fit.ts. */
function spans(
  n: Numbers,
  height: string,
  width: string,
  sizePx: number,
  fit: Fit,
): { down: Span; across: Span } {
  const [zero, one, two, size] = [0, 1, 2, sizePx].map(n.of);
  switch (fit) {
    case 'stretch': {
      const span = (length: string): Span => ({ from: zero, length, to: zero, toLength: size });
      return { down: span(height), across: span(width) };
    }
    case 'crop': {
      const side = n.min(height, width);
      const span = (length: string): Span => ({
        from: n.div(n.sub(length, side), two),
        length: side,
        to: zero,
        toLength: size,
      });
      return { down: span(height), across: span(width) };
    }
    case 'letterbox': {
      const longest = n.max(height, width);
      const span = (length: string): Span => {
        // Half up: (2 l S + m) / 2 m is l S / m + 1/2.
        const doubled = n.add(n.mul(two, n.mul(length, size)), longest);
        const toLength = n.max(one, n.div(doubled, n.mul(two, longest)));
        return { from: zero, length, to: n.div(n.sub(size, toLength), two), toLength };
      };
      return { down: span(height), across: span(width) };
    }
    default:
      throw new PlaygroundError(
        'export-failed',
        `There is no way in ONNX to fit images as "${fit satisfies never}". Nothing was exported.`,
      );
  }
}

/**
 * float32 `[S, sourceLength]`: row i has the weights of the source pixels in target pixel i, whole numbers whose sum is the denominator; zeros
 * outside the target. With l source and t target pixels, in units of 1 / t source pixels, target pixel i reaches from i l to (i + 1) l and source
 * pixel j from j t to (j + 1) t.
 */
function axisMatrix(
  g: OnnxGraph,
  n: Numbers,
  span: Span,
  sourceLength: string,
  sizePx: number,
): { readonly numerators: string; readonly denominator: string } {
  const { length: l, toLength: t } = span;
  const [zero, one, two] = [0, 1, 2].map(n.of);
  const index = (count: string, shape: readonly number[]) =>
    g.reshape(g.op('Range', [zero, count, one]), shape);
  const target = n.sub(index(n.of(sizePx), [-1, 1]), span.to);
  const source = n.sub(index(sourceLength, [1, -1]), span.from);
  const [left, begin] = [n.mul(target, l), n.mul(source, t)];
  const shared = n.sub(n.min(n.add(left, l), n.add(begin, t)), n.max(left, begin));
  const area = n.max(zero, shared);
  // Centres in units of 1 / 2t: a linear weight falls from 2t at the source pixel's own centre to 0 at its neighbours'.
  const unit = n.mul(two, t);
  const centre = n.sub(n.add(n.mul(two, left), l), t);
  const place = n.min(n.max(centre, zero), n.mul(n.sub(l, one), unit));
  const away = n.abs(n.sub(place, n.mul(source, unit)));
  const linear = n.max(zero, n.sub(unit, away));
  const grows = g.op('LessOrEqual', [l, t]);
  const weights = g.op('Where', [grows, linear, area]);
  const inside = g.op('And', [g.op('GreaterOrEqual', [target, zero]), g.op('Less', [target, t])]);
  return {
    numerators: g.cast(g.op('Where', [inside, weights, zero]), 'float32'),
    denominator: g.op('Where', [grows, unit, l]),
  };
}
