/** Test support: a kernel thread in Node, the counterpart of ../thread.worker.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveTasks } from '../control-block.ts';
import { instantiateKernels } from '../module.ts';
import type { ThreadStart } from '../threads.ts';

const start = workerData as ThreadStart;
const exports = await instantiateKernels(start.module, start.memory);
parentPort?.postMessage('serving');
serveTasks(
  start.control,
  start.phaseNames.map((name) => exports[name]),
  start.thread,
);
