/** What a service is sent that is no image, or too much of one: nothing, words, noise, the beginning of a picture, a bomb. For tests and benches. */
import sharp from 'sharp';
import { createRandom } from '../../src/core/random/random.ts';

/** Of the service that they are sent to. */
export const HOSTILE_LIMITS = { MOST_BYTES: '300000', MOST_PIXELS: '1000000' } as const;

/** `count` bodies, in turns of eight kinds; `png` is a picture that the service takes. */
export async function hostileUploads(
  png: Uint8Array<ArrayBuffer>,
  count: number,
): Promise<(Uint8Array<ArrayBuffer> | string)[]> {
  const random = createRandom(3, 'hostile');
  const wide = { width: 4000, height: 4000, channels: 3, background: '#fff' } as const;
  const bomb = Uint8Array.from(await sharp({ create: wide }).png().toBuffer());
  const makers: readonly ((i: number) => Uint8Array<ArrayBuffer> | string)[] = [
    () => '',
    () => '<svg xmlns="http://www.w3.org/2000/svg" width="9e9" height="9e9"/>',
    () => Uint8Array.from({ length: 400 }, () => random.int(0, 255)),
    (i) => png.slice(0, 8 + (i % 40)),
    () => bomb,
    () => new Uint8Array(Number(HOSTILE_LIMITS.MOST_BYTES) + 1),
    (i) => Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...new Array<number>(i).fill(0)]),
    () => '{"image": "../../etc/passwd"}',
  ];
  return Array.from({ length: count }, (_, i) => makers[i % makers.length](i));
}
