/**
 * Text in a drawing that stands alone: escaped, and broken into lines by estimated widths, since no font can be measured where the drawing is
 * made. Estimates are generous, so that a line is rather broken early than cut.
 */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What XML 1.0 has no place for: control characters, two that are none, and halves of pairs. */
const NO_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;

/** Any text as the content of an element or an attribute. */
export const escapeXml = (text: string): string =>
  text.replace(NO_XML, '\ufffd').replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

/** By so much letters of weight 600 are wider. */
export const BOLD = 1.12;

const NARROW = /[iljtfrI.,:;'|!()[\] ]/;
const BROAD = /[mwMW@%—]/;

/** In ems, an upper estimate for common sans-serif fonts. */
function widthOf(sign: string): number {
  const code = sign.codePointAt(0) as number;
  if (code >= 0x1100 && !(code >= 0x2000 && code < 0x2e80)) return 1;
  if (NARROW.test(sign)) return 0.36;
  if (BROAD.test(sign)) return 0.95;
  return /[A-Z]/.test(sign) ? 0.72 : 0.58;
}

/** Width of a text of `size`, in the same unit. */
export const textWidth = (text: string, size: number): number =>
  size * [...text].reduce((sum, sign) => sum + widthOf(sign), 0);

/** Where a line may be broken: after blanks, and around signs of scripts that have none. */
const pieces = (text: string): string[] =>
  text.match(/[\u2e80-\uffef][、。」,:]*|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? [];

/** A piece that is wider than a line, cut into what fits. */
function cut(piece: string, size: number, width: number): string[] {
  if (textWidth(piece.trimEnd(), size) <= width) return [piece];
  const parts: string[] = [''];
  for (const sign of piece) {
    if (textWidth((parts.at(-1) as string) + sign, size) > width) parts.push('');
    parts[parts.length - 1] += sign;
  }
  return parts;
}

/** `text` in lines of at most `width`; what has no room in `most` lines ends in an ellipsis. */
export function wrap(text: string, size: number, width: number, most = Infinity): string[] {
  const lines: string[] = [''];
  for (const piece of pieces(text.replace(/\s+/g, ' ').trim()).flatMap((one) => cut(one, size, width))) {
    const line = lines.at(-1) as string;
    if (line !== '' && textWidth((line + piece).trimEnd(), size) > width) lines.push(piece.trimStart());
    else lines[lines.length - 1] = line + piece;
  }
  if (lines.length <= most) return lines.map((line) => line.trimEnd());
  const kept = lines.slice(0, most).map((line) => line.trimEnd());
  let last = [...(kept[most - 1] ?? '')];
  while (last.length > 0 && textWidth(`${last.join('')}…`, size) > width) last = last.slice(0, -1);
  kept[most - 1] = `${last.join('')}…`;
  return kept;
}

export interface Style {
  readonly size?: number;
  readonly weight?: 400 | 600;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export const INK = '#1c1d1f';
export const MUTED = '#5a5c60';

/** One line with its baseline at `y`. */
export function line(x: number, y: number, content: string, style: Style = {}): string {
  const { size = 10, weight = 400, fill = INK, anchor = 'start' } = style;
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escapeXml(content)}</text>`;
}

export interface Block {
  readonly svg: string;
  /** Baseline of the line that would follow. */
  readonly end: number;
}

/** A paragraph that begins with its baseline at `y`. */
export function paragraph(
  x: number,
  y: number,
  content: string,
  width: number,
  style: Style & { readonly most?: number } = {},
): Block {
  const size = style.size ?? 10;
  const lines = wrap(content, style.weight === 600 ? BOLD * size : size, width, style.most);
  const step = size * 1.4;
  return {
    svg: lines.map((text, i) => line(x, round(y + i * step), text, style)).join(''),
    end: y + lines.length * step,
  };
}

/** Two decimals are a tenth of what a printer shows. */
export const round = (value: number): number => Math.round(value * 100) / 100;
