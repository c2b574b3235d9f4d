/**
 * Values with arrays of numbers, as JSON and bytes: each typed array becomes `{ $array, length }` and its bytes follow those of the one
 * before (aligned to eight), numbers that JSON lacks become `{ $number }`. Nothing is rounded. The way back reads arrays in the same
 * order and each byte once, so that a small text cannot ask for more memory than its bytes have.
 */
const KINDS = { f32: Float32Array, f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;
type Kind = keyof typeof KINDS;
type Numbers = InstanceType<(typeof KINDS)[Kind]>;

const WORDS: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity };
const ALIGNMENT = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

export interface Detached {
  /** Can be written as JSON. */
  readonly tree: unknown;
  readonly bytes: Uint8Array;
}

const kindOf = (value: unknown): Kind | null =>
  (Object.keys(KINDS) as Kind[]).find((kind) => value instanceof KINDS[kind]) ?? null;

export function detachNumbers(value: unknown): Detached {
  const arrays: Numbers[] = [];
  const detach = (node: unknown): unknown => {
    if (typeof node === 'number') return Number.isFinite(node) ? node : { $number: String(node) };
    if (typeof node !== 'object' || node === null) return node;
    const kind = kindOf(node);
    if (kind) {
      arrays.push(node as Numbers);
      return { $array: kind, length: (node as Numbers).length };
    }
    if (Array.isArray(node)) return node.map(detach);
    return Object.fromEntries(
      Object.entries(node).flatMap(([key, one]) => (one === undefined ? [] : [[key, detach(one)]])),
    );
  };
  const tree = detach(value);
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + aligned(byteLength), 0));
  let at = 0;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  return { tree, bytes };
}

/** Nothing that is written here is deeper. */
const DEEPEST = 40;

/** @throws RangeError when tree and bytes do not belong together. */
export function attachNumbers(tree: unknown, bytes: Uint8Array): unknown {
  let at = 0;
  const take = (kind: unknown, length: unknown): Numbers => {
    if (!Object.hasOwn(KINDS, String(kind)) || !Number.isSafeInteger(length) || (length as number) < 0)
      throw new RangeError('An array of numbers is not as it should be.');
    const Kind = KINDS[kind as Kind];
    const next = at + aligned(Kind.BYTES_PER_ELEMENT * (length as number));
    if (next > bytes.length) throw new RangeError('An array of numbers is longer than its bytes.');
    // Each has memory of its own: whoever clones one must not clone all.
    const own = bytes.slice(at, at + Kind.BYTES_PER_ELEMENT * (length as number));
    at = next;
    return new Kind(own.buffer);
  };
  const attach = (node: unknown, depth: number): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (depth > DEEPEST) throw new RangeError('It is nested too deeply.');
    if (Array.isArray(node)) return node.map((one) => attach(one, depth + 1));
    if ('$array' in node) return take(node.$array, (node as { length?: unknown }).length);
    if ('$number' in node) {
      const word = String(node.$number);
      if (!Object.hasOwn(WORDS, word)) throw new RangeError('A number is not as it should be.');
      return WORDS[word];
    }
    return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, attach(one, depth + 1)]));
  };
  const value = attach(tree, 0);
  if (at !== bytes.length) throw new RangeError('There are more bytes than arrays of numbers.');
  return value;
}
