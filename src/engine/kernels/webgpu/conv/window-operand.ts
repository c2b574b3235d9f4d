/**
 * The left operand of the forward convolution and of the input gradient: row m is a window of an NHWC image, and k runs
 * over one row of that window, filterWidth x channels values that lie next to each other in memory (dilation is 1). Rows
 * of the window are separate slices. Padding falls out of two range checks: is the image row there, and is the position
 * along the row, counted in values, between 0 and width x channels?
 */
import type { Operand } from '../gemm/source.ts';

/** WGSL statement that declares, for GEMM row `m`: `top`, `left` (in values) of its window and `base` (offset of that corner). */
export type WindowCorner = (names: { m: string; top: string; left: string; base: string }) => string;

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/**
 * In scope of `load`: `windowRow`, `kStart` (i32, of the slice), `pitch` and `imageHeight` (of the image, in values and
 * rows), `depth` (length of k). With `components` 4 all of k, pitch and left must be multiples of 4.
 */
export function windowOperand(image: string, components: 1 | 4, corner: WindowCorner): Operand {
  const names = (i: string, j: number) => ({
    m: `m${i}_${j}`,
    top: `top${i}_${j}`,
    left: `left${i}_${j}`,
    base: `base${i}_${j}`,
  });
  return {
    threadsAlong: 'k',
    loads: 'outer-rows',
    prepare: (i) =>
      range(4)
        .map((j) => `let m${i}_${j} = outer${i} + ${j};\n${corner(names(i, j))}`)
        .join('\n'),
    load: (i) => `
          let k = kStart + inner${i};
          let along = windowRow * pitch + k;
          ${range(4)
            .map((j) => {
              const { top, left, base } = names(i, j);
              const isRow = `u32(${top} + windowRow) < u32(imageHeight)`;
              if (components === 4) {
                // Without a branch, so that the four reads are under way together.
                return `let is${j} = ${isRow} && u32(${left} + k) < u32(pitch) && k < depth;
          let v${j} = select(vec4<f32>(0.0), ${image}[select(0, (${base} + along) >> 2u, is${j})], is${j});`;
              }
              const pick = range(4).map((e) => {
                const isHere = `u32(${left} + k + ${e}) < u32(pitch) && k + ${e} < depth`;
                return `if (${isHere}) { v${j}[${e}] = ${image}[${base} + along + ${e}]; }`;
              });
              return `var v${j} = vec4<f32>(0.0);
          if (${isRow}) { ${pick.join(' ')} }`;
            })
            .join('\n          ')}`,
  };
}

/** WGSL that stores `value` (or another vec4<f32>) at `result[at .. at + 3]` for `column`..., of which `columns` exist. */
export function storeColumns(components: 1 | 4, at: string, target = 'result', value = 'value'): string {
  if (components === 4) return `if (column < uniforms.columns) { ${target}[(${at}) >> 2u] = ${value}; }`;
  return range(4)
    .map((e) => `if (column + ${e} < uniforms.columns) { ${target}[${at} + ${e}] = ${value}[${e}]; }`)
    .join(' ');
}
