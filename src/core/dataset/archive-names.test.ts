import { describe, expect, it } from 'vitest';
import { decodeNames } from './archive-names.ts';
import fixtures from './fixtures/archive-names.json' with { type: 'json' };

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const stored = (hex: string, utf8 = false) => ({ bytes: bytesOf(hex), utf8 });

describe('names in archives', () => {
  it.each(fixtures)('$what: found from all names together', ({ names, hex }) => {
    expect(decodeNames(hex.map((one) => stored(one)))).toEqual(names);
  });

  it('UTF-8 is UTF-8, with or without the flag, beside names of another code page', () => {
    const utf8 = Array.from(new TextEncoder().encode('良品/é.png'), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
    const [first] = fixtures;
    expect(decodeNames([stored(utf8), stored(first.hex[0]), stored(utf8, true)])).toEqual([
      '良品/é.png',
      first.names[0],
      '良品/é.png',
    ]);
    expect(decodeNames([])).toEqual([]);
  });
});
