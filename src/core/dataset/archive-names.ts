/**
 * Names in zip archives. Only new ones say that they are UTF-8; the others are in the code page of the computer that made them: CP932 in Japan,
 * GBK in China, EUC-KR in Korea, CP437 (DOS) elsewhere. The code page is found from all names of the archive together; words that name sides
 * of data sets decide where bytes alone do not.
 */
import { INSIDE } from './reading/word-lists.ts';

/** A name as stored. `utf8`: the archive says so, or an extra field gives it in UTF-8. */
export interface StoredName {
  readonly bytes: Uint8Array;
  readonly utf8: boolean;
}

/** Upper half of CP437. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const decodeCp437 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128])).join('');

function strict(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Code pages of two bytes a character, with the lead bytes of its common characters. */
const EAST_ASIAN = [
  {
    label: 'shift_jis',
    common: (lead: number, char: string) => (lead >= 0x88 && lead <= 0x97) || /[ぁ-ヶー]/u.test(char),
  },
  { label: 'gb18030', common: (lead: number) => lead >= 0xb0 && lead <= 0xd7 },
  { label: 'euc-kr', common: (lead: number) => lead >= 0xb0 && lead <= 0xc8 },
  { label: 'big5', common: (lead: number) => lead >= 0xa4 && lead <= 0xc6 },
] as const;

interface Reading {
  readonly texts: readonly string[];
  readonly score: number;
}

/** How much a text looks like what people write: shares of common characters, and known words. */
function scoreEastAsian(
  texts: readonly string[],
  bytes: readonly Uint8Array[],
  common: (lead: number, char: string) => boolean,
): number {
  let wide = 0;
  let good = 0;
  texts.forEach((text, i) => {
    let at = 0;
    for (const char of text) {
      if (char.charCodeAt(0) < 128) {
        at += 1;
        continue;
      }
      const isHalf = /[\uff61-\uff9f]/u.test(char);
      wide += 1;
      if (!isHalf && common(bytes[i][at], char)) good += 1;
      at += isHalf ? 1 : 2;
    }
  });
  const all = texts.join('\n');
  const words = INSIDE.filter(([word]) => word.length > 1 && all.includes(word)).length;
  return (wide === 0 ? 0 : good / wide) + Math.min(2, words);
}

/** Accented letters between other letters, rather than boxes and signs. */
function scoreLatin(text: string): number {
  const marks = [...text].filter((char) => char.charCodeAt(0) > 127);
  if (marks.length === 0) return 0;
  return marks.filter((char) => /\p{L}/u.test(char) && !/[αΓΣΦΘΩδφεπστƒ]/u.test(char)).length / marks.length;
}

/** Longest run of bytes above 127: accents stand alone, characters of two bytes do not. */
function longestRun(all: readonly Uint8Array[]): number {
  let most = 0;
  for (const bytes of all) {
    let run = 0;
    for (const byte of bytes) {
      run = byte > 127 ? run + 1 : 0;
      most = Math.max(most, run);
    }
  }
  return most;
}

function decodeLegacy(all: readonly Uint8Array[]): readonly string[] {
  const candidates: Reading[] = [];
  if (longestRun(all) >= 3) {
    for (const { label, common } of EAST_ASIAN) {
      const texts = all.map((bytes) => strict(label, bytes));
      if (texts.some((text) => text === null)) continue;
      const whole = texts as string[];
      // Common Hangul is a part of common Chinese: names that stay inside it are Korean.
      const narrow = label === 'euc-kr' ? 0.05 : 0;
      candidates.push({ texts: whole, score: scoreEastAsian(whole, all, common) + narrow });
    }
  }
  for (const decode of [decodeCp437, (bytes: Uint8Array) => new TextDecoder('windows-1252').decode(bytes)]) {
    const texts = all.map(decode);
    candidates.push({ texts, score: 0.7 * scoreLatin(texts.join('')) });
  }
  return candidates.reduce((best, one) => (one.score > best.score ? one : best)).texts;
}

/** The names as people wrote them, in the order given. */
export function decodeNames(stored: readonly StoredName[]): string[] {
  const sure = stored.map(
    ({ bytes, utf8 }) => strict('utf-8', bytes) ?? (utf8 ? new TextDecoder().decode(bytes) : null),
  );
  const open = stored.filter((_, i) => sure[i] === null).map(({ bytes }) => bytes);
  if (open.length === 0) return sure.map((name) => name ?? '');
  const legacy = [...decodeLegacy(open)];
  return sure.map((name) => name ?? legacy.shift() ?? '');
}
