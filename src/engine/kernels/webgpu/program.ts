/**
 * The one way in which the kernels run WGSL. Pipelines are the project's own, recorded into the encoder of tfjs's webgpu backend, so that they
 * keep their order among tfjs's programs; every tensor is bound as a flat array. Next to `runWebGPUProgram` of tfjs this
 * allows several outputs, results in a part of a buffer, and uniforms that are made once for all steps.
 * Storage buffers are eight at most (WebGPU promises no more); uniforms are 32-bit integers and floats.
 */
import { env } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { bindingOf, inside } from './device.ts';

/** One tensor of a program: float32, seen as `array<vec4<f32>>` (components 4) or `array<f32>` (1). */
export interface Input {
  name: string;
  tensor: TensorInfo;
  components: 1 | 4;
  /** Words of the tensor are `u32` (with components 1). */
  words?: boolean;
}

export interface Dispatch {
  /** Tells shaders apart in the pipeline cache: all that shapes the code must be in it. */
  key: string;
  /**
   * Gives WGSL with a `fn main() { ... }`; `result` is the output, inputs go by name, uniforms by `uniforms.<name>`. In scope: `localId`,
   * `workgroupId`, `numWorkgroups`. Asked for only when the pipeline is not cached.
   */
  code: () => string;
  inputs: Input[];
  /** Components of `result`: `array<vec4<f32>>` or `array<f32>`. */
  outputComponents: 1 | 4;
  /** Further outputs, or tensors that are read and written in place. */
  more?: Input[];
  workgroupSize: [number, number, number];
  /** Number of workgroups along x, y, z. */
  workgroups: [number, number, number];
  uniforms: Record<string, number>;
  /** Names of the uniforms that are floats; all others are i32. */
  floatUniforms?: readonly string[];
  /** Threads of a subgroup that the code hands values on in; 0 or absent: none. */
  subgroup?: number;
}

interface Made {
  readonly pipelines: Map<string, GPUComputePipeline>;
  readonly uniforms: Map<string, GPUBuffer>;
}

const made = new WeakMap<GPUDevice, Made>();

function madeOn(device: GPUDevice): Made {
  let found = made.get(device);
  if (!found) made.set(device, (found = { pipelines: new Map(), uniforms: new Map() }));
  return found;
}

/** Sets of uniforms that are kept; the oldest go first, when nothing holds them any more. */
const MOST_UNIFORMS = 4096;

const typeOf = ({ components, words }: Pick<Input, 'components' | 'words'>) =>
  words ? 'u32' : components === 4 ? 'vec4<f32>' : 'f32';

/** The whole module of a job. */
function moduleSource(job: Dispatch): string {
  const result = { name: 'result', components: job.outputComponents };
  const written = [result, ...(job.more ?? [])].map((one) => ({ ...one, access: 'read_write' }));
  const bound = [...written, ...job.inputs.map((one) => ({ ...one, access: 'read' }))];
  const fields = Object.keys(job.uniforms).map(
    (name) => `${name} : ${job.floatUniforms?.includes(name) ? 'f32' : 'i32'}`,
  );
  return `
    ${job.subgroup ? 'enable subgroups;' : ''}
    ${fields.length > 0 ? `struct Uniforms { ${fields.join(', ')} };` : ''}
    ${bound
      .map(
        (one, i) =>
          `@group(0) @binding(${i}) var<storage, ${one.access}> ${one.name} : array<${typeOf(one)}>;`,
      )
      .join('\n    ')}
    ${fields.length > 0 ? `@group(0) @binding(${bound.length}) var<uniform> uniforms : Uniforms;` : ''}
    var<private> localId : vec3<u32>;
    var<private> workgroupId : vec3<u32>;
    var<private> numWorkgroups : vec3<u32>;
    ${job.code()}
    @compute @workgroup_size(${job.workgroupSize.join(', ')})
    fn start(@builtin(local_invocation_id) local : vec3<u32>,
             @builtin(workgroup_id) workgroup : vec3<u32>,
             @builtin(num_workgroups) workgroups : vec3<u32>) {
      localId = local;
      workgroupId = workgroup;
      numWorkgroups = workgroups;
      main();
    }`;
}

function pipelineOf(device: GPUDevice, job: Dispatch): GPUComputePipeline {
  const { pipelines } = madeOn(device);
  const key = `${job.key} ${job.workgroupSize.join('x')}${job.subgroup ? ` s${job.subgroup}` : ''}`;
  let pipeline = pipelines.get(key);
  if (!pipeline) {
    const label = `playground ${job.key}`;
    const module = device.createShaderModule({ code: moduleSource(job), label });
    pipeline = device.createComputePipeline({
      compute: { module, entryPoint: 'start' },
      label,
      layout: 'auto',
    });
    pipelines.set(key, pipeline);
  }
  return pipeline;
}

function uniformsOf(device: GPUDevice, job: Dispatch): GPUBuffer {
  const { uniforms } = madeOn(device);
  const values = Object.entries(job.uniforms);
  const isFloat = values.map(([name]) => job.floatUniforms?.includes(name) ?? false);
  const key = values.map(([, value], i) => (isFloat[i] ? `${value}f` : value)).join();
  let buffer = uniforms.get(key);
  if (!buffer) {
    const size = Math.ceil((4 * values.length) / 16) * 16;
    buffer = device.createBuffer({
      size,
      usage: GPUBufferUsage.UNIFORM,
      mappedAtCreation: true,
      label: 'uniforms',
    });
    const view = new DataView(buffer.getMappedRange());
    values.forEach(([, value], i) =>
      isFloat[i] ? view.setFloat32(4 * i, value, true) : view.setInt32(4 * i, value, true),
    );
    buffer.unmap();
    if (uniforms.size >= MOST_UNIFORMS) uniforms.clear();
    uniforms.set(key, buffer);
  }
  return buffer;
}

/**
 * Records one dispatch that writes into `output`. Several dispatches may write different parts of one output.
 * @throws Error when the number of workgroups exceeds what the device allows in one direction.
 */
export function dispatch(backend: WebGPUBackend, output: TensorInfo, job: Dispatch): void {
  const held = inside(backend);
  const { device } = held;
  const limit = device.limits.maxComputeWorkgroupsPerDimension;
  if (job.workgroups.some((count) => count > limit)) {
    throw new Error(`${job.key}: ${job.workgroups.join(' x ')} workgroups exceed the limit of ${limit}.`);
  }
  if (job.workgroups.some((count) => count === 0)) return;
  const tensors = [output, ...[...(job.more ?? []), ...job.inputs].map(({ tensor }) => tensor)];
  for (const { dataId } of tensors) {
    held.uploadToGPU(dataId);
    held.commandQueueOwnedIds.add(dataId);
  }
  const pipeline = pipelineOf(device, job);
  const resources: GPUBufferBinding[] = tensors.map((tensor) => bindingOf(backend, tensor));
  if (Object.keys(job.uniforms).length > 0) resources.push({ buffer: uniformsOf(device, job) });
  const bindGroup = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: resources.map((resource, binding) => ({ binding, resource })),
  });
  held.ensureCommandEncoderReady();
  held.computePassEncoder ??= held.commandEncoder?.beginComputePass() ?? null;
  const pass = held.computePassEncoder as GPUComputePassEncoder;
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...job.workgroups);
  held.dispatchCountInPass++;
  if (held.dispatchCountInPass < env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) return;
  held.endComputePassEncoder();
  held.submitQueue();
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
