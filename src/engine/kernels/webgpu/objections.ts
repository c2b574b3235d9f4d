/** What a device objects to while something is tried is a failure of that work, not of the device. */

const KINDS = ['validation', 'internal', 'out-of-memory'] as const;

/** @throws Error with the device's objection, or what `work` throws */
export async function withoutObjection<T>(device: GPUDevice, work: () => Promise<T>): Promise<T> {
  for (const kind of KINDS) device.pushErrorScope(kind);
  const objection = async () => {
    const found = await Promise.all(KINDS.map(() => device.popErrorScope()));
    return found.find((error) => error !== null);
  };
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await objection();
    throw error;
  }
  const found = await objection();
  if (found) throw new Error(found.message);
  return result;
}
