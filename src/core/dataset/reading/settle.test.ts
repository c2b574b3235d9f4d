import { describe, expect, it } from 'vitest';
import { settle, type Settling } from './settle.ts';

const image = (
  part: Settling['part'],
  reading: Settling['reading'],
  marked: boolean | null = null,
): Settling => ({
  part,
  reading,
  type: reading === 'defect' ? 'dent' : '',
  marked,
});
const lines = (images: readonly Settling[]): string[] =>
  settle(images).images.map(({ role, label, defectType }) => `${role} ${label} ${defectType}`);

describe('settle', () => {
  it('what the mask says counts', () => {
    expect(
      lines([
        image('train', 'normal', true),
        image('train', 'by-mask', false),
        image('train', 'by-mask'),
        image('test', 'by-mask', true),
        image('test', 'by-mask', false),
      ]),
    ).toEqual([
      'test anomalous defect',
      'train normal good',
      'train normal good',
      'test anomalous defect',
      'test normal good',
    ]);
    expect(settle([image('train', 'normal', true)]).contradicted).toEqual([0]);
  });

  it('a defect with an empty mask stays one', () => {
    expect(lines([image('test', 'defect', false)])).toEqual(['test anomalous dent']);
  });

  it('defects are never trained on, whatever their folder', () => {
    expect(lines([image('train', 'defect'), image(null, 'defect')])).toEqual([
      'test anomalous dent',
      'test anomalous dent',
    ]);
  });

  it('validation is for training where testing has normal images of its own, else for testing', () => {
    expect(lines([image('validation', 'normal'), image('test', 'normal')])[0]).toBe('train normal good');
    expect(lines([image('validation', 'normal'), image('test', 'defect')])[0]).toBe('test normal good');
  });

  it('sets every fifth normal image aside only where nothing is there for testing', () => {
    const normals = Array.from({ length: 12 }, () => image(null, 'normal'));
    expect(settle([...normals, image(null, 'defect')]).heldOut).toBe(2);
    expect(settle(normals).heldOut).toBe(0);
    expect(settle([...normals, image('test', 'defect')]).heldOut).toBe(0);
  });
});
