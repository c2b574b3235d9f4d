import { describe, expect, it } from 'vitest';
import { assemble, type Candidate } from './assemble.ts';
import { pixelHash } from './pixel-hash.ts';
import type { Role } from './types.ts';

function image(path: string, role: Role, value: number): Candidate {
  return { path, role, hash: pixelHash(new Uint8Array(12).fill(value)) };
}

const result = (existing: Candidate[], candidates: Candidate[]): [string[], string[]] => {
  const { accepted, skipped } = assemble(existing, candidates);
  return [accepted.map(({ path }) => path), skipped.map(({ path, reason }) => `${reason} ${path}`)];
};

describe('assemble', () => {
  it('leaves test images out that are training images, whichever comes first', () => {
    expect(result([], [image('test/good/1', 'test', 1), image('train/good/9', 'train', 1)])).toEqual([
      ['train/good/9'],
      ['duplicate-of-training test/good/1'],
    ]);
    expect(result([image('a', 'train', 1)], [image('b', 'test', 1)])[1]).toEqual(['duplicate-of-training b']);
  });

  it('leaves training images out that are test images already', () => {
    expect(result([image('a', 'test', 1)], [image('b', 'train', 1)])).toEqual([[], ['duplicate b']]);
  });

  it('takes the same file once, and numbers different files of one path', () => {
    expect(
      result(
        [image('x/a.png', 'train', 1)],
        [image('x/a.png', 'train', 1), image('x/a.png', 'train', 2), image('x/a.png', 'train', 3)],
      ),
    ).toEqual([['x/a (2).png', 'x/a (3).png'], ['duplicate x/a.png']]);
  });

  it('keeps equal images of other names in the same role: data sets have them', () => {
    expect(result([], [image('a', 'train', 1), image('b', 'train', 1)])[0]).toEqual(['a', 'b']);
    expect(result([], [image('a', 'test', 1), image('b', 'test', 1)])[0]).toEqual(['a', 'b']);
  });
});
