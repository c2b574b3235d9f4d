/**
 * The one way in which the kernels run WGSL: `runWebGPUProgram` of tfjs's webgpu backend, with every tensor bound as a flat
 * array. tfjs generates index helpers per tensor rank; with rank 1 they stay a few lines, and one shader serves all shapes.
 * A program has one output, at most seven inputs (WebGPU promises eight storage buffers), and uniforms that are 32-bit
 * integers and floats. Subgroup operations are out of reach this way: WGSL wants `enable subgroups` at the head of a module,
 * where tfjs puts its own text, and tfjs opens the device without that feature.
 */
import { util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/** One input of a program: a float32 tensor, seen as `array<vec4<f32>>` (components 4) or `array<f32>` (1). */
export interface Input {
  name: string;
  tensor: TensorInfo;
  components: 1 | 4;
}

export interface Dispatch {
  /** Tells shaders apart in the pipeline cache: all that shapes the code must be in it. */
  key: string;
  /**
   * Gives WGSL with a `fn main() { ... }`; `result` is the output, inputs go by name, uniforms by `uniforms.<name>`. Asked for
   * only when the pipeline is not cached.
   */
  code: () => string;
  inputs: Input[];
  /** Components of `result`: `array<vec4<f32>>` or `array<f32>`. */
  outputComponents: 1 | 4;
  workgroupSize: [number, number, number];
  /** Number of workgroups along x, y, z. */
  workgroups: [number, number, number];
  uniforms: Record<string, number>;
  /** Names of the uniforms that are floats; all others are i32. */
  floatUniforms?: readonly string[];
}

const flat = (tensor: TensorInfo): TensorInfo => ({ ...tensor, shape: [util.sizeFromShape(tensor.shape)] });

/**
 * Records one dispatch that writes into `output`. Several dispatches may write different parts of one output.
 * @throws Error when the number of workgroups exceeds what the device allows in one direction.
 */
export function dispatch(backend: WebGPUBackend, output: TensorInfo, job: Dispatch): void {
  const limit = backend.device.limits.maxComputeWorkgroupsPerDimension;
  if (job.workgroups.some((count) => count > limit)) {
    throw new Error(`${job.key}: ${job.workgroups.join(' x ')} workgroups exceed the limit of ${limit}.`);
  }
  if (job.workgroups.some((count) => count === 0)) return;
  const isFloat = (name: string) => job.floatUniforms?.includes(name) ?? false;
  const names = Object.keys(job.uniforms);
  const program: WebGPUProgram = {
    shaderKey: `playground_${job.key}`,
    outputShape: flat(output).shape,
    outputComponent: job.outputComponents,
    variableNames: job.inputs.map((input) => input.name),
    variableComponents: job.inputs.map((input) => input.components),
    uniforms: names.map((name) => `${name} : ${isFloat(name) ? 'f32' : 'i32'},`).join(' '),
    workgroupSize: job.workgroupSize,
    // With a y in the layout tfjs calls main() without a flat index and never reshapes the dispatch.
    dispatchLayout: { x: [], y: [0] },
    dispatch: job.workgroups,
    getUserCode: job.code,
  };
  backend.runWebGPUProgram(
    program,
    job.inputs.map((input) => flat(input.tensor)),
    'float32',
    names.map((name) => ({ type: isFloat(name) ? 'float32' : 'int32', data: [job.uniforms[name]] })),
    flat(output),
  );
}

/** Lays `count` workgroups out in two directions when one would exceed WebGPU's limit of 65,535. */
export function gridOf(count: number): [number, number, number] {
  const x = Math.min(count, 65535);
  return [x, Math.ceil(count / x), 1];
}

/** True when the adapter is Chromium's software driver: it runs on the processor, where other things are dear. */
export function isSoftwareAdapter(backend: WebGPUBackend): boolean {
  const info = (backend.device as { adapterInfo?: GPUAdapterInfo }).adapterInfo;
  const known = backend.adapterInfo as unknown as { architecture?: string } | undefined;
  return (info?.architecture ?? known?.architecture) === 'swiftshader';
}
