/**
 * From bytes of any size to the square that the network was made for, by the page's own filter (core/dataset/resample.ts): area averages
 * where an image shrinks, linear interpolation where it grows, one axis after the other, from tables that the graph makes from the size of its
 * input. So parity begins at the file, not at prepared tensors. All in whole numbers, so that no order of summing and no runtime matters: weights
 * are numerators over one denominator an axis, and what float32 sums stays below 2^24, where it is exact (sides up to 4096 px; beyond them nearly
 * so). Runtimes for browsers have no float64. Each place reads only the few source pixels that it is made of.
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
  const { down, across } = spans(n, side(1), side(2), sizePx, fit);
  const rows = axisTable(g, n, down, sizePx);
  const columns = axisTable(g, n, across, sizePx);
  // Lines of bytes to sums of lines, [N, H, W * 3] to [N, S, W * 3]; then the same across, [N, W, 3 * S] to [N, S, 3 * S].
  const tall = weighted(g, g.reshape(image, [0, 0, -1]), rows);
  // The sums of both axes would be beyond 2^24: r = a d + b with d the denominator of the rows, and a and b go on apart.
  const d = g.cast(rows.denominator, 'float32');
  const whole = g.op('Floor', [g.op('Div', [g.op('Add', [tall, g.scalar(0.5)]), d])]);
  const rest = g.op('Sub', [tall, g.op('Mul', [whole, d])]);
  const turned = (lines: string) => g.reshape(g.transpose(lines, [0, 2, 1]), [0, -1, 3 * sizePx]);
  const [a, b] = [whole, rest].map((part) => g.cast(weighted(g, turned(part), columns), 'int32'));
  // (a d + b) / (d e) half up, e the denominator of the columns: the whole part of (2 a + e + (the whole part of 2 b / d)) / 2 e.
  const [d32, e32] = [rows, columns].map(({ denominator }) => g.cast(denominator, 'int32'));
  const doubled = (value: string) => n.add(value, value);
  const sum = n.add(n.add(doubled(a), e32), n.div(doubled(b), d32));
  const square = g.cast(n.div(sum, doubled(e32)), 'float32');
  return g.reshape(g.transpose(square, [0, 2, 1]), [0, 3, sizePx, sizePx]);
}

/** `[N, L, M]` to float32 `[N, S, M]`: sums of the lines that the table names, by its weights. */
function weighted(g: OnnxGraph, lines: string, { sources, numerators }: Table): string {
  const found = g.cast(g.op('Gather', [lines, sources], { axis: 1 }), 'float32');
  return g.op('Squeeze', [g.op('MatMul', [numerators, found]), g.integers([2])]);
}

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

/** Of one axis: which source pixels each target pixel is made of, and by which weights. */
interface Table {
  /** int64 `[S, K]`. */
  readonly sources: string;
  /** float32 `[S, 1, K]`: whole numbers whose sum over K is the denominator, and zeros outside of the target. */
  readonly numerators: string;
  readonly denominator: string;
}

/**
 * With l source and t target pixels, in units of 1 / t source pixels, target pixel i reaches from i l to (i + 1) l and source pixel j from j t to
 * (j + 1) t. Where t divides l, each is made of l / t; else of the whole part of l / t and two more at most.
 */
function axisTable(
  g: OnnxGraph,
  n: Numbers,
  { from, length: l, to, toLength: t }: Span,
  sizePx: number,
): Table {
  const [zero, one, two] = [0, 1, 2].map(n.of);
  const index = (count: string, shape: readonly number[]) =>
    g.reshape(g.op('Range', [zero, count, one]), shape);
  const fits = g.op('Equal', [n.mul(n.div(l, t), t), l]);
  const most = g.op('Where', [fits, n.div(l, t), n.add(n.div(l, t), two)]);
  const last = n.sub(l, one);
  const target = n.sub(index(n.of(sizePx), [-1, 1]), to);
  const inside = g.op('And', [g.op('GreaterOrEqual', [target, zero]), g.op('Less', [target, t])]);
  const place = n.min(n.max(target, zero), n.sub(t, one));
  const left = n.mul(place, l);
  const grows = g.op('LessOrEqual', [l, t]);
  // Centres in units of 1 / 2t: a linear weight falls from 2t at the source pixel's own centre to 0 at its neighbours'.
  const unit = n.mul(two, t);
  const centre = n.max(n.sub(n.add(n.mul(two, left), l), t), zero);
  const first = g.op('Where', [grows, n.min(n.div(centre, unit), last), n.div(left, t)]);
  const source = n.add(first, index(most, [1, -1]));
  const begin = n.mul(source, t);
  const area = n.max(zero, n.sub(n.min(n.add(left, l), n.add(begin, t)), n.max(left, begin)));
  const away = n.abs(n.sub(n.min(centre, n.mul(last, unit)), n.mul(source, unit)));
  const linear = n.max(zero, n.sub(unit, away));
  const weights = g.op('Where', [inside, g.op('Where', [grows, linear, area]), zero]);
  return {
    // Those behind the last have no weight.
    sources: n.add(n.min(source, last), from),
    numerators: g.op('Unsqueeze', [g.cast(weights, 'float32'), g.integers([1])]),
    denominator: g.op('Where', [grows, unit, l]),
  };
}
