/** A kernel thread in the browser: gets the module and the shared memory once, then serves tasks until it is terminated. */
import { serveTasks } from './control-block.ts';
import { instantiateKernels } from './module.ts';
import type { ThreadStart } from './threads.ts';

self.onmessage = async ({ data }: MessageEvent<ThreadStart>) => {
  const exports = await instantiateKernels(data.module, data.memory);
  const phases = data.phaseNames.map((name) => exports[name]);
  self.postMessage('serving');
  serveTasks(data.control, phases, data.thread);
};
