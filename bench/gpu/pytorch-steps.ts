/** The same training steps in PyTorch on the same GPU (CUDA, float32 without TF32, channels_last), where Python has it. */
import type { PyTorch } from '../pytorch.ts';
import type { Case } from './cases.ts';
import type { Stage } from './stages.ts';
import { median } from '../median.ts';

const WARM_UP = 5;
const MOST_STEPS = 100;

export const pytorchSteps =
  (pytorch: PyTorch | null, one: Case, onProcessor: boolean): Stage =>
  async (left) => {
    if (!pytorch) return { leftOut: 'there is no Python with PyTorch (PYTHON names one)' };
    if (!pytorch.gpu && !onProcessor) return { leftOut: `PyTorch ${pytorch.version} finds no CUDA device` };
    const device = pytorch.gpu ? 'cuda' : 'cpu';
    const measure = (steps: number) => pytorch.measure({ ...one, device }, 1, steps, 0);
    const { stepMs: first } = await measure(WARM_UP);
    const onceMs = first[first.length - 1];
    const count = Math.max(2, Math.min(MOST_STEPS, Math.floor((500 * left()) / onceMs)));
    const { stepMs } = await measure(count);
    return {
      version: pytorch.version,
      device: pytorch.gpu ?? 'processor',
      steps: count,
      msPerStep: median(stepMs),
    };
  };
