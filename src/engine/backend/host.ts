/** What the surroundings (worker or Node) hand to the engine. */

/** URLs of tfjs's WASM binaries, by file name. */
export interface WasmAssets {
  readonly 'tfjs-backend-wasm.wasm': string;
  readonly 'tfjs-backend-wasm-simd.wasm': string;
  readonly 'tfjs-backend-wasm-threaded-simd.wasm': string;
}

/** A few small values that outlive the engine. Reading may fail or be empty at any time. */
export interface DeviceNotes {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<void>;
}

export interface EngineHost {
  /** Needed in the browser; Node finds the files by itself. */
  readonly wasmAssets?: WasmAssets;
  /** Where the page lies; the ImageNet backbone is under it. Without it there is none. */
  readonly baseUrl?: string;
  /** WASM threads wanted; default: the number of logical cores, at most 8. */
  readonly wasmThreads?: number;
  /** Workers that make batches ahead; default: by backend and cores, none where there is no `Worker`. */
  readonly batchWorkers?: number;
  /** What was measured at earlier starts; without it everything is measured anew. */
  readonly notes?: DeviceNotes;
  /** Bytes that tensors may take; default: what the backend and the machine say. */
  readonly memoryLimitBytes?: number;
}
