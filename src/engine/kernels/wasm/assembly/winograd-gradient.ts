/**
 * Filter gradient of a 3x3 convolution of stride 1 by Winograd's F(3x3, 4x4): planes of inputs and of output gradients, 36
 * products summed over the tiles, and back to 3x3. Fused: one task takes a chunk of tiles through, block by block, and
 * has sums of its own, added up in order at the end. In phases: one task is one plane's product over all tiles of a round.
 */
import { addFloats, copyFloats } from './copy';
import { columnProduct, columnScratch } from './product';
import { TileGrid, transformFilterGradient, transformGradients, transformInputs, WORK_BYTES } from './winograd-tiles';

@unmanaged
class WinogradGradient {
  target: usize;
  /** [chunks][36][channels][outChannels], planes at `sumPitch`. */
  sums: usize;
  sumPitch: usize;
  chunks: i32;
  /** Planes of inputs and of output gradients, for the phases. */
  inputs: usize;
  inputPitch: usize;
  gradients: usize;
  gradientPitch: usize;
  /** Tiles of this round; whether sums are begun by it. */
  firstTile: i32;
  tiles: i32;
  begin: i32;
  /** Tiles of one chunk (fused), and of one block. */
  chunkTiles: i32;
  blockTiles: i32;
}

// @ts-ignore: decorator
@inline function inputGrid(args: usize): TileGrid {
  return changetype<TileGrid>(args + offsetof<WinogradGradient>());
}

// @ts-ignore: decorator
@inline function gradientGrid(args: usize): TileGrid {
  return changetype<TileGrid>(args + offsetof<WinogradGradient>() + offsetof<TileGrid>());
}

function addProduct(
  w: WinogradGradient, x: TileGrid, dy: TileGrid, inputs: usize, gradients: usize, count: i32, sums: usize,
  accumulate: bool, scratch: usize,
): void {
  const inBytes = <usize>x.channels << 2, outBytes = <usize>dy.channels << 2;
  columnProduct(
    inputs, inBytes, x.channels, gradients, outBytes, dy.channels, count, sums, outBytes, accumulate, scratch,
  );
}

export function winogradGradientFused(args: usize, chunk: i32, scratch: usize): void {
  const w = changetype<WinogradGradient>(args);
  const x = inputGrid(args), dy = gradientGrid(args);
  const start = chunk * w.chunkTiles;
  const end = min(start + w.chunkTiles, w.tiles);
  const work = scratch + columnScratch(x.channels, w.blockTiles);
  const inputs = work + WORK_BYTES + (<usize>max(x.channels, dy.channels) << 2);
  const gradients = inputs + 36 * w.inputPitch;
  const sums = w.sums + <usize>chunk * 36 * w.sumPitch;
  for (let first = start; first < end; first += w.blockTiles) {
    const count = min(w.blockTiles, end - first);
    transformInputs(x, first, count, inputs, w.inputPitch, work);
    transformGradients(dy, first, count, gradients, w.gradientPitch, work);
    for (let plane: usize = 0; plane < 36; plane++) {
      const a = inputs + plane * w.inputPitch, b = gradients + plane * w.gradientPitch;
      addProduct(w, x, dy, a, b, count, sums + plane * w.sumPitch, first > start, scratch);
    }
  }
}

export function winogradGradientInput(args: usize, task: i32, scratch: usize): void {
  const w = changetype<WinogradGradient>(args);
  const x = inputGrid(args), dy = gradientGrid(args);
  const first = task * w.blockTiles;
  const count = min(w.blockTiles, w.tiles - first);
  const tile = w.firstTile + first;
  transformInputs(x, tile, count, w.inputs + <usize>first * (<usize>x.channels << 2), w.inputPitch, scratch);
  transformGradients(dy, tile, count, w.gradients + <usize>first * (<usize>dy.channels << 2), w.gradientPitch, scratch);
}

export function winogradGradientProduct(args: usize, plane: i32, scratch: usize): void {
  const w = changetype<WinogradGradient>(args);
  const a = w.inputs + <usize>plane * w.inputPitch, b = w.gradients + <usize>plane * w.gradientPitch;
  const sums = w.sums + <usize>plane * w.sumPitch;
  addProduct(w, inputGrid(args), gradientGrid(args), a, b, w.tiles, sums, w.begin === 0, scratch);
}

/** One task is one input channel: its sums of all chunks, added in order, to the nine taps. */
export function winogradGradientOutput(args: usize, channel: i32, scratch: usize): void {
  const w = changetype<WinogradGradient>(args);
  const channels = inputGrid(args).channels;
  const outBytes = <usize>gradientGrid(args).channels << 2;
  const row = <usize>channel * outBytes;
  let planes = w.sums + row;
  let pitch = w.sumPitch;
  if (w.chunks > 1) {
    const total = scratch + WORK_BYTES;
    for (let plane: usize = 0; plane < 36; plane++) {
      copyFloats(total + plane * outBytes, planes + plane * pitch, outBytes);
      for (let chunk = 1; chunk < w.chunks; chunk++) {
        addFloats(total + plane * outBytes, planes + (<usize>chunk * 36 + plane) * pitch, outBytes);
      }
    }
    planes = total;
    pitch = outBytes;
  }
  transformFilterGradient(planes, pitch, outBytes, w.target + row, <usize>channels * outBytes, scratch);
}
