/**
 * tfjs attaches no handler to a WebGPU device: after a loss its operations seem to succeed and reads reject. These handlers tell the
 * page, which starts a new worker and restores the last checkpoint.
 */
import { backend } from '@tensorflow/tfjs-core';
import type { EngineEvent } from '../../worker/protocol.ts';

type DeviceLost = Extract<EngineEvent, { type: 'device-lost' }>;

/** Call once after the WebGPU backend has started. */
export function watchDevice(send: (event: DeviceLost) => void): void {
  const { device } = backend() as unknown as { device?: GPUDevice };
  if (!device) return;
  void device.lost.then((info) => {
    if (info.reason === 'destroyed') return;
    send(lost('device-lost', info.message || 'no reason given'));
  });
  device.addEventListener('uncapturederror', (event) => {
    const { error } = event;
    const memory = typeof GPUOutOfMemoryError !== 'undefined' && error instanceof GPUOutOfMemoryError;
    send(lost(memory ? 'device-out-of-memory' : 'device-error', error.message));
  });
}

function lost(code: string, reason: string): DeviceLost {
  const message = `The graphics device stopped (${reason}). The last checkpoint was kept; the engine is being started again.`;
  return { type: 'device-lost', report: { code, message, detail: { reason } } };
}
