/** Progress on the terminal (standard error): one line that is rewritten, or now and then a new line where output goes to a file. */
import type { RunStatus } from './drive.ts';

/** Seconds left at the present pace, in words. */
function timeLeft(status: RunStatus): string {
  if (status.stepMs === null || status.step >= status.steps) return '';
  const seconds = Math.ceil(((status.steps - status.step) * status.stepMs) / 1000);
  return seconds >= 90 ? `, ${Math.ceil(seconds / 60)} min left` : `, ${seconds} s left`;
}

/** A status in one line. */
export function describeStatus(status: RunStatus): string {
  const { phase, detail, step, steps, loss, accuracy, stepMs } = status;
  if (phase !== 'training' || step === 0) return detail ? `${phase}: ${detail}` : phase;
  const numbers =
    loss === null ? '' : `, loss ${loss.toFixed(3)}, proxy accuracy ${(accuracy ?? 0).toFixed(2)}`;
  const pace = stepMs === null ? '' : `, ${(1000 / stepMs).toFixed(1)} steps/s`;
  return `step ${step} of ${steps}${numbers}${pace}${timeLeft(status)}${detail ? ` (${detail})` : ''}`;
}

export class Progress {
  private last = '';
  private lastAtMs = 0;
  private open = false;

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  /** Shows a passing state: rewritten on a terminal, at most every five seconds elsewhere. */
  update(text: string): void {
    if (text === this.last) return;
    if (this.stream.isTTY) {
      this.stream.write(`\r\x1b[2K${text.slice(0, (this.stream.columns ?? 80) - 1)}`);
      this.open = true;
    } else {
      if (Date.now() - this.lastAtMs < 5000) return;
      this.stream.write(`${text}\n`);
    }
    this.last = text;
    this.lastAtMs = Date.now();
  }

  /** Takes away what is still shown of a passing state. */
  end(): void {
    if (this.open) this.stream.write('\r\x1b[2K');
    this.open = false;
  }

  /** A line that stays. */
  line(text: string): void {
    this.end();
    this.stream.write(`${text}\n`);
  }
}
