import { describe, expect, it } from 'vitest';
import { testPicture } from './fixtures/encode-png.ts';
import { borderColour, groundOf, looksLikeMask } from './mask-like.ts';

const picture = (colour: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => colour(Math.floor(i / 3) % 64, Math.floor(i / 192)));
const spot = (x: number, y: number): boolean => (x - 30) ** 2 + (y - 30) ** 2 < 64;

describe('looksLikeMask', () => {
  it('knows masks: two values, classes, nothing, noise of JPEG', () => {
    expect(
      looksLikeMask(
        picture((x, y) => (spot(x, y) ? 255 : 0)),
        3,
      ),
    ).toBe(true);
    expect(
      looksLikeMask(
        picture((x, y) => (spot(x, y) ? 3 : x > 60 ? 7 : 0)),
        3,
      ),
    ).toBe(true);
    expect(
      looksLikeMask(
        picture(() => 0),
        3,
      ),
    ).toBe(true);
    expect(
      looksLikeMask(
        picture((x, y) => (spot(x, y) ? 250 - (x % 5) : (x * y) % 6)),
        3,
      ),
    ).toBe(true);
  });

  it('does not take photographs for masks', () => {
    expect(looksLikeMask(testPicture(64, 64, 3).data, 3)).toBe(false);
    // Grey of little contrast.
    expect(
      looksLikeMask(
        picture((x, y) => 120 + ((x * 3 + y * 5) % 23)),
        3,
      ),
    ).toBe(false);
    // A part on white ground.
    expect(
      looksLikeMask(
        picture((x, y) => (spot(x, y) ? 60 + ((x * 7 + y * 13) % 90) : 255)),
        3,
      ),
    ).toBe(false);
  });
});

describe('the ground of masks', () => {
  it('is what most borders have in common, and black in doubt', () => {
    expect(
      borderColour(
        picture((x, y) => (spot(x, y) ? 0 : 255)),
        64,
        64,
      ),
    ).toBe(0xffffff);
    expect(groundOf([0xffffff, 0xfefefe, 0xffffff, 0])).toBe(0xffffff);
    expect(groundOf([0xffffff, 0, 0])).toBe(0);
    expect(groundOf([0xffffff, 0x802020, 0x208020])).toBe(0);
    expect(groundOf([])).toBe(0);
  });
});
