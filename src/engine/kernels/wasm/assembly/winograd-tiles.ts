/**
 * Two-dimensional Winograd transforms between images and the 36 planes of products. A tile is 4x4 outputs and the 6x6
 * inputs that they see; tiles are numbered image by image, row by row. A plane holds [tile][channels]; plane p of a tile lies
 * p * `pitch` bytes after plane 0. Channels are a multiple of 4. `work` is WORK_BYTES + 4 * channels of scratch.
 */
import { zeroFloats } from './copy';
import { filterGradientLine, filterLine, gradientLine, inputLine, outputLine } from './winograd-lines';

/** Where tiles lie: image [., height, width, channels]; tile (ty, tx) begins at (ty * 4 - padTop, tx * 4 - padLeft). */
@unmanaged
export class TileGrid {
  image: usize;
  height: i32;
  width: i32;
  channels: i32;
  tilesHigh: i32;
  tilesWide: i32;
  padTop: i32;
  padLeft: i32;
}

/** Addresses of a tile's pixels, then one tile of intermediate values; zeros follow. */
// @ts-ignore: decorator
@inline const INTERMEDIATE: usize = 160;
// @ts-ignore: decorator
@inline export const WORK_BYTES: usize = 160 + 36 * 16;

/** Fills the table of addresses of a tile of side `side`; pixels outside the image point at zeros. */
function locatePixels(g: TileGrid, tile: i32, side: i32, work: usize): void {
  const tx = tile % g.tilesWide;
  const row = tile / g.tilesWide;
  const ty = row % g.tilesHigh;
  const image = row / g.tilesHigh;
  const top = ty * 4 - g.padTop;
  const left = tx * 4 - g.padLeft;
  const zeros = work + WORK_BYTES;
  const channelBytes = <usize>g.channels << 2;
  const lineBytes = <usize>g.width * channelBytes;
  const before = max(0, -left), after = max(0, left + side - g.width);
  let line = g.image + <usize>((image * g.height + top) * g.width + left) * channelBytes;
  let at = work;
  for (let y = top; y < top + side; y++) {
    const inside = y >= 0 && y < g.height;
    const step = inside ? channelBytes : 0;
    let pixel = inside ? line : zeros;
    const end = at + (<usize>side << 2);
    for (let entry = at; entry < end; entry += 4) {
      store<usize>(entry, pixel);
      pixel += step;
    }
    for (let x = 0; x < before; x++) store<usize>(at + (<usize>x << 2), zeros);
    for (let x = 1; x <= after; x++) store<usize>(end - (<usize>x << 2), zeros);
    line += lineBytes;
    at = end;
  }
}

/** Planes of tiles [first, first + count): Bt d B of the 6x6 inputs. */
export function transformInputs(g: TileGrid, first: i32, count: i32, planes: usize, pitch: usize, work: usize): void {
  const channelBytes = <usize>g.channels << 2;
  const rowPitch = 6 * pitch;
  const temp = work + INTERMEDIATE;
  zeroFloats(work + WORK_BYTES, channelBytes);
  for (let tile = first; tile < first + count; tile++) {
    locatePixels(g, tile, 6, work);
    for (let c: usize = 0; c < channelBytes; c += 16) {
      let table = work;
      for (let line = temp; line < temp + 576; line += 96) {
        inputLine(
          v128.load(load<usize>(table) + c), v128.load(load<usize>(table, 4) + c), v128.load(load<usize>(table, 8) + c),
          v128.load(load<usize>(table, 12) + c), v128.load(load<usize>(table, 16) + c), v128.load(load<usize>(table, 20) + c),
          line, 16,
        );
        table += 24;
      }
      let plane = planes + c;
      for (let column = temp; column < temp + 96; column += 16) {
        inputLine(
          v128.load(column), v128.load(column, 96), v128.load(column, 192), v128.load(column, 288), v128.load(column, 384),
          v128.load(column, 480), plane, rowPitch,
        );
        plane += pitch;
      }
    }
    planes += channelBytes;
  }
}

/** Planes of tiles [first, first + count): A dy At of the 4x4 output gradients. */
export function transformGradients(g: TileGrid, first: i32, count: i32, planes: usize, pitch: usize, work: usize): void {
  const channelBytes = <usize>g.channels << 2;
  const rowPitch = 6 * pitch;
  const temp = work + INTERMEDIATE;
  zeroFloats(work + WORK_BYTES, channelBytes);
  for (let tile = first; tile < first + count; tile++) {
    locatePixels(g, tile, 4, work);
    for (let c: usize = 0; c < channelBytes; c += 16) {
      let table = work;
      for (let line = temp; line < temp + 384; line += 96) {
        gradientLine(
          v128.load(load<usize>(table) + c), v128.load(load<usize>(table, 4) + c), v128.load(load<usize>(table, 8) + c),
          v128.load(load<usize>(table, 12) + c), line, 16,
        );
        table += 16;
      }
      let plane = planes + c;
      for (let column = temp; column < temp + 96; column += 16) {
        gradientLine(
          v128.load(column), v128.load(column, 96), v128.load(column, 192), v128.load(column, 288), plane, rowPitch,
        );
        plane += pitch;
      }
    }
    planes += channelBytes;
  }
}

/** Writes the 4x4 outputs At m A of tiles [first, first + count), plus bias (or 0), then activation (0, 1 relu, 2 relu6). */
export function transformOutputs(
  g: TileGrid, first: i32, count: i32, planes: usize, pitch: usize, bias: usize, activation: i32, work: usize,
): void {
  const channelBytes = <usize>g.channels << 2;
  const temp = work + INTERMEDIATE;
  const rowPitch = 6 * pitch;
  const lineBytes = <usize>g.width * channelBytes;
  const lines = work + INTERMEDIATE + 24 * 16;
  const zero = f32x4.splat(0);
  for (let tile = first; tile < first + count; tile++) {
    const x = (tile % g.tilesWide) * 4;
    const y = ((tile / g.tilesWide) % g.tilesHigh) * 4;
    const image = tile / (g.tilesWide * g.tilesHigh);
    const rows = min(4, g.height - y), columns = min(4, g.width - x);
    const lastRow = temp + <usize>rows * 96;
    const corner = g.image + <usize>((image * g.height + y) * g.width + x) * channelBytes;
    for (let c: usize = 0; c < channelBytes; c += 16) {
      let plane = planes + c;
      for (let column = temp; column < temp + 96; column += 16) {
        outputLine(plane, rowPitch, column, 96);
        plane += pitch;
      }
      const offset = bias === 0 ? zero : v128.load(bias + c);
      let line = corner + c;
      for (let row = temp; row < lastRow; row += 96) {
        outputLine(row, 16, lines, 16);
        let at = line;
        line += lineBytes;
        for (let j = 0; j < columns; j++) {
          let value = f32x4.add(v128.load(lines + (<usize>j << 4)), offset);
          if (activation !== 0) value = f32x4.max(value, zero);
          if (activation === 2) value = f32x4.min(value, f32x4.splat(6));
          v128.store(at, value);
          at += channelBytes;
        }
      }
    }
    planes += channelBytes;
  }
}

/** G w Gt of 3x3 filters: taps[9] at `tapPitch` bytes to planes at `pitch`, over `bytes` of consecutive values. */
export function transformFilter(taps: usize, tapPitch: usize, bytes: usize, planes: usize, pitch: usize, work: usize): void {
  for (let c: usize = 0; c < bytes; c += 16) {
    for (let y: usize = 0; y < 3; y++) {
      const row = taps + c + 3 * y * tapPitch;
      filterLine(v128.load(row), v128.load(row + tapPitch), v128.load(row + 2 * tapPitch), work + y * 96, 16);
    }
    for (let x: usize = 0; x < 6; x++) {
      const column = work + x * 16;
      filterLine(v128.load(column), v128.load(column, 96), v128.load(column, 192), planes + c + x * pitch, 6 * pitch);
    }
  }
}

/** Gt u G: planes at `pitch` to taps[9] at `tapPitch` bytes, over `bytes` of consecutive values. */
export function transformFilterGradient(
  planes: usize, pitch: usize, bytes: usize, taps: usize, tapPitch: usize, work: usize,
): void {
  for (let c: usize = 0; c < bytes; c += 16) {
    for (let x: usize = 0; x < 6; x++) filterGradientLine(planes + c + x * pitch, 6 * pitch, work + x * 16, 96);
    for (let y: usize = 0; y < 3; y++) filterGradientLine(work + y * 96, 16, taps + c + 3 * y * tapPitch, tapPitch);
  }
}
