/**
 * What a session computes on. Where nobody has chosen and there is a GPU, it is compared with WASM and all its threads before a run: a few real
 * steps of the configured network on each (step-time.ts), and the faster one is taken. What was measured is kept by device, network and
 * batch. A candidate that fails is told and left out; a choice made by a person is never questioned.
 */
import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import type {
  BackendChoice,
  BackendComparison,
  BackendName,
  BackendReport,
  BackendStep,
  EngineEvent,
} from '../../worker/protocol.ts';
import type { EngineHost } from '../backend/host.ts';
import {
  discard,
  reasonOf,
  startBackend,
  startOne,
  wantedThreads,
  type StartedBackend,
} from '../backend/start.ts';
import { stopWasm } from '../backend/start-wasm.ts';
import type { Trial } from './backend-trial.ts';
import { asPlaygroundError } from './failures.ts';
import { readComparison, writeComparison } from './kept-comparison.ts';

/** WASM that is so many times slower by a first estimate is measured no further. */
const HOPELESS = 8;

const isGpu = (name: BackendName) => name === 'webgpu' || name === 'webgl';

type Rejected = BackendReport['rejected'];

export class Computing {
  private active: StartedBackend | null = null;
  private rejected: Rejected = [];
  /** Those that the configuration of now has failed on. */
  private failed: Rejected = [];
  private compared: BackendComparison | null = null;
  /** What else has started; the GPU stays when it is not used. */
  private readonly others = new Map<BackendName, StartedBackend>();
  private auto = false;

  /** `send` settles when the page has heard it; `leave` lets go of what lies on the active backend, before another one takes over. */
  constructor(
    private readonly host: EngineHost,
    private readonly send: (event: EngineEvent) => unknown,
    private readonly leave: () => void,
  ) {}

  get report(): BackendReport | null {
    const { active, compared } = this;
    const rejected = [...this.rejected, ...this.failed];
    return active && { ...active.report, rejected, ...(compared && { compared }) };
  }

  async start(choice: BackendChoice): Promise<BackendReport> {
    this.active = this.compared = null;
    this.failed = [];
    for (const { watch } of this.others.values()) watch?.release();
    this.others.clear();
    const { host, send } = this;
    const { rejected, ...active } = await startBackend(choice, host, send);
    this.auto = choice === 'auto';
    this.active = active;
    this.rejected = rejected;
    return { ...active.report, rejected };
  }

  /** `work` on the backend that is fastest for it. */
  async withFastest<T>(trial: () => Promise<Trial>, work: () => Promise<T>): Promise<T> {
    const gpu = this.gpu();
    if (!gpu) return work();
    await this.choose(await trial(), gpu);
    if (this.active?.report.name !== gpu) return work();
    try {
      return await work();
    } catch (error) {
      // What is wrong with the configuration is wrong everywhere; a device that computes wrongly is not.
      const { code, message, detail } = asPlaygroundError(error);
      if (code !== 'device-differs' && code !== 'engine-failed') throw error;
      const reason =
        code === 'device-differs'
          ? `the self-test differs by ${detail.difference} (${detail.product})`
          : message;
      if (!(await this.use('wasm'))) throw error;
      this.reject(gpu, reason);
      await this.tell();
      return work();
    }
  }

  /** The GPU that `auto` has found, as long as nothing is wrong with it. */
  private gpu(): BackendName | null {
    if (!this.auto || !this.active) return null;
    const found = [this.active, ...this.others.values()].find(({ report }) => isGpu(report.name));
    return found && !found.watch?.trouble() ? found.report.name : null;
  }

  private async choose(trial: Trial, gpu: BackendName): Promise<void> {
    this.failed = [];
    const { host } = this;
    const { device = '' } = (this.others.get(gpu) ?? this.active)?.report ?? {};
    const about = { gpu, device, threads: wantedThreads(host), ...trial };
    const kept = await readComparison(host.notes, about);
    // The run before makes room.
    if (!kept) this.leave();
    const steps = kept ?? (await this.compare(trial, gpu));
    const [fastest] = [...steps].sort((a, b) => a.stepMs - b.stepMs);
    if (!fastest) return this.tell();
    this.compared = { steps, kept: kept !== null };
    // A single figure is no comparison: next time it is tried again.
    if (!kept && steps.length > 1) await writeComparison(host.notes, about, steps);
    await this.use(fastest.name);
    if (fastest.name === gpu) await this.forgetWasm();
    await this.tell();
  }

  private async compare({ measure }: Trial, gpu: BackendName): Promise<BackendStep[]> {
    const steps: BackendStep[] = [];
    for (const name of [gpu, 'wasm'] as const) {
      this.send({ type: 'status', phase: 'comparing', fraction: steps.length / 2 });
      if (!(await this.use(name))) continue;
      const { report, watch } = this.active as StartedBackend;
      // What happens to a device that is only tried ends no session.
      watch?.rest();
      try {
        const time = await measure(steps.length > 0 ? HOPELESS * steps[0].stepMs : Infinity);
        const trouble = watch?.trouble();
        if (trouble) throw new Error(trouble);
        steps.push({ name, threads: report.threads, ...time });
        watch?.arm(this.send);
      } catch (error) {
        this.reject(name, reasonOf(error));
      }
    }
    return steps;
  }

  private reject(name: BackendName, reason: string): void {
    this.failed = [...this.failed.filter((one) => one.name !== name), { name, reason }];
  }

  /** Makes this backend the active one; false where it cannot be: it is told why, and the one before stays. */
  private async use(name: BackendName): Promise<boolean> {
    const { active, host, send } = this;
    if (!active || active.report.name === name) return active !== null;
    this.leave();
    const before = getBackend();
    active.watch?.rest();
    try {
      const known = this.others.get(name);
      const trouble = known?.watch?.trouble();
      if (trouble) throw new Error(trouble);
      const next = known ?? (await startOne(name, host, send, true));
      if (known && !(await setBackend(name))) throw new Error(`${name} did not come back`);
      this.others.delete(name);
      this.others.set(active.report.name, active);
      this.active = next;
      next.watch?.arm(send);
      return true;
    } catch (error) {
      this.reject(name, reasonOf(error));
      await setBackend(before);
      active.watch?.arm(send);
      return false;
    }
  }

  /** Its memory never shrinks: it goes as a whole, and comes back when it is wanted. */
  private async forgetWasm(): Promise<void> {
    if (!this.others.delete('wasm')) return;
    await stopWasm();
    discard('wasm');
  }

  private async tell(): Promise<void> {
    const { report } = this;
    if (report) await this.send({ type: 'backend', backend: report });
  }
}
