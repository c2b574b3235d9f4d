/**
 * Training steps on WebGPU without the way through TensorFlow.js: the second step of a shape is recorded (kernels/webgpu/recorder.ts), and it and
 * all that follow give the same commands again with other pixels, labels and rates. The processor then has next to nothing to do,
 * where building a step takes ten milliseconds and more. Another batch size, or anything that does not lie where it lay,
 * is recorded anew; what cannot be recorded goes the ordinary way.
 */
import { backend, engine, getBackend, keep, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { NORMALISE } from '../kernels/names.ts';
import { trimPool } from '../kernels/webgpu/buffer-pool.ts';
import { sharingKey } from '../kernels/webgpu/conv/geometry.ts';
import { tilesInForce } from '../kernels/webgpu/gemm/tiles-in-force.ts';
import { bindingOf, inside, viewOf } from '../kernels/webgpu/device.ts';
import { record, type RecordedCommands } from '../kernels/webgpu/recorder.ts';
import type { Model } from '../models/model.ts';
import { hasKernel } from '../ops/kernels.ts';
import { oneHotRows } from '../ops/one-hot.ts';
import { wordsOf } from './normalise.ts';
import type { Optimizer } from './optimizer-types.ts';
import { gradientsOf, wantedPlaces, type HostBatch, type StepOptions } from './train-step.ts';

/** A buffer that every replay is given other contents for. */
interface Input {
  readonly buffer: GPUBuffer;
  readonly tensor: Tensor;
}

interface Captured {
  readonly commands: RecordedCommands;
  readonly inputs: { readonly bytes: Input; readonly oneHot: Input; readonly rates: Input };
  readonly logits: GPUBufferBinding;
}

export class StepCapture {
  private captured: Captured | null = null;
  /** Of the step that went the ordinary way last: what that has made once and for all must not lie in the arena. */
  private prepared = '';

  constructor(
    private readonly model: Model,
    private readonly optimizer: Optimizer,
  ) {}

  /** Bytes that the recorded step keeps. */
  get bytes(): number {
    return this.captured?.commands.arena.numBytesAllocated ?? 0;
  }

  /** As `trainStep`; null where this step cannot be given so. */
  step(batch: HostBatch, options: StepOptions): Tensor2D | null {
    const places =
      canCapture() && this.optimizer.applyRates ? wantedPlaces(this.model, this.optimizer) : null;
    if (!places) {
      this.dispose();
      return null;
    }
    const key = keyOf(batch, options);
    if (this.prepared !== key) {
      this.dispose();
      this.prepared = key;
      return null;
    }
    this.captured ??= this.capture(batch, options);
    const { inputs, commands, logits } = this.captured;
    const device = backend() as WebGPUBackend;
    const { classes } = this.model.network;
    const rates = Float32Array.from(this.optimizer.rates(options.learningRate, options.step));
    // What still waits in tfjs's encoder must not meet the contents of this step.
    commands.submitWaiting();
    device.queue.writeBuffer(inputs.bytes.buffer, 0, wordsOf(batch.pixels));
    device.queue.writeBuffer(inputs.oneHot.buffer, 0, oneHotRows(batch.labels, classes));
    device.queue.writeBuffer(inputs.rates.buffer, 0, rates);
    const shape: [number, number] = [batch.labels.length, classes];
    const info = device.makeTensorInfo(shape, 'float32');
    inside(device).uploadToGPU(info.dataId);
    const target = bindingOf(device, info);
    commands.replay((encoder) =>
      encoder.copyBufferToBuffer(
        logits.buffer,
        logits.offset ?? 0,
        target.buffer,
        0,
        4 * shape[0] * shape[1],
      ),
    );
    this.model.store.changedInPlace();
    return keep(engine().makeTensorFromTensorInfo(info, device)) as Tensor2D;
  }

  dispose(): void {
    this.prepared = '';
    if (!this.captured) return;
    const { commands, inputs } = this.captured;
    this.captured = null;
    for (const { tensor, buffer } of Object.values(inputs)) {
      tensor.dispose();
      buffer.destroy();
    }
    commands.arena.dispose();
  }

  private capture({ labels, pixels, size }: HostBatch, options: StepOptions): Captured {
    const { model, optimizer } = this;
    const device = backend() as WebGPUBackend;
    // The ordinary step's buffers are not needed beside the arena's.
    trimPool(device);
    const rates = optimizer.rates(options.learningRate, options.step);
    const inputs = {
      bytes: makeInput(device, [Math.ceil(pixels.length / 4)], 'int32'),
      oneHot: makeInput(device, [labels.length, model.network.classes]),
      rates: makeInput(device, [rates.length]),
    };
    let logits: GPUBufferBinding | null = null;
    const commands = record(device, () =>
      tidy(() => {
        const places = wantedPlaces(model, optimizer);
        const oneHot = inputs.oneHot.tensor as Tensor2D;
        const { trunkFrozen } = options;
        const result = gradientsOf(
          model,
          { bytes: inputs.bytes.tensor, oneHot, size },
          { trunkFrozen, places },
        );
        logits = bindingOf(device, result.logits);
        model.statistics.update(model.store, result.statistics, options.batchNormMomentum);
        optimizer.applyRates?.(result.gradients, inputs.rates.tensor);
        result.logits.dispose();
      }),
    );
    if (!logits) throw new Error('A recorded step gave no logits.');
    return { commands, inputs, logits };
  }
}

const canCapture = () => getBackend() === 'webgpu' && hasKernel(NORMALISE);

/** What the commands depend on. */
function keyOf({ labels, size }: HostBatch, { trunkFrozen, batchNormMomentum }: StepOptions): string {
  const tiles = tilesInForce(backend() as WebGPUBackend);
  return [labels.length, size, trunkFrozen ?? false, batchNormMomentum, sharingKey(), tiles].join();
}

function makeInput(device: WebGPUBackend, shape: number[], dtype: 'float32' | 'int32' = 'float32'): Input {
  const size = 4 * shape.reduce((a, b) => a * b, 1);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = device.device.createBuffer({ size, usage, label: 'step input' });
  const info = viewOf(device, { buffer, offset: 0, size }, shape, dtype);
  return { buffer, tensor: keep(engine().makeTensorFromTensorInfo(info, device)) };
}
