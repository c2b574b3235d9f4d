/** Reading numbers and tags from bytes whose length is not to be trusted: beyond the end, `Truncated` is thrown. */

/** The file ends before what its header promises. */
export class Truncated extends Error {
  override readonly name = 'Truncated';
}

/** A header that contradicts itself; the message says how. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

export class ByteReader {
  private readonly view: DataView;
  readonly length: number;

  constructor(
    readonly bytes: Uint8Array,
    readonly littleEndian: boolean,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.length = bytes.length;
  }

  private check(offset: number, size: number): void {
    if (!(offset >= 0) || offset + size > this.length) throw new Truncated('The file ends early.');
  }

  u8(offset: number): number {
    this.check(offset, 1);
    return this.bytes[offset];
  }

  u16(offset: number): number {
    this.check(offset, 2);
    return this.view.getUint16(offset, this.littleEndian);
  }

  u24(offset: number): number {
    const [a, b, c] = [this.u8(offset), this.u8(offset + 1), this.u8(offset + 2)];
    return this.littleEndian ? a | (b << 8) | (c << 16) : (a << 16) | (b << 8) | c;
  }

  u32(offset: number): number {
    this.check(offset, 4);
    return this.view.getUint32(offset, this.littleEndian);
  }

  i32(offset: number): number {
    this.check(offset, 4);
    return this.view.getInt32(offset, this.littleEndian);
  }

  /** A 64-bit number; those beyond 2^53 count as beyond the end. */
  u64(offset: number): number {
    this.check(offset, 8);
    const value = this.view.getBigUint64(offset, this.littleEndian);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Truncated('The file ends early.');
    return Number(value);
  }

  /** Latin-1 text of `size` bytes. */
  text(offset: number, size: number): string {
    this.check(offset, size);
    return String.fromCharCode(...this.bytes.subarray(offset, offset + size));
  }
}

/** A valid file of a kind that is not read; the message says which. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}
