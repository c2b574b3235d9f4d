/**
 * The only source of randomness. A generator is made from a key (seed, purpose, step, ...), so that a draw depends
 * on its key alone and never on what was drawn elsewhere before it: batches can be made in any order, on any thread.
 * Inside: pure-rand's xoroshiro128+, its 128-bit state hashed from the key (the scheme of cyrb128, public domain).
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  float(): number;
  /** Uniform in [min, max). */
  uniform(min: number, max: number): number;
  /** Uniform integer in [min, maxInclusive]. */
  int(min: number, maxInclusive: number): number;
  /** Standard normal (Box-Muller; every call uses two floats, so that the order of calls is all that matters). */
  normal(): number;
  /** A new array in random order (Fisher-Yates); the given one is left as it is. */
  shuffle<T>(items: readonly T[]): T[];
}

/** 128 bits from the key; elements are length-prefixed, so that ('a', 'bc') and ('ab', 'c') differ, as do 1 and '1'. */
function hashKey(key: readonly (number | string)[]): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (const element of key) {
    const text = String(element);
    const tagged = `${typeof element === 'number' ? 'n' : 's'}${text.length}:${text}`;
    for (let i = 0; i < tagged.length; i++) {
      const c = tagged.charCodeAt(i);
      h1 = h2 ^ Math.imul(h1 ^ c, 597399067);
      h2 = h3 ^ Math.imul(h2 ^ c, 2869860233);
      h3 = h4 ^ Math.imul(h3 ^ c, 951274213);
      h4 = h1 ^ Math.imul(h4 ^ c, 2716044179);
    }
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  h1 ^= h2 ^ h3 ^ h4;
  // xoroshiro must not start at zero in all words; 1 in 2^128 would.
  return [
    h1 | 0,
    (h2 ^ h1) | 0,
    (h3 ^ h1) | 0,
    h1 === 0 && h2 === 0 && h3 === 0 && h4 === 0 ? 1 : (h4 ^ h1) | 0,
  ];
}

/** A generator for a key: the same key gives the same sequence, different keys give independent ones. */
export function createRandom(seed: number, ...stream: readonly (number | string)[]): Random {
  const generator = xoroshiro128plusFromState(hashKey([seed, ...stream]));
  const float = (): number => uniformFloat64(generator);
  const int = (min: number, maxInclusive: number): number => uniformInt(generator, min, maxInclusive);
  return {
    float,
    int,
    uniform: (min, max) => min + (max - min) * float(),
    normal: () => {
      const radius = Math.sqrt(-2 * Math.log(1 - float()));
      return radius * Math.cos(2 * Math.PI * float());
    },
    shuffle: <T>(items: readonly T[]): T[] => {
      const copy = items.slice();
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i);
        const kept = copy[i];
        copy[i] = copy[j];
        copy[j] = kept;
      }
      return copy;
    },
  };
}
