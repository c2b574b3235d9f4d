/**
 * Gives Node a `navigator.gpu` (Dawn, through the npm package `webgpu`) and starts tfjs's webgpu backend on it: a real GPU
 * where the machine has a Vulkan, Metal or D3D12 driver, otherwise the software driver that comes with Chromium
 * (SwiftShader). For tests, benches and the command line; the page never imports it.
 *
 * Dawn asks the system loader for `libvulkan.so.1`. A machine with Chromium but without the package libvulkan1 has that
 * library only in Chromium's own folder, so it is mapped into the process first; the loader then finds it by its name.
 */
import { existsSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { installBufferPool } from '../buffer-pool.ts';
import { askingForSubgroups } from '../subgroups.ts';

/** What adapter the backend runs on. */
export interface NodeWebgpu {
  backend: WebGPUBackend;
  /** Adapter in words, as "google swiftshader, SwiftShader driver 5.0.0". */
  adapterName: string;
  /** True for a CPU adapter: right for correctness, useless for absolute speed. */
  isSoftware: boolean;
}

const ADVICE =
  'No WebGPU adapter was found in Node. Install a Vulkan driver, or a Chromium, whose software driver is then used ' +
  '(Debian, Ubuntu: "apt-get install chromium"; elsewhere set CHROMIUM_PATH to a Chrome or Chromium whose folder holds ' +
  'vk_swiftshader_icd.json, or VK_DRIVER_FILES to such a file), and run again.';

/** Folders that may hold Chromium's `vk_swiftshader_icd.json`, best first. */
function chromiumFolders(): string[] {
  const asked = process.env.CHROMIUM_PATH;
  return [
    ...(asked ? [dirname(asked)] : []),
    '/usr/lib/chromium',
    '/usr/lib/chromium-browser',
    '/opt/google/chrome',
    ...playwrightFolders(),
  ];
}

function playwrightFolders(): string[] {
  const root =
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(process.env.HOME ?? '', '.cache', 'ms-playwright');
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) => ['chrome-linux', 'chrome-linux64'].map((inner) => join(root, name, inner)));
}

/** True when the system itself has a Vulkan driver installed. */
function hasSystemDriver(): boolean {
  if (process.platform !== 'linux') return true;
  return ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d', '/usr/local/share/vulkan/icd.d'].some(
    (folder) => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.json')),
  );
}

/** Maps a shared library and keeps it; Node's complaint that it is no add-on is expected. */
function mapLibrary(path: string): void {
  const RTLD_NODELETE = 0x1000;
  try {
    process.dlopen(
      { exports: {} },
      path,
      constants.dlopen.RTLD_NOW | constants.dlopen.RTLD_GLOBAL | RTLD_NODELETE,
    );
  } catch {
    // "Module did not self-register": the library stays mapped, which is all that is wanted.
  }
}

/** Points the Vulkan loader at Chromium's software driver. Returns false when there is none to be found. */
function useChromiumDriver(): boolean {
  const folder = chromiumFolders().find((path) => existsSync(join(path, 'vk_swiftshader_icd.json')));
  if (!folder) return false;
  process.env.VK_DRIVER_FILES = join(folder, 'vk_swiftshader_icd.json');
  process.env.VK_ICD_FILENAMES = process.env.VK_DRIVER_FILES;
  const loader = join(folder, 'libvulkan.so.1');
  if (existsSync(loader)) mapLibrary(loader);
  return true;
}

async function installNavigatorGpu(): Promise<GPUAdapter> {
  const chosenByUser = process.env.VK_DRIVER_FILES ?? process.env.VK_ICD_FILENAMES;
  if (process.platform === 'linux') {
    if (!isMainThread) {
      // A worker thread's process.env is a copy that the Vulkan loader never sees.
      throw new Error('startNodeWebgpu must run in a process of its own, not in a worker thread.');
    }
    if (!chosenByUser && !hasSystemDriver()) useChromiumDriver();
    else
      chromiumFolders()
        .map((folder) => join(folder, 'libvulkan.so.1'))
        .filter(existsSync)
        .slice(0, 1)
        .forEach(mapLibrary);
  }
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  let gpu = create([]);
  let adapter = await gpu.requestAdapter();
  if (!adapter && process.platform === 'linux' && !chosenByUser && useChromiumDriver()) {
    gpu = create([]);
    adapter = await gpu.requestAdapter();
  }
  if (!adapter) throw new Error(ADVICE);
  // Node 20 has no navigator; tfjs reads userAgent when there is one.
  const navigator = { gpu, userAgent: 'Node' };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true, writable: true });
  return adapter;
}

let started: Promise<NodeWebgpu> | undefined;

/**
 * Starts tfjs's webgpu backend in this Node process (once; later calls give the same). Throws an Error that says what to
 * install when there is no adapter. Call `stopNodeWebgpu` at the end, or Node will not exit.
 */
export function startNodeWebgpu(): Promise<NodeWebgpu> {
  started ??= start();
  return started;
}

async function start(): Promise<NodeWebgpu> {
  const adapter = await installNavigatorGpu();
  // The module registers its backend only if navigator.gpu is there when it is first imported.
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-webgpu');
  const ready = await askingForSubgroups(globalThis.navigator.gpu, () => tf.setBackend('webgpu'));
  if (!ready) throw new Error(ADVICE);
  await tf.ready();
  installBufferPool(tf.backend() as WebGPUBackend);
  const { vendor, architecture, description } = adapter.info;
  return {
    backend: tf.backend() as WebGPUBackend,
    adapterName: `${vendor} ${architecture}, ${description}`,
    isSoftware: architecture === 'swiftshader' || adapter.info.isFallbackAdapter,
  };
}

/** Lets go of the GPU, so that Node can exit. */
export async function stopNodeWebgpu(): Promise<void> {
  if (!started) return;
  await started;
  const tf = await import('@tensorflow/tfjs-core');
  tf.removeBackend('webgpu');
  Reflect.deleteProperty(globalThis, 'navigator');
  started = undefined;
}
