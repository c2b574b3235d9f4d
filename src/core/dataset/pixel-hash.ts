/**
 * A fingerprint of decoded pixels, to find images that occur twice. Of 10,000 different images any two share one with a
 * probability below 1e-8, so that equal prints are taken for equal images.
 */

/** 53 bits as a whole number (two 32-bit multiply-xorshift lanes, after cyrb53 by bryc, public domain). */
export function pixelHash(bytes: Uint8Array): number {
  let a = 0xdeadbeef ^ bytes.length;
  let b = 0x41c6ce57 ^ bytes.length;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    a = Math.imul(a ^ byte, 2654435761);
    b = Math.imul(b ^ byte, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
