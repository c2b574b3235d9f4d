/**
 * Convolution, its input gradient and its filter gradient as implicit products (assembly/convolution.ts, filter-gradient.ts):
 * any filter size and stride. Sizes of blocks are chosen here: a block of gathered windows should stay in the second-level
 * cache, and there should be enough blocks for threads of unequal speed. Nothing here depends on the number of threads.
 */
import { PANEL, TILE_BYTES, TILE_ROWS, windowWords, type ConvGeometry } from './geometry.ts';
import type { KernelRuntime } from './runtime.ts';

/** Longest sum of one pass: a panel of 8 columns then takes 24 KB of the first-level cache. */
const BLOCK_DEPTH = 768;
/** Floats of a block of gathered windows. */
const BLOCK_FLOATS = 32 * 1024;
const MAX_BLOCK_PIXELS = 192;
/** Tasks worth having, for balance. */
const WANTED_TASKS = 16;

/** A set of output pixels that see the same taps of the filter. */
interface PixelClass {
  readonly window: readonly number[];
  readonly taps: number;
  readonly channels: number;
  readonly pixels: number;
  /** Words of FilterPanels after its two addresses. */
  readonly panels: readonly number[];
  readonly target: readonly number[];
}

const roundUp = (value: number, to: number) => Math.ceil(value / to) * to;

/** target = convolution of x with filter, plus bias (address or 0), then activation. Addresses in bytes. */
export function directConvolve(
  runtime: KernelRuntime,
  g: ConvGeometry,
  { x, filter, bias, target }: { x: number; filter: number; bias: number; target: number },
  /** 0 none, 1 relu, 2 relu6. */
  activation: number,
): void {
  const pixels = g.batch * g.outHeight * g.outWidth;
  const whole: PixelClass = {
    window: windowWords(g, x),
    taps: g.filterHeight * g.filterWidth,
    channels: g.inChannels,
    pixels,
    panels: [g.filterWidth, g.inChannels, g.outChannels, g.filterHeight, g.filterWidth, 0, 0, 1, 1, 0],
    target: [g.outHeight, g.outWidth, 1, 1, 0, 0],
  };
  convolveClasses(runtime, [whole], g.outChannels, filter, bias, target, activation);
}

/** target = gradient of x from dy. */
export function directInputGradient(
  runtime: KernelRuntime,
  g: ConvGeometry,
  { dy, filter, target }: { dy: number; filter: number; target: number },
): void {
  const classes: PixelClass[] = [];
  for (let offsetY = 0; offsetY < Math.min(g.strideY, g.inHeight); offsetY++) {
    for (let offsetX = 0; offsetX < Math.min(g.strideX, g.inWidth); offsetX++) {
      const y = residue(offsetY, g.strideY, g.padTop, g.filterHeight);
      const x = residue(offsetX, g.strideX, g.padLeft, g.filterWidth);
      const height = Math.ceil((g.inHeight - offsetY) / g.strideY);
      const width = Math.ceil((g.inWidth - offsetX) / g.strideX);
      const taps = y.taps * x.taps;
      classes.push({
        window: [dy, g.outHeight, g.outWidth, g.outChannels, height, width, taps, x.taps, 1, 1, y.pad, x.pad],
        taps,
        channels: g.outChannels,
        pixels: g.batch * height * width,
        panels: [
          g.filterWidth,
          g.inChannels,
          g.outChannels,
          y.taps,
          x.taps,
          y.last,
          x.last,
          -g.strideY,
          -g.strideX,
          1,
        ],
        target: [g.inHeight, g.inWidth, g.strideY, g.strideX, offsetY, offsetX],
      });
    }
  }
  convolveClasses(runtime, classes, g.inChannels, filter, 0, target, 0);
}

/**
 * Along one axis: input position offset + stride * q gets dy[q - pad + j] times filter tap last - stride * j, j < taps
 * (dx[i] = sum over k of dy[(i + padding - k) / stride] * w[k], for k that divide).
 */
function residue(offset: number, stride: number, padding: number, filterSize: number) {
  const first = (offset + padding) % stride;
  const taps = first < filterSize ? Math.ceil((filterSize - first) / stride) : 0;
  return { taps, last: first + stride * (taps - 1), pad: taps - 1 - Math.floor((offset + padding) / stride) };
}

function convolveClasses(
  runtime: KernelRuntime,
  classes: readonly PixelClass[],
  outChannels: number,
  filter: number,
  bias: number,
  target: number,
  activation: number,
): void {
  const panelColumns = Math.ceil(outChannels / PANEL);
  const sizes = classes.map(({ taps, channels }) => panelColumns * PANEL * taps * channels * 4);
  let panels = runtime.workspace(sizes.reduce((a, b) => a + b));
  const packing: number[] = [];
  const blocks: number[] = [];
  let tasks = 0;
  let packTasks = 0;
  let scratch = 0;
  classes.forEach((c, i) => {
    const blockTaps = Math.max(1, Math.min(c.taps, Math.floor(BLOCK_DEPTH / c.channels)));
    const blockPixels = pixelsOfBlock(c.pixels, blockTaps * c.channels);
    const columnsOfTask = columnsPerTask(panelColumns, sizes[i], Math.ceil(c.pixels / blockPixels));
    const columnTasks = Math.ceil(panelColumns / columnsOfTask);
    const count = Math.ceil(c.pixels / blockPixels) * columnTasks;
    if (c.taps > 0) {
      packing.push(filter, panels, ...c.panels, panelColumns);
      packTasks += panelColumns;
    }
    blocks.push(...c.window, c.pixels, panels, target, bias, outChannels, ...c.target);
    blocks.push(blockPixels, blockTaps, activation, columnsOfTask * PANEL, columnTasks, count);
    tasks += count;
    panels += sizes[i];
    scratch = Math.max(scratch, blockPixels * (blockTaps * c.channels + columnsOfTask * PANEL) * 4);
  });
  runtime.run('packFilter', packTasks, packing);
  runtime.run('convolve', tasks, blocks, scratch + TILE_BYTES);
}

function pixelsOfBlock(pixels: number, depth: number): number {
  const inCache = Math.min(MAX_BLOCK_PIXELS, Math.floor(BLOCK_FLOATS / depth));
  const forBalance = roundUp(Math.ceil(pixels / WANTED_TASKS), 2 * TILE_ROWS);
  return Math.max(2 * TILE_ROWS, Math.min(roundUp(inCache, 2 * TILE_ROWS), Math.max(forBalance, 48)));
}

/** Few blocks of pixels and many columns: the columns are shared out as well. */
function columnsPerTask(panelColumns: number, panelBytes: number, pixelTasks: number): number {
  if (panelBytes < 512 * 1024 || pixelTasks >= WANTED_TASKS) return panelColumns;
  return Math.max(4, Math.ceil((panelColumns * pixelTasks) / WANTED_TASKS));
}

/** target = gradient of the filter from x and dy. */
export function directFilterGradient(
  runtime: KernelRuntime,
  g: ConvGeometry,
  { x, dy, target }: { x: number; dy: number; target: number },
): void {
  const taps = g.filterHeight * g.filterWidth;
  const pixels = g.batch * g.outHeight * g.outWidth;
  const floats = taps * g.inChannels * g.outChannels;
  const taskTaps = Math.max(1, Math.min(taps, Math.floor(BLOCK_DEPTH / g.inChannels)));
  const tapTasks = Math.ceil(taps / taskTaps);
  const rows = taskTaps * g.inChannels;
  const chunks = chunkCount(pixels, floats, tapTasks);
  const chunkPixels = roundUp(Math.ceil(pixels / chunks), 4);
  const blockPixels = Math.min(chunkPixels, 96);
  const partials = chunks > 1 ? runtime.workspace(chunks * floats * 4) : target;
  const scratch = TILE_BYTES + ((rows + TILE_ROWS + PANEL) * blockPixels + rows * blockPixels) * 4;
  runtime.run(
    'filterGradient',
    tapTasks * chunks,
    [...windowWords(g, x), pixels, dy, partials, g.outChannels, taskTaps, tapTasks, chunkPixels, blockPixels],
    scratch,
  );
  if (chunks === 1) return;
  const taskFloats = roundUp(Math.max(4096, Math.ceil(floats / WANTED_TASKS)), 4);
  runtime.run('sumPartials', Math.ceil(floats / taskFloats), [partials, target, chunks, floats, taskFloats]);
}

/** Chunks of pixels with a partial sum each: enough tasks, but no more than 8 MB of partial sums. */
function chunkCount(pixels: number, floats: number, tapTasks: number): number {
  const wanted = Math.ceil(8 / tapTasks);
  const roomy = Math.floor((2 * 1024 * 1024) / floats);
  return Math.max(1, Math.min(wanted, roomy, Math.floor(pixels / 192)));
}
