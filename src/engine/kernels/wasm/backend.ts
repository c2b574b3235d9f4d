/** What the kernels use of tfjs's WASM backend: its heap, its allocator, the addresses of its tensors. */
import type { TensorInfo } from '@tensorflow/tfjs-core';

export interface WasmBackend {
  /** Null once the backend is disposed of. */
  readonly wasm: {
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** Set by the threaded build. */
    readonly wasmMemory?: WebAssembly.Memory;
    /** Exports of the unthreaded build. */
    readonly asm?: { readonly memory?: WebAssembly.Memory };
  } | null;
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo;
  incRef(dataId: object): void;
}

/** tfjs's heap. Never keep a view over it: it grows. */
export function heapOf({ wasm }: WasmBackend): WebAssembly.Memory {
  const memory = wasm?.wasmMemory ?? wasm?.asm?.memory;
  if (!memory) throw new Error('The memory of the WASM backend was not found: another version of tfjs?');
  return memory;
}

export function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
}
