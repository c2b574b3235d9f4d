/**
 * tfjs attaches no handler to a WebGPU device: after a loss its operations seem to succeed and reads reject, and an error that nobody
 * captures leaves wrong numbers behind. These handlers tell the page, which starts a new worker and restores the last checkpoint.
 */
import { backend } from '@tensorflow/tfjs-core';
import type { EngineEvent } from '../../worker/protocol.ts';

type DeviceLost = Extract<EngineEvent, { type: 'device-lost' }>;

/** The part of a GPUDevice that is watched. */
export interface WatchedDevice {
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  addEventListener(type: 'uncapturederror', listener: (event: { readonly error: Error }) => void): void;
}

export interface DeviceWatch {
  /** First trouble so far, or null. */
  trouble(): string | null;
  /** From now on trouble is sent, once; the first of it at once. */
  arm(send: (event: DeviceLost) => void): void;
  /** Nothing is computed on it for now: trouble is remembered, and told when it is armed again. */
  rest(): void;
  /** The device is given up: that it ends now is no trouble. */
  release(): void;
}

export function watchDevice(device: WatchedDevice): DeviceWatch {
  let first: DeviceLost | null = null;
  let send: ((event: DeviceLost) => void) | null = null;
  let released = false;
  const report = (code: string, reason: string) => {
    if (first || released) return;
    const message = `The graphics device stopped (${reason}). The last checkpoint was kept; the engine is being started again.`;
    first = { type: 'device-lost', report: { code, message, detail: { reason } } };
    send?.(first);
  };
  void device.lost.then(({ reason, message }) => {
    report('device-lost', message || (reason === 'destroyed' ? 'it was destroyed' : 'no reason given'));
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    const memory = error.constructor.name === 'GPUOutOfMemoryError';
    report(memory ? 'device-out-of-memory' : 'device-error', error.message);
  });
  return {
    trouble: () => first?.report.detail.reason.toString() ?? null,
    arm: (listener) => {
      send = listener;
      if (first) listener(first);
    },
    rest: () => {
      send = null;
    },
    release: () => {
      released = true;
    },
  };
}

/** The device under tfjs's active WebGPU backend. */
export function activeDevice(): WatchedDevice {
  return (backend() as unknown as { device: WatchedDevice }).device;
}
