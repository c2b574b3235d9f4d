/**
 * Batched matrix products with either operand transposed: c[batch] = op(a[batch]) * op(b[batch]), plus bias and
 * activation. One task is a block of rows of one matrix. The right operand is packed by each task (its columns in blocks).
 */
import { columnProduct, packPanel, packPanelTransposed, rowProduct } from './product';
import { NR, TILE_BYTES } from './tile';

@unmanaged
class MatMul {
  a: usize;
  b: usize;
  c: usize;
  /** Bytes from one matrix of the batch to the next; 0 where an operand is broadcast. */
  strideA: i32;
  strideB: i32;
  m: i32;
  n: i32;
  k: i32;
  transposeA: i32;
  transposeB: i32;
  taskRows: i32;
  rowTasks: i32;
}

export function matMul(args: usize, task: i32, scratch: usize): void {
  const p = changetype<MatMul>(args);
  const matrix = task / p.rowTasks;
  const first = (task % p.rowTasks) * p.taskRows;
  const rows = min(p.taskRows, p.m - first);
  const a = p.a + <usize>matrix * p.strideA;
  const b = p.b + <usize>matrix * p.strideB;
  const rowBytes = <usize>p.n << 2;
  const c = p.c + (<usize>matrix * p.m + first) * rowBytes;
  if (p.transposeA && !p.transposeB) {
    columnProduct(a + (<usize>first << 2), <usize>p.m << 2, rows, b, rowBytes, p.n, p.k, c, rowBytes, false, scratch);
    return;
  }
  let left = a + ((<usize>first * p.k) << 2);
  const edge = scratch;
  const panel = scratch + TILE_BYTES;
  if (p.transposeA) {
    left = panel + ((<usize>p.k * NR) << 2);
    transposeRows(a + (<usize>first << 2), <usize>p.m << 2, rows, p.k, left);
  }
  for (let j = 0; j < p.n; j += NR) {
    const columns = min(NR, p.n - j);
    if (p.transposeB) packPanelTransposed(b + ((<usize>j * p.k) << 2), <usize>p.k << 2, p.k, columns, panel);
    else packPanel(b + (<usize>j << 2), rowBytes, p.k, columns, panel);
    rowProduct(left, <usize>p.k << 2, rows, panel, 0, p.k, columns, c + (<usize>j << 2), rowBytes, false, edge);
  }
}

/** target[rows][k] = transpose(source[k][rows]). */
function transposeRows(source: usize, lds: usize, rows: i32, k: i32, target: usize): void {
  for (let i = 0; i < rows; i++) {
    let from = source + (<usize>i << 2);
    for (let j = 0; j < k; j++) {
      store<f32>(target, load<f32>(from));
      target += 4;
      from += lds;
    }
  }
}
