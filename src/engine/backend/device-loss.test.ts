import { describe, expect, it } from 'vitest';
import { watchDevice, type WatchedDevice } from './device-loss.ts';

class GPUOutOfMemoryError extends Error {}

function fakeDevice() {
  let lose: (info: { reason: string; message: string }) => void = () => {};
  const listeners: ((event: { error: Error }) => void)[] = [];
  const device: WatchedDevice = {
    lost: new Promise((resolve) => (lose = resolve)),
    addEventListener: (_, listener) => listeners.push(listener),
  };
  const fail = (error: Error) => listeners.forEach((listener) => listener({ error }));
  return { device, lose: (reason: string, message: string) => lose({ reason, message }), fail };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a watched device', () => {
  it('reports its loss once', async () => {
    const { device, lose, fail } = fakeDevice();
    const codes: string[] = [];
    watchDevice(device).arm(({ report }) => codes.push(report.code));
    lose('unknown', 'driver reset');
    await settled();
    fail(new Error('late'));
    expect(codes).toEqual(['device-lost']);
  });

  it('tells running out of memory from other errors', () => {
    const { device, fail } = fakeDevice();
    const reports: object[] = [];
    watchDevice(device).arm(({ report }) => reports.push(report));
    fail(new GPUOutOfMemoryError('no room'));
    expect(reports).toMatchObject([{ code: 'device-out-of-memory', detail: { reason: 'no room' } }]);
  });

  it('remembers trouble from before it was armed, and is silent about its own end', async () => {
    const early = fakeDevice();
    const watch = watchDevice(early.device);
    early.fail(new Error('bad shader'));
    expect(watch.trouble()).toBe('bad shader');
    const ended = fakeDevice();
    const quiet = watchDevice(ended.device);
    quiet.release();
    ended.lose('destroyed', '');
    await settled();
    expect(quiet.trouble()).toBeNull();
  });

  it('that someone else destroys is lost like any other', async () => {
    const { device, lose } = fakeDevice();
    const watch = watchDevice(device);
    lose('destroyed', '');
    await settled();
    expect(watch.trouble()).toBe('it was destroyed');
  });
});
