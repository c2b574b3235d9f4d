/**
 * A file of a zip archive that is packed whole when it is given whole. fflate's own class for this (`ZipDeflate`, 0.8.3) packs in a stream,
 * and its streams of more than 32 KB cannot always be unpacked again (the tests have bytes that show it); packing at once is right.
 */
import { deflateSync, ZipPassThrough } from 'fflate';

export class DeflatedFile extends ZipPassThrough {
  override compression = 8;

  /** @param level of deflate, 1 (fast) to 9 (small). */
  constructor(
    name: string,
    private readonly level: 1 | 6 = 6,
  ) {
    super(name);
  }

  /** The whole file in one push. */
  protected override process(bytes: Uint8Array<ArrayBuffer>, final: boolean): void {
    if (!final) throw new Error('A packed file is given whole.');
    this.ondata(null, deflateSync(bytes, { level: this.level }), true);
  }
}
