/**
 * From bytes of any size to the square that the network was made for, by the page's own filter (core/dataset/resample.ts): area averages
 * where an image shrinks, linear interpolation where it grows, as two products with matrices that the graph makes from the size of its
 * input. So parity begins at the file, not at prepared tensors.
 */
import { PlaygroundError } from '../../errors.ts';
import type { OnnxGraph } from './graph.ts';

type Fit = 'stretch' | 'crop' | 'letterbox';

/** float64 arithmetic on values of the graph. */
class Numbers {
  constructor(private readonly g: OnnxGraph) {}
  of = (value: number) => this.g.scalar(value, 'float64');
  add = (a: string, b: string) => this.g.op('Add', [a, b]);
  sub = (a: string, b: string) => this.g.op('Sub', [a, b]);
  mul = (a: string, b: string) => this.g.op('Mul', [a, b]);
  div = (a: string, b: string) => this.g.op('Div', [a, b]);
  min = (a: string, b: string) => this.g.op('Min', [a, b]);
  max = (a: string, b: string) => this.g.op('Max', [a, b]);
  floor = (a: string) => this.g.op('Floor', [a]);
  /** As JavaScript rounds: halves go up. */
  round = (a: string) => this.floor(this.add(a, this.of(0.5)));
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
  const side = (axis: number) =>
    g.cast(g.op('Gather', [shape, g.integers([axis], [])], { axis: 0 }), 'float64');
  const [height, width] = [side(1), side(2)];
  const { down, across } = spans(n, height, width, sizePx, fit);
  const rows = axisMatrix(g, n, down, height, sizePx);
  const columns = axisMatrix(g, n, across, width, sizePx);
  // Rows first: [S, H] x [N, H, W * 3], which needs no other order of the bytes.
  const flat = g.op('Reshape', [g.cast(image, 'float32'), g.integers([0, 0, -1])]);
  const tall = g.op('Reshape', [g.op('MatMul', [rows, flat]), g.integers([0, sizePx, -1, 3])]);
  const wide = g.op('MatMul', [g.transpose(tall, [0, 3, 1, 2]), g.transpose(columns, [1, 0])]);
  const rounded = g.op('Floor', [g.op('Add', [wide, g.scalar(0.5)])]);
  return g.op('Min', [rounded, g.scalar(255)]);
}

/** The geometry of core/dataset/fit.ts. */
function spans(
  n: Numbers,
  height: string,
  width: string,
  sizePx: number,
  fit: Fit,
): { down: Span; across: Span } {
  const [zero, size] = [n.of(0), n.of(sizePx)];
  switch (fit) {
    case 'stretch': {
      const span = (length: string): Span => ({ from: zero, length, to: zero, toLength: size });
      return { down: span(height), across: span(width) };
    }
    case 'crop': {
      const side = n.min(height, width);
      const span = (length: string): Span => ({
        from: n.floor(n.div(n.sub(length, side), n.of(2))),
        length: side,
        to: zero,
        toLength: size,
      });
      return { down: span(height), across: span(width) };
    }
    case 'letterbox': {
      const scale = n.div(size, n.max(height, width));
      const span = (length: string): Span => {
        const toLength = n.max(n.of(1), n.round(n.mul(length, scale)));
        return { from: zero, length, to: n.floor(n.div(n.sub(size, toLength), n.of(2))), toLength };
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

/** float32 `[S, sourceLength]`: row i has the weights of the source pixels in target pixel i; zeros outside the target. */
function axisMatrix(g: OnnxGraph, n: Numbers, span: Span, sourceLength: string, sizePx: number): string {
  const index = (count: string, perm: readonly number[]) =>
    g.reshape(g.op('Range', [n.of(0), count, n.of(1)]), perm);
  const target = n.sub(index(n.of(sizePx), [-1, 1]), span.to);
  const source = n.sub(index(sourceLength, [1, -1]), span.from);
  const scale = n.div(span.length, span.toLength);
  const left = n.mul(target, scale);
  const right = n.add(left, scale);
  const shared = n.sub(n.min(right, n.add(source, n.of(1))), n.max(left, source));
  const area = n.div(n.max(n.of(0), shared), scale);
  const last = n.sub(span.length, n.of(1));
  const centre = n.sub(n.div(n.add(left, right), n.of(2)), n.of(0.5));
  const place = n.min(n.max(centre, n.of(0)), last);
  const linear = n.max(n.of(0), n.sub(n.of(1), g.op('Abs', [n.sub(place, source)])));
  const grows = g.op('LessOrEqual', [scale, n.of(1)]);
  const weights = g.op('Where', [grows, linear, area]);
  const inside = g.op('And', [
    g.op('GreaterOrEqual', [target, n.of(0)]),
    g.op('Less', [target, span.toLength]),
  ]);
  // Only pixels of the used part count: linear weights end there by themselves, areas too.
  return g.cast(g.op('Where', [inside, weights, n.of(0)]), 'float32');
}
