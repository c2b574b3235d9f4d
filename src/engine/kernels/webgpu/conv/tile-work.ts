/**
 * What tiles are measured by: the three products of three layers such as the networks have (of ResNet-18's first and third stage, of the small
 * network), with as many images as keep the device busy for some milliseconds. Every pipeline is first compared with plain loops.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TileSet } from '../../../../core/config/rows/tile-sets.ts';
import { trimPool } from '../buffer-pool.ts';
import { nudged, submitRecorded } from '../device.ts';
import type { SweepHost } from '../gemm/sweep.ts';
import { useTiles } from '../gemm/tiles-in-force.ts';
import { withoutObjection } from '../objections.ts';
import { checkProducts, differentProducts, PRODUCT_TOLERANCE } from './check-products.ts';
import { convFilterGradient } from './filter-gradient.ts';
import { convForward } from './forward.ts';
import { convGeometry, type ConvGeometry } from './geometry.ts';
import { convInputGradient } from './input-gradient.ts';
import { productsOf, type NotedProduct } from './noted.ts';

/** Side of the image, channels before and after a 3 x 3 filter, stride. */
const LAYERS = [
  [32, 64, 64, 1],
  [16, 128, 256, 2],
  [16, 32, 32, 1],
] as const;
/** 0.7 GFLOP for one pass over all with the first of them: 7 ms of the weakest device that is reckoned with. */
const BATCHES = [2, 8, 32, 96] as const;
/** More images while a pass is shorter. */
const SHORT_MS = 2.5;
const SAMPLE_MS = 8;
const MOST_PASSES = 16;
const ROUNDS = 3;

interface Layer {
  readonly geometry: ConvGeometry;
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly dy: TensorInfo;
}

/** The same pipeline over a small image of odd sides: quick to compare, and its tiles are never full. */
function small(product: NotedProduct): NotedProduct {
  const { strideY, strideX } = product.geometry;
  const attrs = { strides: [strideY, strideX] as [number, number], pad: 'same' as const };
  return { ...product, geometry: convGeometry([], [2, 9, 7, 24], [3, 3, 24, 36], attrs) as ConvGeometry };
}

type Timing = Pick<SweepHost, 'check' | 'compare'>;

/** Work on the device for a sweep; `dispose` at its end. `now` in milliseconds. */
export class TileWork implements Timing {
  private layers: readonly Layer[] = [];
  private passes = 0;

  constructor(
    private readonly backend: WebGPUBackend,
    private readonly now: () => number = () => performance.now(),
  ) {}

  async check(set: TileSet): Promise<void> {
    await this.prepare();
    const problem = await withoutObjection(this.backend.device, async () => {
      const noted = productsOf(() => this.pass(set));
      return checkProducts(this.backend, differentProducts(noted).map(small));
    });
    if (!(problem.worst <= PRODUCT_TOLERANCE))
      throw new Error(`it differs by ${problem.worst.toPrecision(2)} (${problem.where})`);
  }

  async compare(holder: TileSet, challenger: TileSet): Promise<readonly [number, number]> {
    await this.prepare();
    const best = [Infinity, Infinity];
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, set] of [holder, challenger].entries())
        best[i] = Math.min(best[i], await this.sample(set, this.passes));
    return [best[0], best[1]];
  }

  dispose(): void {
    for (const { x, filter, dy } of this.layers)
      for (const { dataId } of [x, filter, dy]) this.backend.disposeData(dataId);
    this.layers = [];
    trimPool(this.backend);
    useTiles('auto');
  }

  /** Images and passes by what the standard tiles take. */
  private async prepare(): Promise<void> {
    if (this.passes > 0) return;
    for (const batch of BATCHES) {
      this.dispose();
      this.layers = LAYERS.map((layer) => this.layerOf(layer, batch));
      await this.sample('standard', 1);
      const onceMs = await this.sample('standard', 1);
      this.passes = Math.max(1, Math.min(MOST_PASSES, Math.ceil(SAMPLE_MS / Math.max(onceMs, 0.1))));
      if (onceMs >= SHORT_MS) return;
    }
  }

  private layerOf([side, channels, outChannels, stride]: (typeof LAYERS)[number], batch: number): Layer {
    const filterShape = [3, 3, channels, outChannels];
    const strides: [number, number] = [stride, stride];
    const inputShape = [batch, side, side, channels];
    const geometry = convGeometry([], inputShape, filterShape, { strides, pad: 'same' }) as ConvGeometry;
    const { outHeight, outWidth } = geometry;
    const make = (shape: number[]) => this.backend.makeTensorInfo(shape, 'float32');
    return {
      geometry,
      x: make(inputShape),
      filter: make(filterShape),
      dy: make([batch, outHeight, outWidth, outChannels]),
    };
  }

  private pass(set: TileSet): void {
    useTiles(set);
    try {
      for (const { geometry, x, filter, dy } of this.layers)
        for (const made of [
          convForward(this.backend, x, filter, geometry),
          convInputGradient(this.backend, dy, filter, geometry),
          convFilterGradient(this.backend, x, dy, geometry),
        ])
          this.backend.disposeData(made.dataId);
    } finally {
      useTiles('auto');
    }
  }

  private async sample(set: TileSet, passes: number): Promise<number> {
    await this.finished();
    const startedMs = this.now();
    for (let i = 0; i < passes; i++) this.pass(set);
    await this.finished();
    return this.now() - startedMs;
  }

  private finished(): Promise<unknown> {
    const { queue } = this.backend;
    submitRecorded(this.backend);
    return nudged(queue, queue.onSubmittedWorkDone());
  }
}
