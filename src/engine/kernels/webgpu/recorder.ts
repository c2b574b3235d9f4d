/**
 * Commands of a step, kept to be given again. While it records, the recorder stands in for the command encoder of tfjs's backend (so tfjs's own
 * programs are recorded as well), and every buffer that the work asks for comes from an arena of its own: a buffer that is given back
 * serves what follows, since commands keep their order, but nothing outside the step. What was uploaded or holds uniforms
 * is never used for something else. Nothing runs before `replay`.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env } from '@tensorflow/tfjs-core';
import { NOTHING_WAITS } from './buffer-pool.ts';
import type { BufferManager } from './device.ts';
import { inside, submitRecorded } from './device.ts';

const SUBMIT_SIZE = 'WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE';
/** Dispatches of one submit: few enough for others to use the screen in between. */
const PER_SUBMIT = 64;

type Dispatch = readonly [pipeline: GPUComputePipeline, group: GPUBindGroup, x: number, y: number, z: number];
type Copy = readonly [from: GPUBuffer, fromOffset: number, to: GPUBuffer, toOffset: number, size: number];
type Command =
  { readonly kind: 'dispatch'; readonly dispatch: Dispatch } | { readonly kind: 'copy'; readonly copy: Copy };

/** The buffers of one recorded step. */
export class Arena implements BufferManager {
  numBytesUsed = 0;
  numBytesAllocated = 0;
  private readonly all = new Set<GPUBuffer>();
  private readonly fixed = new WeakSet<GPUBuffer>();
  private readonly free = new Map<string, GPUBuffer[]>();
  private used = 0;

  constructor(private readonly create: (descriptor: GPUBufferDescriptor) => GPUBuffer) {}

  acquireBuffer(size: number, usage: number, mappedAtCreation = false): GPUBuffer {
    const fixed = mappedAtCreation || (usage & GPUBufferUsage.UNIFORM) !== 0;
    const waiting = fixed ? undefined : this.free.get(`${size} ${usage}`)?.pop();
    const buffer = waiting ?? this.create({ size, usage, mappedAtCreation });
    if (!waiting) {
      this.all.add(buffer);
      this.numBytesAllocated += size;
    }
    if (fixed) this.fixed.add(buffer);
    this.used++;
    this.numBytesUsed += size;
    return buffer;
  }

  releaseBuffer(buffer: GPUBuffer): void {
    this.used--;
    this.numBytesUsed -= buffer.size;
    if (this.fixed.has(buffer)) return;
    const key = `${buffer.size} ${buffer.usage}`;
    const waiting = this.free.get(key);
    if (waiting) waiting.push(buffer);
    else this.free.set(key, [buffer]);
  }

  owns(buffer: GPUBuffer): boolean {
    return this.all.has(buffer);
  }

  getNumUsedBuffers(): number {
    return this.used;
  }

  getNumFreeBuffers(): number {
    return this.all.size - this.used;
  }

  dispose(): void {
    for (const buffer of this.all) buffer.destroy();
    this.all.clear();
    this.free.clear();
    this.numBytesAllocated = this.numBytesUsed = 0;
  }
}

class RecordingPass {
  private pipeline: GPUComputePipeline | null = null;
  private group: GPUBindGroup | null = null;

  constructor(private readonly commands: Command[]) {}

  setPipeline(pipeline: GPUComputePipeline): void {
    this.pipeline = pipeline;
  }

  setBindGroup(_: number, group: GPUBindGroup): void {
    this.group = group;
  }

  dispatchWorkgroups(x: number, y = 1, z = 1): void {
    if (!this.pipeline || !this.group) throw new Error('A dispatch has no pipeline.');
    this.commands.push({ kind: 'dispatch', dispatch: [this.pipeline, this.group, x, y, z] });
  }

  end(): void {
    // Passes are made anew at every replay.
  }
}

class RecordingEncoder {
  constructor(private readonly commands: Command[]) {}

  beginComputePass(): RecordingPass {
    return new RecordingPass(this.commands);
  }

  copyBufferToBuffer(...copy: Copy): void {
    this.commands.push({ kind: 'copy', copy });
  }
}

export class RecordedCommands {
  constructor(
    private readonly backend: WebGPUBackend,
    private readonly commands: readonly Command[],
    readonly arena: Arena,
  ) {}

  get dispatches(): number {
    return this.commands.filter(({ kind }) => kind === 'dispatch').length;
  }

  /** Hands over what tfjs has recorded, so that buffers can be written for the next replay. */
  submitWaiting(): void {
    submitRecorded(this.backend);
  }

  /** All commands again; `last` may add to the last of them. */
  replay(last: (encoder: GPUCommandEncoder) => void): void {
    const { device, queue } = this.backend;
    let encoder = device.createCommandEncoder();
    let pass: GPUComputePassEncoder | null = null;
    let inSubmit = 0;
    for (const command of this.commands) {
      if (command.kind === 'copy') {
        pass?.end();
        pass = null;
        encoder.copyBufferToBuffer(...command.copy);
        continue;
      }
      const [pipeline, group, x, y, z] = command.dispatch;
      pass ??= encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(x, y, z);
      if (++inSubmit < PER_SUBMIT) continue;
      pass.end();
      pass = null;
      queue.submit([encoder.finish()]);
      encoder = device.createCommandEncoder();
      inSubmit = 0;
    }
    pass?.end();
    last(encoder);
    queue.submit([encoder.finish()]);
  }
}

/**
 * Records what `work` asks of the device. Tensors that outlive `work` and are not views must be taken care of by the caller: their buffers
 * are the arena's.
 */
export function record(
  backend: WebGPUBackend,
  work: () => void,
  create: (descriptor: GPUBufferDescriptor) => GPUBuffer = (d) => backend.device.createBuffer(d),
): RecordedCommands {
  submitRecorded(backend);
  const held = inside(backend);
  const arena = new Arena(create);
  const commands: Command[] = [];
  const { bufferManager } = held;
  const submitSize = env().getNumber(SUBMIT_SIZE);
  env().set(SUBMIT_SIZE, Number.MAX_SAFE_INTEGER);
  held.bufferManager = arena;
  held.commandQueueOwnedIds = NOTHING_WAITS;
  held.commandEncoder = new RecordingEncoder(commands) as unknown as GPUCommandEncoder;
  let succeeded = false;
  try {
    work();
    succeeded = true;
  } finally {
    held.computePassEncoder = null;
    held.commandEncoder = null;
    held.dispatchCountInPass = 0;
    held.commandQueueOwnedIds = new WeakSet();
    dropPending(held);
    held.bufferManager = bufferManager;
    env().set(SUBMIT_SIZE, submitSize);
    if (!succeeded) arena.dispose();
  }
  return new RecordedCommands(backend, commands, arena);
}

/** What tfjs would give back at its next submit belongs to the arena. */
function dropPending(held: ReturnType<typeof inside>): void {
  const lists = held as unknown as { uniformPendingDisposal: unknown[]; stagingPendingDisposal: unknown[] };
  lists.uniformPendingDisposal = [];
  lists.stagingPendingDisposal = [];
}
