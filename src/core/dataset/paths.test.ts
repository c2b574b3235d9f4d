import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName, folders, isSystemPath, naturalKey, normalisePath, stem } from './paths.ts';

const normalised = (raw: string): string | null => {
  const check = normalisePath(raw);
  return check.ok ? check.path : null;
};

describe('normalisePath', () => {
  it.each([
    ['/bottle/train/good/000.png', 'bottle/train/good/000.png'],
    ['./000.png', '000.png'],
    ['bottle\\test\\broken\\1.png', 'bottle/test/broken/1.png'],
    ['C:\\data\\bottle\\1.png', 'data/bottle/1.png'],
    ['\\\\server\\share\\1.png', 'server/share/1.png'],
    ['a//b/./c.png', 'a/b/c.png'],
    ['smile 😀/🔥.png', 'smile 😀/🔥.png'],
    ['Ка\u0301ва.png'.normalize('NFD'), 'Ка\u0301ва.png'.normalize('NFC')],
    ['e\u0301.png', 'é.png'],
    ['a:b.png', 'a:b.png'],
  ])('%j becomes %j', (raw, path) => {
    expect(normalised(raw)).toBe(path);
  });

  it.each([
    '../x.png',
    'a/../../x.png',
    '..\\x.png',
    'a\u0000.png',
    'a\n.png',
    '',
    '/',
    './',
    'n'.repeat(300),
  ])('refuses %j', (raw) => {
    expect(normalised(raw)).toBeNull();
  });

  it('gives the same again, never leads out and never starts with a slash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
        const path = normalised(raw);
        if (path === null) return;
        expect(normalised(path)).not.toBeNull();
        expect(path.split('/')).not.toContain('..');
        expect(path.startsWith('/')).toBe(false);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('parts of a path', () => {
  it('splits', () => {
    expect(fileName('a/b/c.tar.gz')).toBe('c.tar.gz');
    expect(folders('a/b/c.png')).toEqual(['a', 'b']);
    expect(stem('c.tar.gz')).toBe('c.tar');
    expect(stem('.hidden')).toBe('.hidden');
  });

  it('knows the files of operating systems', () => {
    for (const path of ['__MACOSX/a/._b.png', 'a/.DS_Store', 'a/Thumbs.db', '.git/x.png', 'a/desktop.ini']) {
      expect(isSystemPath(path)).toBe(true);
    }
    expect(isSystemPath('a/b.png')).toBe(false);
  });

  it('orders numbers by value', () => {
    const sorted = ['a10.png', 'a9.png', 'A1.png', 'a002.png', 'b1.png'].sort((a, b) =>
      naturalKey(a) < naturalKey(b) ? -1 : 1,
    );
    expect(sorted).toEqual(['A1.png', 'a002.png', 'a9.png', 'a10.png', 'b1.png']);
  });
});
