/**
 * Before a run on WebGPU: every product that a step of the configured network takes is compared with plain loops on this device
 * (kernels/webgpu/conv/check-products.ts). What was right once is not asked again.
 */
import { backend } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { PlaygroundError } from '../../core/errors.ts';
import {
  checkProducts,
  differentProducts,
  PRODUCT_TOLERANCE,
  productKey,
} from '../kernels/webgpu/conv/check-products.ts';
import { productsOf } from '../kernels/webgpu/conv/noted.ts';
import type { Run } from '../training/run.ts';
import { countedStepBytes } from '../training/step-memory.ts';

const rightOn = new WeakMap<GPUDevice, Set<string>>();

/** @throws PlaygroundError `device-differs` */
export async function checkPlan({ model, config, memory }: Run, inputSizePx: number): Promise<void> {
  const active = backend() as WebGPUBackend;
  const right = rightOn.get(active.device) ?? new Set();
  rightOn.set(active.device, right);
  const all = productsOf(() =>
    countedStepBytes({
      ...{ network: model.network, inputSizePx, parts: [memory.samplesPerPart] },
      ...{ optimizer: config.training, mostKeptFloats: model.mostKeptFloats },
    }),
  );
  const products = differentProducts(all).filter((product) => !right.has(productKey(product)));
  const { worst, where } = await checkProducts(active, products);
  if (worst <= PRODUCT_TOLERANCE) {
    for (const product of products) right.add(productKey(product));
    return;
  }
  const difference = worst.toPrecision(2);
  throw new PlaygroundError(
    'device-differs',
    `The graphics device computes ${where} wrongly for this network (it differs by ${difference} from plain arithmetic). Nothing was trained with it. Choose the backend WASM, or another browser or driver.`,
    { product: where, difference },
  );
}
