/**
 * Matrix products built of register tiles, and the packing of the right operand into panels of 8 columns.
 * Panels: [ceil(n / 8)][k][8], the last one filled up with zeros. Strides (`lda`, `ldb`, `ldc`) are in bytes.
 */
import { addFloats, copyFloats } from './copy';
import { columnTile, MR, NR, rowTile, TILE_BYTES } from './tile';

/** Bytes between neighbours of a strided walk above which the operand is packed first (cache sets would collide). */
// @ts-ignore: decorator
@inline const LONG_STRIDE: usize = 1024;

/** Puts the valid part of a scratch tile where it belongs. */
function placeEdge(edge: usize, c: usize, ldc: usize, rows: i32, columns: i32, accumulate: bool): void {
  const bytes = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    if (accumulate) addFloats(c, edge, bytes);
    else copyFloats(c, edge, bytes);
    c += ldc;
    edge += 32;
  }
}

/**
 * c[m, n] (+)= a[m, k] * panels, where a panel's first k lies at `panels` and the next panel `panelBytes` further.
 * `edge`: TILE_BYTES of scratch.
 */
export function rowProduct(
  a: usize, lda: usize, m: i32, panels: usize, panelBytes: usize, k: i32, n: i32,
  c: usize, ldc: usize, accumulate: bool, edge: usize,
): void {
  for (let j = 0; j < n; j += NR) {
    const columns = min(NR, n - j);
    const cj = c + (<usize>j << 2);
    for (let i = 0; i < m; i += MR) {
      const rows = min(MR, m - i);
      const ai = a + <usize>i * lda;
      const cij = cj + <usize>i * ldc;
      if (columns === NR && (rows === MR || rows === 4)) {
        rowTile(ai, lda, rows, panels, k, cij, ldc, accumulate);
      } else {
        rowTile(ai, lda, rows, panels, k, edge, 32, false);
        placeEdge(edge, cij, ldc, rows, columns, accumulate);
      }
    }
    panels += panelBytes;
  }
}

/** Bytes of scratch that `columnProduct` needs. */
export function columnScratch(m: i32, k: i32): usize {
  return TILE_BYTES + ((<usize>(m + MR - 1 + NR) * <usize>k) << 2);
}

/** Packs columns [first, first + valid) of source[k, .] as [k][width], zeros beyond `valid`. */
function packColumns(source: usize, lds: usize, k: i32, valid: i32, width: i32, target: usize): void {
  for (let i = 0; i < k; i++) {
    if (valid >= 4) v128.store(target, v128.load(source));
    if (width === 8 && valid === 8) {
      v128.store(target, v128.load(source, 16), 16);
    } else if (width === 6 && valid === 6) {
      v128.store64_lane(target, v128.load64_zero(source, 16), 0, 16);
    } else {
      for (let j = valid >= 4 ? 4 : 0; j < width; j++) {
        store<f32>(target + (<usize>j << 2), j < valid ? load<f32>(source + (<usize>j << 2)) : 0);
      }
    }
    source += lds;
    target += <usize>width << 2;
  }
}

/**
 * c[m, n] (+)= transpose(a[k, m]) * b[k, n]. Operands with long strides and edges are packed into `scratch`
 * (`columnScratch` bytes), the others read where they are.
 */
export function columnProduct(
  a: usize, lda: usize, m: i32, b: usize, ldb: usize, n: i32, k: i32,
  c: usize, ldc: usize, accumulate: bool, scratch: usize,
): void {
  const edge = scratch;
  const packedB = scratch + TILE_BYTES;
  const packedA = packedB + ((<usize>k * NR) << 2);
  const packAll = lda > LONG_STRIDE;
  for (let i = 0; i < m; i += MR) {
    const rows = min(MR, m - i);
    const width = tileWidth(rows);
    if (packAll || rows < width) {
      packColumns(a + (<usize>i << 2), lda, k, rows, width, packedA + ((<usize>i * <usize>k) << 2));
    }
  }
  for (let j = 0; j < n; j += NR) {
    const columns = min(NR, n - j);
    let bj = b + (<usize>j << 2);
    let strideB = ldb;
    if (ldb > LONG_STRIDE || columns < NR) {
      packColumns(bj, ldb, k, columns, NR, packedB);
      bj = packedB;
      strideB = NR << 2;
    }
    for (let i = 0; i < m; i += MR) {
      const rows = min(MR, m - i);
      const width = tileWidth(rows);
      const packed = packAll || rows < width;
      const ai = packed ? packedA + ((<usize>i * <usize>k) << 2) : a + (<usize>i << 2);
      const strideA = packed ? <usize>width << 2 : lda;
      const cij = c + <usize>i * ldc + (<usize>j << 2);
      if (rows === width && columns === NR) {
        columnTile(width, ai, strideA, bj, strideB, k, cij, ldc, accumulate);
      } else {
        columnTile(width, ai, strideA, bj, strideB, k, edge, 32, false);
        placeEdge(edge, cij, ldc, rows, columns, accumulate);
      }
    }
  }
}

/** Width of the tile for so many rows: 4 or MR. */
// @ts-ignore: decorator
@inline function tileWidth(rows: i32): i32 {
  return rows <= 4 ? 4 : MR;
}

/** Packs one panel: target[k][8] = b[k, first + 0..7] (`b` row-major, `valid` columns there, zeros beyond). */
export function packPanel(b: usize, ldb: usize, k: i32, valid: i32, target: usize): void {
  packColumns(b, ldb, k, valid, NR, target);
}

/** Packs one panel of the transpose: target[k][8] = b[0..7, k] (`valid` rows there, zeros beyond). */
export function packPanelTransposed(b: usize, ldb: usize, k: i32, valid: i32, target: usize): void {
  packHalfTransposed(b, ldb, k, min(valid, 4), target);
  packHalfTransposed(b + ldb * 4, ldb, k, max(valid - 4, 0), target + 16);
}

function packHalfTransposed(b: usize, ldb: usize, k: i32, valid: i32, target: usize): void {
  let i = 0;
  if (valid === 4) {
    for (; i + 4 <= k; i += 4) {
      const r0 = v128.load(b), r1 = v128.load(b + ldb), r2 = v128.load(b + 2 * ldb), r3 = v128.load(b + 3 * ldb);
      const s0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), s1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const s2 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7), s3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(target, v128.shuffle<f32>(s0, s1, 0, 1, 4, 5));
      v128.store(target, v128.shuffle<f32>(s0, s1, 2, 3, 6, 7), 32);
      v128.store(target, v128.shuffle<f32>(s2, s3, 0, 1, 4, 5), 64);
      v128.store(target, v128.shuffle<f32>(s2, s3, 2, 3, 6, 7), 96);
      b += 16;
      target += 128;
    }
  }
  for (; i < k; i++) {
    for (let j = 0; j < 4; j++) {
      store<f32>(target + (<usize>j << 2), j < valid ? load<f32>(b + <usize>j * ldb) : 0);
    }
    b += 4;
    target += 32;
  }
}
