import { describe, expect, it } from 'vitest';
import { sharesMemory, whyOneThread, withheld, type Scope } from './page-features.ts';

const all = { gpu: {}, serviceWorker: {}, mediaDevices: {} };
const secure: Scope = {
  isSecureContext: true,
  crossOriginIsolated: true,
  SharedArrayBuffer,
  navigator: all,
};

describe('what a browser withholds', () => {
  it('nothing on a secure page, whatever the browser lacks by itself', () => {
    expect(withheld(secure)).toEqual([]);
    expect(withheld({ ...secure, navigator: {} })).toEqual([]);
  });

  it('over plain http it names what is really missing', () => {
    expect(withheld({ isSecureContext: false, navigator: {} })).toEqual([
      'gpu',
      'threads',
      'offline',
      'camera',
    ]);
    expect(withheld({ isSecureContext: false, navigator: { ...all, gpu: undefined } })).toEqual([
      'gpu',
      'threads',
    ]);
  });

  it('memory is shared only where there is both isolation and shared memory', () => {
    expect(sharesMemory(secure)).toBe(true);
    expect(whyOneThread(secure)).toBeNull();
    expect(sharesMemory({ ...secure, SharedArrayBuffer: undefined })).toBe(false);
    expect(whyOneThread({ ...secure, SharedArrayBuffer: undefined })).toBe('noSharedMemory');
    expect(whyOneThread({ ...secure, crossOriginIsolated: false })).toBe('isolated');
    expect(whyOneThread({ isSecureContext: false })).toBe('insecure');
  });
});
