/**
 * WGSL of a tiled matrix product C[M,N] = sum over k of A[M,k] B[k,N] with register blocking, unrolled by this generator.
 * What A, B and C are is left to the caller (an implicit GEMM never writes the unfolded image): it gives the code that
 * loads a 4 x 4 block of either operand and the code that stores four neighbouring columns of a row.
 *
 * Both operands lie in workgroup memory as [k][m/4] and [k][n/4] vec4, so that the inner loop reads whole vectors.
 * Operands may be unmasked beyond K as long as one of the two is zero there; reads beyond a buffer are WebGPU's to clamp.
 */
import type { Tile } from './tile.ts';
import { tileColumns, tileRows, tileThreads } from './tile.ts';

/** Code of one operand. A thread brings in one or more 4 x 4 blocks per slice; `i` numbers them. */
export interface Operand {
  /** Neighbouring threads take neighbouring blocks along K (operand contiguous along K) or along M or N ('outer'). */
  threadsAlong: 'k' | 'outer';
  /** Once per block, before the loop. In scope: `outer<i>` (first of 4 rows or columns) and `inner<i>` (first of 4 k in a slice). */
  prepare?: (i: string) => string;
  /** Per slice and block: must declare `v0..v3` (vec4<f32>), one per k ('k-rows') or one per row / column ('outer-rows'). */
  load: (i: string) => string;
  loads: 'k-rows' | 'outer-rows';
}

export interface GemmSource {
  tile: Tile;
  a: Operand;
  b: Operand;
  /** Declares `rowStart`, `columnStart` (first row and column of the tile) and `sliceBegin`, `sliceEnd` (all i32). */
  begin: string;
  /** Start of every slice; in scope: `slice`. */
  eachSlice: string;
  /** Once per row before its `store`s; in scope: `row`. */
  beginRow?: string;
  /** Expression (vec4<f32>) of `value` and `column` that is stored in place of `value`. */
  finish?: string;
  /** Stores `value: vec4<f32>` at `row`, `column`, after checking that they are in the result's range. */
  store: string;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const lines = (parts: string[]) => parts.join('\n      ');

function operandCode(name: 'A' | 'B', operand: Operand, tile: Tile) {
  const outerQuads = (name === 'A' ? tileRows(tile) : tileColumns(tile)) / 4;
  const depthQuads = tile.depth / 4;
  const threads = tileThreads(tile);
  const blocks = outerQuads * depthQuads;
  const perThread = Math.ceil(blocks / threads);
  const pitch = outerQuads + 1;
  const start = name === 'A' ? 'rowStart' : 'columnStart';
  const ids = range(perThread).map((i) => ({ id: `${name}${i}`, first: i * threads }));
  const prepare = ids.map(({ id, first }) => {
    const [quad, depthQuad] =
      operand.threadsAlong === 'k'
        ? [`block${id} / ${depthQuads}`, `block${id} % ${depthQuads}`]
        : [`block${id} % ${outerQuads}`, `block${id} / ${outerQuads}`];
    return `
      let block${id} = thread + ${first};
      let quad${id} = ${quad};
      let inner${id} = (${depthQuad}) * 4;
      let outer${id} = ${start} + quad${id} * 4;
      ${operand.prepare?.(id) ?? ''}`;
  });
  const transposed = (k: number) => `vec4<f32>(v0[${k}], v1[${k}], v2[${k}], v3[${k}])`;
  const bring = ids.map(({ id, first }) => {
    // When the blocks do not share out evenly, the last round is for some of the threads only.
    const guard = first + threads > blocks ? `if (block${id} < ${blocks})` : '';
    const store = range(4).map(
      (k) =>
        `tile${name}[(inner${id} + ${k}) * ${pitch} + quad${id}] = ${operand.loads === 'k-rows' ? `v${k}` : transposed(k)};`,
    );
    return `
        ${guard} {
          ${operand.load(id)}
          ${lines(store)}
        }`;
  });
  return {
    declaration: `var<workgroup> tile${name} : array<vec4<f32>, ${tile.depth * pitch}>;`,
    prepare: prepare.join(''),
    bring: bring.join(''),
    pitch,
  };
}

/** The whole user code of a program. Its workgroup size must be [threadsN, threadsM, 1]. */
export function gemmSource(source: GemmSource): string {
  const { tile } = source;
  const a = operandCode('A', source.a, tile);
  const b = operandCode('B', source.b, tile);
  const rowQuads = range(tile.rows / 4);
  const columnQuads = range(tile.columns / 4);
  const sums = range(tile.rows).flatMap((r) => columnQuads.map((c) => ({ r, c, sum: `sum${r}_${c}` })));
  const storeRow = (r: number) => `{
        let row = rowStart + (threadM + ${(r >> 2) * tile.threadsM}) * 4 + ${r & 3};
        ${source.beginRow ?? ''}
        ${lines(
          columnQuads.map(
            (c) => `{
          let column = columnStart + (threadN + ${c * tile.threadsN}) * 4;
          ${source.finish ? `let value = finish(sum${r}_${c}, column);` : `let value = sum${r}_${c};`}
          ${source.store}
        }`,
          ),
        )}
      }`;
  const oneStep = (offset: number) => `
          let baseA = (k + ${offset}) * ${a.pitch} + threadM;
          let baseB = (k + ${offset}) * ${b.pitch} + threadN;
          ${lines(rowQuads.map((q) => `let a${q} = tileA[baseA + ${q * tile.threadsM}];`))}
          ${lines(columnQuads.map((q) => `let b${q} = tileB[baseB + ${q * tile.threadsN}];`))}
          ${lines(sums.map(({ r, c, sum }) => `${sum} += a${r >> 2}[${r & 3}] * b${c};`))}`;
  const innerLoop = tile.unrolled
    ? `for (var k = 0; k < ${tile.depth}; k += ${tile.unrolled}) {
          ${range(tile.unrolled)
            .map((offset) => `{ ${oneStep(offset)} }`)
            .join('\n          ')}
        }`
    : `for (var k = 0; k < ${tile.depth}; k++) {${oneStep(0)}
        }`;
  return `
    ${a.declaration}
    ${b.declaration}
    var<workgroup> sharedBounds : vec2<i32>;
    ${source.finish ? `fn finish(value : vec4<f32>, column : i32) -> vec4<f32> { return ${source.finish}; }` : ''}
    fn main() {
      let threadM = i32(localId.y);
      let threadN = i32(localId.x);
      let thread = threadM * ${tile.threadsN} + threadN;
      ${source.begin}
      // Loops with barriers need bounds that are the same in all threads: a value handed round is known to be.
      if (thread == 0) { sharedBounds = vec2<i32>(sliceBegin, sliceEnd); }
      let bounds = workgroupUniformLoad(&sharedBounds);
      ${a.prepare}
      ${b.prepare}
      ${lines(sums.map(({ sum }) => `var ${sum} = vec4<f32>(0.0);`))}
      for (var slice = bounds.x; slice < bounds.y; slice++) {
        ${source.eachSlice}
        ${a.bring}
        ${b.bring}
        workgroupBarrier();
        ${innerLoop}
        workgroupBarrier();
      }
      ${lines(range(tile.rows).map(storeRow))}
    }`;
}
