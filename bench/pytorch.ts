/** A Python process that measures PyTorch's steps on command (pytorch_step.py), so that both sides are measured in turns. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BenchNetwork } from './networks.ts';

type Measured = Pick<BenchNetwork, 'backbone' | 'sizePx' | 'batch'> & {
  /** The processor where it is absent. */
  readonly device?: 'cpu' | 'cuda';
};

export interface PyTorchTimes {
  readonly stepMs: number[];
  readonly embedMs: number[];
}

export interface PyTorch {
  readonly version: string;
  /** Name of the CUDA device; null where there is none. */
  readonly gpu: string | null;
  measure(network: Measured, threads: number, steps: number, embeds: number): Promise<PyTorchTimes>;
  close(): void;
}

/** The first Python that has PyTorch. */
function findPython(): string | null {
  const candidates = [process.env.PYTHON, '/usr/bin/python3', 'python3', 'python'];
  const works = (python: string) => spawnSync(python, ['-c', 'import torch']).status === 0;
  return candidates.find((python): python is string => Boolean(python) && works(python as string)) ?? null;
}

/** Null, with a line that says so, where there is no PyTorch. */
export async function startPyTorch(): Promise<PyTorch | null> {
  const python = findPython();
  if (!python) {
    console.log('PyTorch was not found (Debian: python3-torch; or set PYTHON): its figures are left out.');
    return null;
  }
  const script = fileURLToPath(new URL('./pytorch_step.py', import.meta.url));
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async <T>(): Promise<T> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('bench/pytorch_step.py ended early');
    return JSON.parse(value) as T;
  };
  const { torch, gpu } = await answer<{ torch: string; gpu: string | null }>();
  return {
    version: torch,
    gpu,
    measure: ({ backbone, sizePx, batch, device }, threads, steps, embeds) => {
      const command = { network: backbone, sizePx, batch, device, threads, steps, embeds };
      child.stdin.write(`${JSON.stringify(command)}\n`);
      return answer<PyTorchTimes>();
    },
    close: () => child.stdin.end(),
  };
}
