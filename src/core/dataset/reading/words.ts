/**
 * What the name of a folder or file says. A name is split into words at changes of case, digits and punctuation; words are looked up in
 * lists (`word-lists.ts`), negation turns them (`not good`, `defect-free`), and a name that says both sides says neither.
 */
import {
  DEFECT,
  DEFECT_KIND,
  DERIVED,
  INSIDE,
  MASK,
  NEGATION,
  NEGATION_BEHIND,
  NEUTRAL,
  NORMAL,
  SECRET,
  TEST,
  TRAIN,
  VALIDATION,
  WEAK_MASK,
} from './word-lists.ts';

export type Side = 'normal' | 'defect';
/** The use that a name speaks of; `secret` images are for testing but nobody says what they show. */
export type Part = 'train' | 'test' | 'validation' | 'secret';

export interface NameMeaning {
  readonly side: Side | null;
  readonly part: Part | null;
  readonly mask: 'strong' | 'weak' | null;
  /** All that it says is that there are pictures, or nothing at all (a number is not nothing). */
  readonly neutral: boolean;
  /** It names no kind of defect: only that there is one. */
  readonly general: boolean;
}

const LATIN = '[A-Za-z]';

/** Accents of Latin letters taken off; letters of other scripts stay whole (が is not か). */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/([A-Za-z])\p{Mn}+/gu, '$1')
    .normalize('NFC')
    .replace(/ß/g, 'ss')
    .replace(/[ıİ]/g, 'i')
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o');
}

/** Words of a name in small letters, numbers apart: `NODefect_Images02` is no, defect, images, 02. */
export function wordsOf(name: string): string[] {
  return (
    fold(name)
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(new RegExp(`(${LATIN})(?=[^A-Za-z])|([^A-Za-z])(?=${LATIN})`, 'gu'), '$1$2 ')
      .toLowerCase()
      .match(/\p{L}[\p{L}\p{M}ー]*|\p{N}+/gu) ?? []
  );
}

const NEUTRAL_ENDS = [...NEUTRAL].filter((word) => word.length >= 3);
const isAnyDefect = (word: string): boolean => DEFECT.has(word) || DEFECT_KIND.has(word);

/** A side from one word, also from two that were written as one: nodefect, defectfree, goodparts. */
function sideOfWord(word: string): Side | null {
  if (NORMAL.has(word)) return 'normal';
  if (isAnyDefect(word)) return 'defect';
  for (const prefix of ['not', 'non', 'no', 'un']) {
    if (!word.startsWith(prefix)) continue;
    const rest = word.slice(prefix.length);
    if (NORMAL.has(rest)) return 'defect';
    if (isAnyDefect(rest)) return 'normal';
  }
  for (const end of NEGATION_BEHIND) {
    if (word.endsWith(end) && isAnyDefect(word.slice(0, -end.length))) return 'normal';
  }
  for (const end of NEUTRAL_ENDS) {
    if (!word.endsWith(end)) continue;
    const rest = word.slice(0, -end.length);
    if (rest.length < 2) continue;
    if (NORMAL.has(rest)) return 'normal';
    if (isAnyDefect(rest)) return 'defect';
  }
  return null;
}

const other = (side: Side): Side => (side === 'normal' ? 'defect' : 'normal');

interface Found {
  readonly sides: Set<Side>;
  readonly parts: Set<Part>;
  mask: 'strong' | 'weak' | null;
  /** Words that are neither known nor neutral. */
  unknown: number;
  general: boolean;
}

/** `キズ無し`, `결함없음`: what stands before is not there. */
const ABSENT = '(?:無し|なし|ナシ|無|无|없음|없는)';
const ABSENT_BEHIND = new RegExp(
  `(?:${INSIDE.filter(([, meaning]) => meaning === 'defect')
    .map(([part]) => part)
    .join('|')})${ABSENT}`,
  'g',
);
const PRESENT = /(?:有り|あり|アリ|有|있음|있는)/g;

/** Words of a script without spaces, the longest first; what is left over is unknown. */
function readInside(word: string, found: Found): void {
  let rest = word.replace(ABSENT_BEHIND, () => {
    found.sides.add('normal');
    return ' ';
  });
  if (INSIDE.some(([part, meaning]) => meaning === 'defect' && rest.includes(part)))
    rest = rest.replace(PRESENT, ' ');
  for (const [part, meaning] of INSIDE) {
    if (!rest.includes(part)) continue;
    rest = rest.replaceAll(part, ' ');
    if (meaning === 'normal' || meaning === 'defect') found.sides.add(meaning);
    else if (meaning === 'mask') found.mask = 'strong';
    else if (meaning !== 'neutral') found.parts.add(meaning);
  }
  if (rest.trim() !== '') found.unknown += 1;
}

const PARTS: readonly (readonly [Part, ReadonlySet<string>])[] = [
  ['train', TRAIN],
  ['test', TEST],
  ['validation', VALIDATION],
];

function readWord(words: readonly string[], at: number, found: Found): void {
  const word = words[at];
  if (/^\p{N}/u.test(word)) return;
  if (/^[^A-Za-z\p{Script=Cyrillic}]/u.test(word)) {
    readInside(word, found);
    return;
  }
  const part = PARTS.find(([, set]) => set.has(word));
  if (part) {
    found.parts.add(part[0]);
    return;
  }
  const side = sideOfWord(word);
  if (side !== null) {
    const before = words[at - 1] ?? '';
    const behind = words[at + 1] ?? '';
    const of = words[at - 2] ?? '';
    // "free of defects", "sin ningun defecto" and the like: one small word may stand between.
    const turned =
      NEGATION.has(before) ||
      (['of', 'any', 'ningun', 'de', 'in', 'v'].includes(before) &&
        (NEGATION.has(of) || NEGATION_BEHIND.has(of))) ||
      (side === 'defect' && NEGATION_BEHIND.has(behind));
    found.sides.add(turned ? other(side) : side);
    if (side === 'defect' && !turned && !DEFECT.has(word)) found.general = false;
    return;
  }
  if (MASK.has(word) || (word === 'ground' && /^truths?$/.test(words[at + 1] ?? ''))) found.mask = 'strong';
  else if (/^truths?$/.test(word) && words[at - 1] === 'ground') return;
  else if (WEAK_MASK.has(word)) found.mask ??= 'weak';
  else if (SECRET.has(word)) found.parts.add('secret');
  else if (!NEUTRAL.has(word) && !NEGATION.has(word) && !NEGATION_BEHIND.has(word)) found.unknown += 1;
}

const cache = new Map<string, NameMeaning>();

/** `결함 없음` as one word. */
function joinAbsent(words: readonly string[]): string[] {
  const absent = new RegExp(`^${ABSENT}$`);
  return words.reduce<string[]>(
    (done, word) =>
      absent.test(word) && done.length > 0
        ? [...done.slice(0, -1), `${done.at(-1) ?? ''}${word}`]
        : [...done, word],
    [],
  );
}

function read(name: string): NameMeaning {
  const words = joinAbsent(wordsOf(name));
  const found: Found = { sides: new Set(), parts: new Set(), mask: null, unknown: 0, general: true };
  words.forEach((_, at) => readWord(words, at, found));
  const compact = words.join('');
  // "i.O.", "n.i.O." (in order, not in order) fall apart into letters.
  if (compact === 'io') found.sides.add('normal');
  if (compact === 'nio') found.sides.add('defect');
  // "MT_Free": free of what stands beside it.
  if (found.sides.size === 0 && words.length > 1 && words.at(-1) === 'free') found.sides.add('normal');
  const [side = null] = found.sides.size === 1 ? found.sides : [];
  const tests = [...found.parts].filter((one) => one !== 'secret');
  const part =
    found.parts.has('secret') && tests.some((one) => one === 'test') ? 'secret' : (tests[0] ?? null);
  const silent = side === null && part === null && found.mask === null && found.sides.size === 0;
  const hasNumber = words.some((word) => /^\p{N}/u.test(word));
  const onlyNeutral = found.unknown === 0 && words.some((word) => !/^\p{N}/u.test(word));
  return {
    side,
    part,
    mask: found.mask,
    neutral: silent && onlyNeutral && !hasNumber,
    general: found.general && found.unknown === 0,
  };
}

/** What a name says; the same name is read once. */
export function meaningOf(name: string): NameMeaning {
  const known = cache.get(name);
  if (known) return known;
  const meaning = read(name);
  if (cache.size > 50_000) cache.clear();
  cache.set(name, meaning);
  return meaning;
}

/** Words of a name that may tell what it holds: no numbers, no `image`. */
const tellingWords = (name: string): string[] =>
  wordsOf(name).filter((word) => !NEUTRAL.has(word) && !/^\p{N}/u.test(word));

/** Pictures made from others (`overlay`, `heatmaps`, `depth`): nothing but words of that kind. */
export function isDerived(name: string): boolean {
  const words = tellingWords(name);
  return words.length > 0 && words.every((word) => DERIVED.has(word));
}

const isOfMasks = (word: string): boolean => MASK.has(word) || WEAK_MASK.has(word);

/**
 * What the name of a file without its extension says it was made as (`heatmap_001`, `label_viz`, `004_overlay` beside `004`); null for what may be a picture itself.
 * @param isBeside whether a file of this name, in lower case, lies in the same folder
 */
export function derivedStem(name: string, isBeside: (stem: string) => boolean): string | null {
  const telling = tellingWords(name);
  const made = (words: readonly string[]) =>
    words.some((word) => DERIVED.has(word)) && words.every((word) => DERIVED.has(word) || isOfMasks(word));
  if (made(telling)) return telling.join(' ');
  let [rest, behind]: [string, string[]] = [name.toLowerCase(), []];
  for (let match; (match = /^(.+?)[\s._-]+(\p{L}+)$/u.exec(rest));) {
    [rest, behind] = [match[1], [match[2], ...behind]];
    if (!DERIVED.has(match[2]) && !isOfMasks(match[2])) return null;
    if (made(behind) && isBeside(rest)) return behind.join(' ');
  }
  return null;
}

/** Whether a defect type that a person types means a normal image. */
export const isNormalWord = (name: string): boolean => meaningOf(name).side === 'normal';
