/** Time spent in each kernel: every registered kernel is wrapped with a clock while `work` runs. */
import { getKernelsForBackend, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';

export interface KernelTime {
  readonly kernel: string;
  readonly msPerStep: number;
  readonly callsPerStep: number;
}

export async function profileKernels(
  backendName: string,
  work: () => Promise<unknown>,
  steps: number,
): Promise<KernelTime[]> {
  const spent = new Map<string, { ms: number; calls: number }>();
  const kernels = getKernelsForBackend(backendName);
  for (const kernel of kernels) {
    const { kernelName, kernelFunc } = kernel;
    const sum = { ms: 0, calls: 0 };
    spent.set(kernelName, sum);
    unregisterKernel(kernelName, backendName);
    registerKernel({
      ...kernel,
      kernelFunc: (params) => {
        const startedAt = performance.now();
        const result = kernelFunc(params);
        sum.ms += performance.now() - startedAt;
        sum.calls++;
        return result;
      },
    });
  }
  await work();
  for (const kernel of kernels) {
    unregisterKernel(kernel.kernelName, backendName);
    registerKernel(kernel);
  }
  return [...spent]
    .filter(([, { calls }]) => calls > 0)
    .map(([kernel, { ms, calls }]) => ({ kernel, msPerStep: ms / steps, callsPerStep: calls / steps }))
    .sort((a, b) => b.msPerStep - a.msPerStep);
}
