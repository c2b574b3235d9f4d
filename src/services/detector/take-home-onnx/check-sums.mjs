/** Whether the files of a detector are those that were saved: SHA256SUMS has a line for each, as `sha256sum -c` reads them. */

const LINE = /^([0-9a-f]{64}) {2}(.+)$/;

const hex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * @param {(name: string) => Promise<Uint8Array | ArrayBuffer>} read Bytes of a file of the detector.
 * @param {readonly string[]} names What has to have a line: what is going to be read.
 * @throws {Error} naming the first file that is missing, was changed or damaged
 */
export async function checkSums(read, names) {
  // Browsers compute sums only for pages that came over https or from this machine.
  if (!globalThis.crypto?.subtle) return;
  const content = async (name) => {
    try {
      return await read(name);
    } catch (error) {
      throw new Error(`${name} is missing or cannot be read.`, { cause: error });
    }
  };
  const text = new TextDecoder().decode(await content('SHA256SUMS'));
  const sums = new Map();
  for (const line of text.trimEnd().split('\n')) {
    const [, sum, name] = LINE.exec(line) ?? [];
    if (sum === undefined) throw new Error('SHA256SUMS was changed or damaged.');
    sums.set(name, sum);
  }
  for (const [name, sum] of sums)
    if (hex(await crypto.subtle.digest('SHA-256', await content(name))) !== sum)
      throw new Error(`${name} is not the file that SHA256SUMS has: one of the two was changed or damaged.`);
  for (const name of names)
    if (!sums.has(name)) throw new Error(`SHA256SUMS has no ${name}: it was changed or damaged.`);
}
