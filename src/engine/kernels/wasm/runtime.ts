/**
 * Runs phases of the kernels on tfjs's heap, on one thread or several. A kernel writes its arguments (words in the order of
 * the record in assembly/), says how many independent tasks the phase has, and gets the phase done. Memory of the runtime's own
 * comes from tfjs's allocator: the arguments' record, a workspace shared by all threads, a scratch area of each thread.
 */
import { ARGUMENTS, PHASE, SCRATCH, SCRATCH_STRIDE, shareTasks } from './control-block.ts';
import type { Phase, Phases } from './module.ts';
import type { Threads } from './threads.ts';

/** The memory that tensors live in, and its allocator. */
export interface Heap {
  readonly memory: WebAssembly.Memory;
  /** Address of `bytes` new bytes; 0 when there is no room. */
  allocate(bytes: number): number;
  free(address: number): void;
}

const ARGUMENT_BYTES = 4096;
const ALIGNMENT = 64;

/** A float argument as the word that holds its bits. */
export function floatWord(value: number): number {
  floatView[0] = value;
  return wordView[0];
}
const floatView = new Float32Array(1);
const wordView = new Int32Array(floatView.buffer);

/** A block of the heap that grows when more is asked for and is kept between kernels. */
class Block {
  private address = 0;
  private size = 0;

  constructor(private readonly heap: Heap) {}

  /** Aligned address of at least `bytes` bytes; the content does not survive. */
  reserve(bytes: number): number {
    if (bytes > this.size) {
      this.release();
      const size = Math.ceil(bytes * 1.25);
      this.address = this.heap.allocate(size + ALIGNMENT);
      if (this.address === 0) throw new Error(`No memory for ${size} bytes of the WASM kernels' workspace`);
      this.size = size;
    }
    return Math.ceil(this.address / ALIGNMENT) * ALIGNMENT;
  }

  release(): void {
    if (this.size > 0) this.heap.free(this.address);
    this.size = 0;
  }
}

export class KernelRuntime {
  private readonly argumentBlock: Block;
  private readonly workspaceBlock: Block;
  private readonly scratchBlock: Block;
  private readonly phases: Phase[];
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(
    private readonly heap: Heap,
    exports: Phases,
    readonly phaseNames: readonly string[],
    readonly threads: Threads | null,
  ) {
    this.argumentBlock = new Block(heap);
    this.workspaceBlock = new Block(heap);
    this.scratchBlock = new Block(heap);
    this.phases = phaseNames.map((name) => exports[name]);
    this.numbers = new Map(phaseNames.map((name, i) => [name, i]));
  }

  /** Memory for one kernel, shared by its phases and threads, valid until the next kernel asks. */
  workspace(bytes: number): number {
    return this.workspaceBlock.reserve(bytes);
  }

  /** Runs tasks 0 .. tasks - 1 of a phase; `words` are its arguments, `scratchBytes` what a task may use of its own. */
  run(phase: string, tasks: number, words: readonly number[], scratchBytes = 0): void {
    const number = this.numbers.get(phase);
    if (number === undefined) throw new Error(`The WASM kernels have no phase "${phase}"`);
    const args = this.argumentBlock.reserve(ARGUMENT_BYTES);
    const stride = Math.ceil(scratchBytes / ALIGNMENT) * ALIGNMENT;
    const scratch = stride > 0 ? this.scratchBlock.reserve(stride * (1 + (this.threads?.count ?? 0))) : 0;
    new Int32Array(this.heap.memory.buffer, args, words.length).set(words);
    if (this.threads && tasks > 1 && this.threads.used > 0) {
      const { control } = this.threads;
      control[PHASE] = number;
      control[ARGUMENTS] = args;
      control[SCRATCH] = scratch;
      control[SCRATCH_STRIDE] = stride;
      shareTasks(control, this.phases, tasks);
      return;
    }
    const run = this.phases[number];
    for (let task = 0; task < tasks; task++) run(args, task, scratch);
  }

  /** Gives the memory back and ends the threads. */
  dispose(): void {
    this.threads?.stop();
    this.argumentBlock.release();
    this.workspaceBlock.release();
    this.scratchBlock.release();
  }
}
