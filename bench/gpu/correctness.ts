/**
 * Does this device compute what it should? Every tile and every product of the networks' plans against plain loops, whole training steps against
 * PyTorch's stored values, sums within subgroups against those by barriers, and two runs of the same steps against each other.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { tidy } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { TILE_SETS } from '../../src/core/config/rows/tile-sets.ts';
import { createFormulaBatch, createFormulaModel, type FormulaCase } from '../../src/engine/formula/model.ts';
import { differenceFromSummary, type Summary } from '../../src/engine/formula/summary.ts';
import { checkProducts, differentProducts } from '../../src/engine/kernels/webgpu/conv/check-products.ts';
import { convGeometry, type ConvGeometry } from '../../src/engine/kernels/webgpu/conv/geometry.ts';
import { productsOf, type NotedProduct } from '../../src/engine/kernels/webgpu/conv/noted.ts';
import { tilesOf } from '../../src/engine/kernels/webgpu/gemm/plan.ts';
import { tileKey } from '../../src/engine/kernels/webgpu/gemm/tile.ts';
import { trySubgroups } from '../../src/engine/kernels/webgpu/norm/check-subgroups.ts';
import { judgeLogits } from '../../src/engine/ops/softmax-cross-entropy.ts';
import fixtures from '../../src/engine/training/fixtures/training-step.json' with { type: 'json' };
import { computeGradients } from '../../src/engine/training/train-step.ts';
import { plannedBytes, type Case } from './cases.ts';
import type { Stage } from './stages.ts';

const ODD = [
  [
    [3, 9, 7, 24],
    [3, 3, 24, 36],
    [2, 2],
  ],
  [
    [2, 7, 7, 6],
    [3, 2, 6, 5],
    [1, 1],
  ],
] as const;

/** All tiles in all three products, whole and split, at odd shapes; on a software adapter only its own. */
export const checkTiles =
  (backend: WebGPUBackend, isSoftware: boolean): Stage =>
  async (left) => {
    const sets = isSoftware ? (['software'] as const) : TILE_SETS;
    const tiles = new Map(sets.flatMap((set) => tilesOf(set).map((tile) => [tileKey(tile), tile])));
    const geometries = ODD.map(
      ([x, filter, strides]) =>
        convGeometry([], x, filter, { strides: [...strides], pad: 'same' }) as ConvGeometry,
    );
    let found = { worst: 0, where: '' };
    let checked = 0;
    for (const tile of tiles.values()) {
      if (left() < 0) break;
      const products = geometries.flatMap((geometry) =>
        (['forward', 'input', 'filter'] as const).flatMap((kind) =>
          [1, 3].map((splits): NotedProduct => ({ kind, geometry, plan: { tile, splits } })),
        ),
      );
      const one = await checkProducts(backend, products);
      if (!(one.worst <= found.worst)) found = one;
      checked += products.length;
      if (Number.isNaN(found.worst)) break;
    }
    return { tiles: tiles.size, checked, of: tiles.size * 6 * ODD.length, ...found };
  };

export const checkNetworks =
  (backend: WebGPUBackend, cases: readonly Case[]): Stage =>
  async () => {
    const products = differentProducts(productsOf(() => cases.forEach(plannedBytes)));
    return { checked: products.length, ...(await checkProducts(backend, products)) };
  };

export const checkSubgroups =
  (backend: WebGPUBackend): Stage =>
  async () => ({ subgroups: (await trySubgroups(backend)) ?? 'none' });

type Fixture = (typeof fixtures)[number];

async function differences(fixture: Fixture) {
  const model = createFormulaModel(fixture.case as FormulaCase);
  const batch = createFormulaBatch(fixture.case as FormulaCase);
  const { logits, kept } = tidy(() => {
    const result = computeGradients(model, batch);
    return { logits: result.logits as Tensor, kept: Object.fromEntries(result.gradients) };
  });
  const { loss } = judgeLogits((await logits.data()) as Float32Array, batch.labels);
  const stored = fixture.gradients as unknown as Record<string, Summary>;
  const streams = model.parameters.map(({ name }) => name);
  let worst = Math.abs(loss / fixture.losses[0] - 1);
  for (const [name, gradient] of Object.entries(kept)) {
    const values = (await gradient.data()) as Float32Array;
    const difference = differenceFromSummary(values, stored[name], streams.indexOf(name));
    if (!(difference <= worst)) worst = difference;
    gradient.dispose();
  }
  logits.dispose();
  model.dispose();
  const { backbone, stem, sizePx } = fixture.case;
  return { case: `${backbone} ${stem} ${sizePx} px`, worst };
}

/** Loss and all gradients of a step against PyTorch in float64; on a software adapter of the smallest network only. */
export const checkSteps =
  (isSoftware: boolean): Stage =>
  async (left) => {
    const wanted = fixtures.filter(
      ({ case: c }) => !isSoftware || (c.backbone === 'small' && c.sizePx === 17),
    );
    const cases = [];
    for (const fixture of wanted) if (left() > 0) cases.push(await differences(fixture));
    return { of: wanted.length, cases };
  };
