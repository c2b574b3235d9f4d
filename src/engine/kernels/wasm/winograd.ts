/**
 * Convolution 3x3 of stride 1 and its gradients by Winograd's minimal filtering (assembly/winograd*.ts): a quarter of the
 * multiplications, about twice the speed, at five to ten times the rounding error of the direct sum (1e-5 of the scale).
 */
import { PANEL, TILE_BYTES, TILE_ROWS, type ConvGeometry } from './geometry.ts';
import type { KernelRuntime } from './runtime.ts';

const PLANES = 36;
/** Addresses and intermediate values of a tile (assembly/winograd-tiles.ts). */
const WORK_BYTES = 160 + PLANES * 16;
/** Filter planes up to this size are gone through by every task: they stay in the second-level cache. */
const FUSED_FILTER_BYTES = 1024 * 1024;
/** Planes of one task's block of tiles (fused), and of one round (phases). */
const BLOCK_BYTES = 320 * 1024;
const ROUND_BYTES = 12 * 1024 * 1024;
const MAX_CHUNKS = 8;
/** Fewer tiles are not worth sums of several chunks. */
const FUSED_GRADIENT_TILES = 512;

/** Bytes between planes: never a power of two, or all planes would fall into the same sets of the cache. */
const pitchOf = (tiles: number, channels: number) => tiles * channels * 4 + 64;

/** Whether the method fits: 3x3, stride 1, channels in fours, and tiles that are not mostly outside the image. */
export function suitsWinograd(g: ConvGeometry): boolean {
  return (
    g.filterHeight === 3 &&
    g.filterWidth === 3 &&
    g.strideY === 1 &&
    g.strideX === 1 &&
    g.inChannels % 4 === 0 &&
    g.outChannels % 4 === 0 &&
    g.inChannels >= 8 &&
    g.outChannels >= 8 &&
    Math.min(g.outHeight, g.outWidth, g.inHeight, g.inWidth) > 2
  );
}

interface Tiles {
  readonly high: number;
  readonly wide: number;
  readonly count: number;
}

function tilesOver(batch: number, height: number, width: number): Tiles {
  const high = Math.ceil(height / 4);
  const wide = Math.ceil(width / 4);
  return { high, wide, count: batch * high * wide };
}

interface Operands {
  readonly source: number;
  readonly filter: number;
  readonly bias: number;
  readonly target: number;
  /** 0 none, 1 relu, 2 relu6. */
  readonly activation: number;
}

/** Forward convolution. Addresses in bytes. */
export function winogradConvolve(runtime: KernelRuntime, g: ConvGeometry, at: Operands): void {
  run(runtime, g, at, false);
}

/** Input gradient: `source` is dy, `target` dx. */
export function winogradInputGradient(runtime: KernelRuntime, g: ConvGeometry, at: Operands): void {
  const turned: ConvGeometry = {
    ...g,
    inHeight: g.outHeight,
    inWidth: g.outWidth,
    inChannels: g.outChannels,
    outHeight: g.inHeight,
    outWidth: g.inWidth,
    outChannels: g.inChannels,
    padTop: 2 - g.padTop,
    padLeft: 2 - g.padLeft,
  };
  run(runtime, turned, at, true);
}

function run(runtime: KernelRuntime, g: ConvGeometry, at: Operands, transposed: boolean): void {
  const tiles = tilesOver(g.batch, g.outHeight, g.outWidth);
  const panels = Math.ceil(g.outChannels / PANEL);
  const filterPitch = g.inChannels * panels * PANEL * 4 + 64;
  const filterBytes = PLANES * filterPitch;
  const bytesPerTile = PLANES * (g.inChannels + g.outChannels) * 4;
  const fused = filterBytes <= FUSED_FILTER_BYTES;
  const round = fused ? tiles.count : Math.min(tiles.count, tileRows(ROUND_BYTES / bytesPerTile));
  const block = fused
    ? Math.min(tileRows(BLOCK_BYTES / bytesPerTile), tileRows(tiles.count / 16))
    : Math.max(1, Math.ceil(round / 16));
  const planeTiles = fused ? block : round;
  const inputPitch = pitchOf(planeTiles, g.inChannels);
  const outputPitch = pitchOf(planeTiles, g.outChannels);
  const planeBytes = PLANES * (inputPitch + outputPitch);
  const filterPlanes = runtime.workspace(filterBytes + (fused ? 0 : planeBytes));
  const inputs = filterPlanes + filterBytes;
  const [inner, outer] = transposed ? [g.outChannels, g.inChannels] : [g.inChannels, g.outChannels];
  const filterWords = [at.filter, filterPlanes, filterPitch, inner, outer, Number(transposed)];
  runtime.run('winogradFilter', panels, filterWords, WORK_BYTES + 9 * g.inChannels * PANEL * 4);

  const scratch = TILE_BYTES + WORK_BYTES + 4 * Math.max(g.inChannels, g.outChannels);
  for (let first = 0; first < tiles.count; first += round) {
    const count = Math.min(round, tiles.count - first);
    const words = [filterPlanes, filterPitch, at.bias, at.activation];
    words.push(inputs, inputPitch, inputs + PLANES * inputPitch, outputPitch, first, count, block);
    words.push(at.source, g.inHeight, g.inWidth, g.inChannels, tiles.high, tiles.wide, g.padTop, g.padLeft);
    words.push(at.target, g.outHeight, g.outWidth, g.outChannels, tiles.high, tiles.wide, 0, 0);
    const blocks = Math.ceil(count / block);
    if (fused) {
      runtime.run('winogradFused', blocks, words, scratch + planeBytes);
    } else {
      runtime.run('winogradInput', blocks, words, scratch);
      runtime.run('winogradProduct', PLANES, words, scratch);
      runtime.run('winogradOutput', blocks, words, scratch);
    }
  }
}

/** target = gradient of the filter from x and dy. */
export function winogradFilterGradient(
  runtime: KernelRuntime,
  g: ConvGeometry,
  at: { x: number; dy: number; target: number },
): void {
  const tiles = tilesOver(g.batch, g.outHeight, g.outWidth);
  const sumPitch = g.inChannels * g.outChannels * 4 + 64;
  const sumBytes = PLANES * sumPitch;
  const bytesPerTile = PLANES * (g.inChannels + g.outChannels) * 4;
  const fused = sumBytes <= FUSED_FILTER_BYTES && tiles.count >= FUSED_GRADIENT_TILES;
  const block = fused ? tileRows(BLOCK_BYTES / bytesPerTile) : 4;
  const chunks = fused ? Math.max(1, Math.min(MAX_CHUNKS, Math.floor(tiles.count / 24))) : 1;
  const chunkTiles = Math.ceil(tiles.count / chunks);
  const blockTiles = Math.min(block, chunkTiles);
  const round = fused ? tiles.count : Math.min(tiles.count, tileRows(ROUND_BYTES / bytesPerTile));
  const planeTiles = fused ? blockTiles : round;
  const inputPitch = pitchOf(planeTiles, g.inChannels);
  const gradientPitch = pitchOf(planeTiles, g.outChannels);
  const planeBytes = PLANES * (inputPitch + gradientPitch);
  const sums = runtime.workspace(chunks * sumBytes + (fused ? 0 : planeBytes));
  const inputs = sums + chunks * sumBytes;
  const column = TILE_BYTES + (g.inChannels + TILE_ROWS + PANEL) * planeTiles * 4;
  const work = WORK_BYTES + 4 * Math.max(g.inChannels, g.outChannels);
  let words: number[] = [];
  for (let first = 0; first < tiles.count; first += round) {
    const count = Math.min(round, tiles.count - first);
    words = [
      at.target,
      sums,
      sumPitch,
      chunks,
      inputs,
      inputPitch,
      inputs + PLANES * inputPitch,
      gradientPitch,
    ];
    words.push(first, count, first === 0 ? 1 : 0, chunkTiles, blockTiles);
    words.push(at.x, g.inHeight, g.inWidth, g.inChannels, tiles.high, tiles.wide, g.padTop, g.padLeft);
    words.push(at.dy, g.outHeight, g.outWidth, g.outChannels, tiles.high, tiles.wide, 0, 0);
    if (fused) {
      runtime.run('winogradGradientFused', chunks, words, column + work + planeBytes);
    } else {
      runtime.run('winogradGradientInput', Math.ceil(count / blockTiles), words, work);
      runtime.run('winogradGradientProduct', PLANES, words, column);
    }
  }
  runtime.run('winogradGradientOutput', g.inChannels, words, WORK_BYTES + PLANES * g.outChannels * 4);
}

/** A number of tiles not above `wanted` that fills register tiles, but at least two register tiles. */
function tileRows(wanted: number): number {
  return Math.max(2 * TILE_ROWS, Math.floor(wanted / TILE_ROWS / 2) * TILE_ROWS * 2);
}
