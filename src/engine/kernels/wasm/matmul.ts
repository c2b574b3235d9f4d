/** Batched matrix products with either operand transposed (assembly/matmul.ts). */
import { PANEL, TILE_BYTES, TILE_ROWS } from './geometry.ts';
import type { KernelRuntime } from './runtime.ts';

export interface Product {
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** One matrix serves the whole batch. */
  readonly broadcastA: boolean;
  readonly broadcastB: boolean;
}

/** Multiply-adds below which a product is not worth sharing. */
const SMALL = 1 << 16;

/** c[batch, m, n] = op(a) * op(b). Addresses in bytes. */
export function multiply(runtime: KernelRuntime, p: Product, at: { a: number; b: number; c: number }): void {
  const rowTasks = p.m * p.n * p.k < SMALL ? 1 : Math.min(8, Math.ceil(p.m / (2 * TILE_ROWS)));
  const taskRows = Math.ceil(p.m / rowTasks / TILE_ROWS) * TILE_ROWS;
  const count = Math.ceil(p.m / taskRows);
  const columnScratch = (taskRows + TILE_ROWS + PANEL) * p.k;
  const words = [at.a, at.b, at.c, p.broadcastA ? 0 : p.m * p.k * 4, p.broadcastB ? 0 : p.k * p.n * 4];
  words.push(p.m, p.n, p.k, Number(p.transposeA), Number(p.transposeB), taskRows, count);
  runtime.run('matMul', p.batch * count, words, TILE_BYTES + columnScratch * 4);
}
