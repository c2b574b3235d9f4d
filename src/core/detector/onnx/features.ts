/**
 * Features of an image in an ONNX graph: of the whole image, or of every window of it (paper 3.4, A.5), `exact` or `fast`, as
 * engine/inference makes them.
 */
import type { DetectorParts, DetectorWindows } from '../types.ts';
import type { OnnxGraph } from './graph.ts';
import { addTrunk, trunkWeights } from './layers.ts';

export interface Features {
  /** `[N, places, D]`, places row by row. */
  readonly rows: string;
  /** Rows, and columns, of places; 1 where the image is scored whole. */
  readonly side: number;
  /** Of whole images: the last feature map `[N, D, h, w]`. */
  readonly map: string | null;
}

type Trunk = (g: OnnxGraph, image: string) => string;

/** `image`: normalised, `[N, 3, S, S]`. */
export function addFeatures(g: OnnxGraph, parts: DetectorParts, image: string): Features {
  const { windows, imageSizePx } = parts;
  const weights = trunkWeights(g, parts.model);
  const trunk: Trunk = (graph, input) => addTrunk(graph, parts.model.topology, weights, input);
  if (!windows) {
    const map = trunk(g, image);
    const pooled = g.op('GlobalAveragePool', [map]);
    return { rows: g.reshape(pooled, [0, 1, -1]), side: 1, map };
  }
  const side = Math.floor((imageSizePx - windows.sizePx) / windows.stridePx) + 1;
  const starts = Array.from({ length: side }, (_, i) => i * windows.stridePx);
  const rows =
    windows.dense === 'exact'
      ? exactWindows(g, trunk, image, windows.sizePx, starts)
      : fastWindows(g, trunk, image, parts, windows, starts);
  return { rows: g.reshape(rows, [0, side * side, parts.density.dimension]), side, map: null };
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

/** Every window by itself, a row of them at a time: `[N, rows, columns, D]`. */
function exactWindows(
  g: OnnxGraph,
  trunk: Trunk,
  image: string,
  sizePx: number,
  starts: readonly number[],
): string {
  const body = g.body('row_of_windows');
  const start = body.input('row_start', 'int64', []);
  const lines = body.op('Add', [start, body.integers(range(0, sizePx))]);
  const band = body.op('Gather', [image, lines], { axis: 2 });
  const columns = body.integers(starts.flatMap((x) => range(x, sizePx)));
  const wide = body.op('Gather', [band, columns], { axis: 3 });
  const apart = body.reshape(wide, [0, 3, sizePx, starts.length, sizePx]);
  const batch = body.reshape(body.transpose(apart, [0, 3, 1, 2, 4]), [-1, 3, sizePx, sizePx]);
  const pooled = body.op('Flatten', [body.op('GlobalAveragePool', [trunk(body, batch)])], { axis: 1 });
  const dimension = body.op('Shape', [pooled], { start: 1 });
  const shape = body.op('Concat', [body.integers([-1, starts.length]), dimension], { axis: 0 });
  body.output('row_features', body.op('Reshape', [pooled, shape]), 'float32', ['N', starts.length, 'D']);
  const rows = g.op('Scan', [g.integers(starts)], { body, num_scan_inputs: 1 });
  return g.transpose(rows, [1, 0, 2, 3]);
}

/** The cells of the last feature map that lie in each window, in one pass, or in one for each shift of the image: `[N, rows, columns, D]`. */
function fastWindows(
  g: OnnxGraph,
  trunk: Trunk,
  image: string,
  { placePx, networkStridePx }: DetectorParts,
  windows: DetectorWindows,
  starts: readonly number[],
): string {
  const apart = networkStridePx / placePx;
  const shifts = [...new Set(starts.map((start) => start % placePx))];
  if (shifts.length === 1) {
    const step = windows.stridePx / placePx;
    return poolWindows(g, trunk(g, image), windows, { apart, step, side: starts.length });
  }
  const side = Math.max(...starts.map((start) => Math.floor(start / placePx))) + 1;
  const body = g.body('shifted_image');
  const shift = body.input('shift', 'int64', [2]);
  const rest = body.integers([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
  const cut = body.op('Slice', [image, shift, rest, body.integers([2, 3])]);
  const pads = body.op('Concat', [body.integers([0, 0, 0, 0, 0, 0]), shift], { axis: 0 });
  const map = trunk(body, body.op('Pad', [cut, pads]));
  const pooled = poolWindows(body, map, windows, { apart, step: 1, side });
  body.output('shifted_features', pooled, 'float32', ['N', side, side, 'D']);
  const pairs = shifts.flatMap((top) => shifts.flatMap((left) => [top, left]));
  const passes = g.op('Scan', [g.integers(pairs, [pairs.length / 2, 2])], { body, num_scan_inputs: 1 });
  // [shifts, N, side, side, D] to [N, all places, D], of which each window takes its own.
  const ordered = g.transpose(passes, [1, 0, 2, 3, 4]);
  const dimension = g.op('Shape', [ordered], { start: 4 });
  const shape = g.op('Concat', [g.integers([0, -1]), dimension], { axis: 0 });
  const all = g.op('Reshape', [ordered, shape]);
  const placeOf = (y: number, x: number) => {
    const pass = shifts.indexOf(y % placePx) * shifts.length + shifts.indexOf(x % placePx);
    return (pass * side + Math.floor(y / placePx)) * side + Math.floor(x / placePx);
  };
  const places = starts.flatMap((y) => starts.map((x) => placeOf(y, x)));
  return g.op('Gather', [all, g.integers(places)], { axis: 1 });
}

interface Spacing {
  /** Places between the cells of a window. */
  readonly apart: number;
  /** Places between windows. */
  readonly step: number;
  /** Windows along each side. */
  readonly side: number;
}

/** Means over the cells of each window, or what the correction makes of these and the means along its edges: `[N, side, side, D]`. */
function poolWindows(
  g: OnnxGraph,
  map: string,
  { cells, correction }: DetectorWindows,
  { apart, step, side }: Spacing,
): string {
  const reach = (cells - 1) * apart;
  /** The mean over `tall` x `wide` cells that begin `top`, `left` places into each window. */
  const mean = (top: number, left: number, tall: number, wide: number): string => {
    const end = (offset: number, count: number) => offset + (side - 1) * step + (count - 1) * apart + 1;
    const part = g.slice(map, [top, left], [end(top, tall), end(left, wide)], [2, 3]);
    const options = { kernel_shape: [tall, wide], dilations: [apart, apart], strides: [step, step] };
    return tall * wide === 1 && step === 1 ? part : g.op('AveragePool', [part], options);
  };
  const whole = mean(0, 0, cells, cells);
  if (!correction) return g.transpose(whole, [0, 2, 3, 1]);
  const edges =
    cells === 1
      ? []
      : [mean(0, 0, 1, cells), mean(reach, 0, 1, cells), mean(0, 0, cells, 1), mean(0, reach, cells, 1)];
  const all = g.transpose(g.op('Concat', [whole, ...edges], { axis: 1 }), [0, 2, 3, 1]);
  const d = correction.bias.length;
  const weights = g.tensor(correction.weights, [correction.weights.length / d, d], 'correction');
  return g.op('Add', [g.op('MatMul', [all, weights]), g.tensor(correction.bias, [d], 'correction_bias')]);
}
