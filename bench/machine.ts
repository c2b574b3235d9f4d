/** The machine in words: figures mean nothing without it. */
import os from 'node:os';

export function machineInWords(browserVersion: string, torchVersion: string | null): string {
  const [cpu] = os.cpus();
  const load = os.loadavg()[0].toFixed(1);
  const parts = [
    `${os.cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}`,
    `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    `${os.type()} ${os.release()}`,
    `Node ${process.version}`,
    `Chromium ${browserVersion}`,
    torchVersion ? `PyTorch ${torchVersion}` : 'no PyTorch',
    `load average ${load}`,
  ];
  return parts.join(', ');
}
