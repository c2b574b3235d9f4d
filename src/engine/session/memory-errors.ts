/**
 * WebGPU tells of memory that it could not give some time after it was asked, and goes on with buffers that hold nothing. Here work is watched
 * for that, so that a batch can be tried in smaller parts instead of ending the run.
 */
import { backend, getBackend } from '@tensorflow/tfjs-core';

type Watched = Pick<GPUDevice, 'pushErrorScope' | 'popErrorScope'>;

/** False where the device had no room for `work`: nothing that it has made may be used then. Other errors are thrown. */
export async function hadRoom(work: () => Promise<unknown>): Promise<boolean> {
  if (getBackend() === 'webgpu')
    return deviceHadRoom((backend() as unknown as { device: GPUDevice }).device, work);
  await work();
  return true;
}

export async function deviceHadRoom(device: Watched, work: () => Promise<unknown>): Promise<boolean> {
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  let thrown: { error: unknown } | null = null;
  try {
    await work();
  } catch (error) {
    thrown = { error };
  }
  // What follows from missing memory (buffers that are none, reads that fail) is no error of its own.
  const validation = await device.popErrorScope();
  if ((await device.popErrorScope()) !== null) return false;
  if (thrown) throw thrown.error;
  if (validation) throw new Error(validation.message);
  return true;
}
