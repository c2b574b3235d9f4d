/**
 * The compiled kernels: which of the four builds fits, and its bytes. Built by `npm run kernels`; a bundler turns the
 * URLs into assets, Node reads the files.
 */
export interface KernelModule {
  readonly module: WebAssembly.Module;
  /** Products and sums in one rounding; results differ from the plain build in the last bits. */
  readonly relaxedSimd: boolean;
}

/** A phase of a kernel (assembly/index.ts): arguments' record, number of the task, scratch of the thread. */
export type Phase = (args: number, task: number, scratch: number) => void;
export type Phases = Readonly<Record<string, Phase>>;

/** The build for a shared or unshared memory, with relaxed SIMD where this engine has it. Throws when a file is missing. */
export async function loadKernelModule(shared: boolean, wantRelaxed = true): Promise<KernelModule> {
  if (wantRelaxed) {
    const bytes = await readBytes(
      shared
        ? new URL('./generated/relaxed-shared.wasm', import.meta.url)
        : new URL('./generated/relaxed.wasm', import.meta.url),
    );
    if (WebAssembly.validate(bytes)) return { module: await WebAssembly.compile(bytes), relaxedSimd: true };
  }
  const bytes = await readBytes(
    shared
      ? new URL('./generated/plain-shared.wasm', import.meta.url)
      : new URL('./generated/plain.wasm', import.meta.url),
  );
  return { module: await WebAssembly.compile(bytes), relaxedSimd: false };
}

/** The module on a memory. */
export async function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Promise<Phases> {
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  return instance.exports as unknown as Phases;
}

async function readBytes(url: URL): Promise<BufferSource> {
  if (url.protocol === 'file:') {
    const { readFileSync } = process.getBuiltinModule('node:fs');
    return readFileSync(url);
  }
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`The WASM kernels could not be loaded: ${response.status} for ${url.href}`);
  return response.arrayBuffer();
}
