/**
 * Convolution 3x3 of stride 1 by Winograd's F(4x4, 3x3), forward and input gradient (the filter turned by 180 degrees and
 * transposed): filter planes once, then input planes, 36 products and output planes. Either fused (one task takes a block
 * of tiles through all three while its planes stay in the cache: few channels) or in phases (one task is one plane's
 * product, whose filter then stays in the cache: many channels).
 */
import { packPanel, packPanelTransposed, rowProduct } from './product';
import { NR, TILE_BYTES } from './tile';
import { TileGrid, transformFilter, transformInputs, transformOutputs, WORK_BYTES } from './winograd-tiles';

/** Planes of a filter: [36][ceil(n / 8)][k][8]; one task is one panel of 8 columns. Transposed: turned, k = outer, n = inner. */
@unmanaged
class WinogradFilter {
  filter: usize;
  planes: usize;
  pitch: usize;
  inner: i32;
  outer: i32;
  transposed: i32;
}

export function winogradFilter(args: usize, task: i32, scratch: usize): void {
  const f = changetype<WinogradFilter>(args);
  const k = f.transposed ? f.outer : f.inner;
  const n = f.transposed ? f.inner : f.outer;
  const panelBytes = (<usize>k * NR) << 2;
  const rowBytes = <usize>f.outer << 2;
  const column = task * NR;
  const valid = min(NR, n - column);
  const taps = scratch + WORK_BYTES;
  for (let tap = 0; tap < 9; tap++) {
    const target = taps + <usize>tap * panelBytes;
    const source = f.filter + <usize>(f.transposed ? 8 - tap : tap) * <usize>f.inner * rowBytes;
    if (f.transposed) packPanelTransposed(source + <usize>column * rowBytes, rowBytes, k, valid, target);
    else packPanel(source + (<usize>column << 2), rowBytes, k, valid, target);
  }
  transformFilter(taps, panelBytes, panelBytes, f.planes + <usize>task * panelBytes, f.pitch, scratch);
}

@unmanaged
class Winograd {
  filter: usize;
  filterPitch: usize;
  bias: usize;
  activation: i32;
  /** Planes of inputs and of outputs, for the phases. */
  inputs: usize;
  inputPitch: usize;
  outputs: usize;
  outputPitch: usize;
  /** Tiles of this round: the phases go through the image in rounds. */
  firstTile: i32;
  tiles: i32;
  /** Tiles of one task. */
  blockTiles: i32;
}

// @ts-ignore: decorator
@inline function inputGrid(args: usize): TileGrid {
  return changetype<TileGrid>(args + offsetof<Winograd>());
}

// @ts-ignore: decorator
@inline function outputGrid(args: usize): TileGrid {
  return changetype<TileGrid>(args + offsetof<Winograd>() + offsetof<TileGrid>());
}

export function winogradFused(args: usize, task: i32, scratch: usize): void {
  const w = changetype<Winograd>(args);
  const source = inputGrid(args), target = outputGrid(args);
  const first = w.firstTile + task * w.blockTiles;
  const count = min(w.blockTiles, w.firstTile + w.tiles - first);
  const work = scratch + TILE_BYTES;
  const inputs = work + WORK_BYTES + (<usize>source.channels << 2);
  const outputs = inputs + 36 * w.inputPitch;
  transformInputs(source, first, count, inputs, w.inputPitch, work);
  for (let plane: usize = 0; plane < 36; plane++) {
    multiplyPlane(w, source, target, plane, inputs + plane * w.inputPitch, outputs + plane * w.outputPitch, count, scratch);
  }
  transformOutputs(target, first, count, outputs, w.outputPitch, w.bias, w.activation, work);
}

// @ts-ignore: decorator
@inline function multiplyPlane(
  w: Winograd, source: TileGrid, target: TileGrid, plane: usize, inputs: usize, outputs: usize, count: i32, edge: usize,
): void {
  const inBytes = <usize>source.channels << 2;
  const panels = w.filter + plane * w.filterPitch;
  rowProduct(
    inputs, inBytes, count, panels, inBytes * NR, source.channels, target.channels,
    outputs, <usize>target.channels << 2, false, edge,
  );
}

export function winogradInput(args: usize, task: i32, scratch: usize): void {
  const w = changetype<Winograd>(args);
  const source = inputGrid(args);
  const first = task * w.blockTiles;
  const count = min(w.blockTiles, w.tiles - first);
  const planes = w.inputs + <usize>first * (<usize>source.channels << 2);
  transformInputs(source, w.firstTile + first, count, planes, w.inputPitch, scratch + TILE_BYTES);
}

export function winogradProduct(args: usize, plane: i32, scratch: usize): void {
  const w = changetype<Winograd>(args);
  const inputs = w.inputs + <usize>plane * w.inputPitch;
  const outputs = w.outputs + <usize>plane * w.outputPitch;
  multiplyPlane(w, inputGrid(args), outputGrid(args), plane, inputs, outputs, w.tiles, scratch);
}

export function winogradOutput(args: usize, task: i32, scratch: usize): void {
  const w = changetype<Winograd>(args);
  const target = outputGrid(args);
  const first = task * w.blockTiles;
  const count = min(w.blockTiles, w.tiles - first);
  const planes = w.outputs + <usize>first * (<usize>target.channels << 2);
  const tile = w.firstTile + first;
  transformOutputs(target, tile, count, planes, w.outputPitch, w.bias, w.activation, scratch + TILE_BYTES);
}
