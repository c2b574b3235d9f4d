import { describe, expect, it } from 'vitest';
import { differingImages } from './image-sync.ts';
import type { EngineImage } from './protocol.ts';

const image = (id: string, label: EngineImage['label'] = 'normal'): EngineImage => ({
  id,
  role: 'train',
  label,
  pixels: PIXELS,
  mask: null,
});
const PIXELS = new Uint8Array(3);
const held = (...images: EngineImage[]) => new Map(images.map((one) => [one.id, one]));

describe('differingImages', () => {
  it('finds nothing where nothing differs', () => {
    const same = differingImages(held(image('a'), image('b')), [image('a'), image('b')]);
    expect(same).toEqual({ removed: [], added: [], reordered: false });
  });

  it('appends new images and takes away what is gone', () => {
    const change = differingImages(held(image('a'), image('b')), [image('b'), image('c')]);
    expect(change).toMatchObject({ removed: ['a'], added: [{ id: 'c' }], reordered: false });
  });

  it('says when the order would differ, as after another label for an image in the middle', () => {
    const change = differingImages(held(image('a'), image('b')), [image('a', 'anomalous'), image('b')]);
    expect(change).toMatchObject({ removed: ['a'], added: [{ id: 'a' }], reordered: true });
  });
});
