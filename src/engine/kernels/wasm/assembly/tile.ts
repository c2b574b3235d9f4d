/**
 * The register tiles that every product ends in: MR rows by 8 columns held in vector registers over the whole sum.
 * Twelve accumulators (6 x 8) are the most that x64's sixteen registers carry with fused multiply-add; without it the
 * product needs a register of its own and 4 x 8 is faster.
 * Two shapes of the left operand: `rowTile` reads MR rows of a row-major matrix, `columnTile` reads MR neighbours of
 * each row of its transpose. The right operand is a panel of 8 columns.
 */

/** Rows of a tile. */
// @ts-ignore: decorator
@inline export const MR: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;
/** Columns of a tile, also the width of a packed panel. */
// @ts-ignore: decorator
@inline export const NR: i32 = 8;
/** Bytes of scratch that an edge tile needs. */
// @ts-ignore: decorator
@inline export const TILE_BYTES: usize = 6 * 8 * 4;

/** a * b + c, fused where the build may. */
// @ts-ignore: decorator
@inline export function fma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** c - a * b, fused where the build may. */
// @ts-ignore: decorator
@inline export function fnma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

// @ts-ignore: decorator
@inline function rowOf(a: usize, lda: usize, row: i32, rows: i32): usize {
  return a + <usize>min(row, rows - 1) * lda;
}

/**
 * c[rows, 8] (+)= a[rows, k] * b[k, 8]; `lda`, `ldc` in bytes. Rows beyond `rows` repeat the last one and are stored
 * all the same: the caller gives a scratch tile for c then.
 */
export function rowTile(a: usize, lda: usize, rows: i32, b: usize, k: i32, c: usize, ldc: usize, accumulate: bool): void {
  if (MR === 6 && rows > 4) rowTile6(a, lda, rows, b, k, c, ldc, accumulate);
  else rowTile4(a, lda, rows, b, k, c, ldc, accumulate);
}

function rowTile6(a: usize, lda: usize, rows: i32, b: usize, k: i32, c: usize, ldc: usize, accumulate: bool): void {
  let a0 = a, a1 = a + lda, a2 = a1 + lda, a3 = a2 + lda, a4 = a3 + lda, a5 = rowOf(a, lda, 5, rows);
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  const end = b + (<usize>k << 5);
  while (b < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a0);
    c00 = fma(x0, b0, c00);
    c01 = fma(x0, b1, c01);
    const x1 = v128.load32_splat(a1);
    c10 = fma(x1, b0, c10);
    c11 = fma(x1, b1, c11);
    const x2 = v128.load32_splat(a2);
    c20 = fma(x2, b0, c20);
    c21 = fma(x2, b1, c21);
    const x3 = v128.load32_splat(a3);
    c30 = fma(x3, b0, c30);
    c31 = fma(x3, b1, c31);
    const x4 = v128.load32_splat(a4);
    c40 = fma(x4, b0, c40);
    c41 = fma(x4, b1, c41);
    const x5 = v128.load32_splat(a5);
    c50 = fma(x5, b0, c50);
    c51 = fma(x5, b1, c51);
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    a4 += 4;
    a5 += 4;
    b += 32;
  }
  store(c, c00, c01, accumulate);
  c += ldc;
  store(c, c10, c11, accumulate);
  c += ldc;
  store(c, c20, c21, accumulate);
  c += ldc;
  store(c, c30, c31, accumulate);
  c += ldc;
  store(c, c40, c41, accumulate);
  c += ldc;
  store(c, c50, c51, accumulate);
}

function rowTile4(a: usize, lda: usize, rows: i32, b: usize, k: i32, c: usize, ldc: usize, accumulate: bool): void {
  let a0 = a, a1 = rowOf(a, lda, 1, rows), a2 = rowOf(a, lda, 2, rows), a3 = rowOf(a, lda, 3, rows);
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const end = b + (<usize>k << 5);
  while (b < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a0);
    c00 = fma(x0, b0, c00);
    c01 = fma(x0, b1, c01);
    const x1 = v128.load32_splat(a1);
    c10 = fma(x1, b0, c10);
    c11 = fma(x1, b1, c11);
    const x2 = v128.load32_splat(a2);
    c20 = fma(x2, b0, c20);
    c21 = fma(x2, b1, c21);
    const x3 = v128.load32_splat(a3);
    c30 = fma(x3, b0, c30);
    c31 = fma(x3, b1, c31);
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    b += 32;
  }
  store(c, c00, c01, accumulate);
  c += ldc;
  store(c, c10, c11, accumulate);
  c += ldc;
  store(c, c20, c21, accumulate);
  c += ldc;
  store(c, c30, c31, accumulate);
}

/** c[width, 8] (+)= transpose(a[k, width]) * b[k, 8], width 4 or MR; `lda`, `ldb`: bytes from one k to the next. */
export function columnTile(width: i32, a: usize, lda: usize, b: usize, ldb: usize, k: i32, c: usize, ldc: usize, accumulate: bool): void {
  if (MR === 6 && width === 6) columnTile6(a, lda, b, ldb, k, c, ldc, accumulate);
  else columnTile4(a, lda, b, ldb, k, c, ldc, accumulate);
}

function columnTile6(a: usize, lda: usize, b: usize, ldb: usize, k: i32, c: usize, ldc: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  const end = b + <usize>k * ldb;
  while (b < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a);
    c00 = fma(x0, b0, c00);
    c01 = fma(x0, b1, c01);
    const x1 = v128.load32_splat(a, 4);
    c10 = fma(x1, b0, c10);
    c11 = fma(x1, b1, c11);
    const x2 = v128.load32_splat(a, 8);
    c20 = fma(x2, b0, c20);
    c21 = fma(x2, b1, c21);
    const x3 = v128.load32_splat(a, 12);
    c30 = fma(x3, b0, c30);
    c31 = fma(x3, b1, c31);
    const x4 = v128.load32_splat(a, 16);
    c40 = fma(x4, b0, c40);
    c41 = fma(x4, b1, c41);
    const x5 = v128.load32_splat(a, 20);
    c50 = fma(x5, b0, c50);
    c51 = fma(x5, b1, c51);
    a += lda;
    b += ldb;
  }
  store(c, c00, c01, accumulate);
  c += ldc;
  store(c, c10, c11, accumulate);
  c += ldc;
  store(c, c20, c21, accumulate);
  c += ldc;
  store(c, c30, c31, accumulate);
  c += ldc;
  store(c, c40, c41, accumulate);
  c += ldc;
  store(c, c50, c51, accumulate);
}

function columnTile4(a: usize, lda: usize, b: usize, ldb: usize, k: i32, c: usize, ldc: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const end = b + <usize>k * ldb;
  while (b < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a);
    c00 = fma(x0, b0, c00);
    c01 = fma(x0, b1, c01);
    const x1 = v128.load32_splat(a, 4);
    c10 = fma(x1, b0, c10);
    c11 = fma(x1, b1, c11);
    const x2 = v128.load32_splat(a, 8);
    c20 = fma(x2, b0, c20);
    c21 = fma(x2, b1, c21);
    const x3 = v128.load32_splat(a, 12);
    c30 = fma(x3, b0, c30);
    c31 = fma(x3, b1, c31);
    a += lda;
    b += ldb;
  }
  store(c, c00, c01, accumulate);
  c += ldc;
  store(c, c10, c11, accumulate);
  c += ldc;
  store(c, c20, c21, accumulate);
  c += ldc;
  store(c, c30, c31, accumulate);
}

// @ts-ignore: decorator
@inline function store(c: usize, low: v128, high: v128, accumulate: bool): void {
  if (accumulate) {
    v128.store(c, f32x4.add(v128.load(c), low));
    v128.store(c, f32x4.add(v128.load(c, 16), high), 16);
  } else {
    v128.store(c, low);
    v128.store(c, high, 16);
  }
}
