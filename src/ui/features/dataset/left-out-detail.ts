/**
 * Details of the report in the page's language. Reading files gives plain English sentences (core and services know no languages);
 * the sentence is found again in the English catalogue, with what stands in its places, and said from the chosen one.
 */
import sentences from '../../i18n/en/left-out.ts';

type Values = Readonly<Record<string, string>>;
export interface FoundSentence {
  /** Key in the namespace `left-out`. */
  readonly key: string;
  readonly values: Values;
}

interface Pattern {
  readonly key: string;
  readonly names: readonly string[];
  readonly expression: RegExp;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf(key: string, sentence: string): Pattern {
  const parts = sentence.split(/{{(\w+)}}/);
  const names = parts.filter((_, i) => i % 2 === 1);
  const source = parts.map((part, i) => (i % 2 === 1 ? '(.+?)' : escape(part))).join('');
  return { key, names, expression: new RegExp(`^${source}$`, 's') };
}

const patternsOf = (group: keyof typeof sentences): readonly Pattern[] =>
  Object.entries(sentences[group])
    .map(([name, sentence]) => patternOf(`${group}.${name}`, sentence))
    // Those with fewer places are more particular.
    .sort((a, b) => a.names.length - b.names.length);

const PATTERNS = { sentences: patternsOf('sentences'), archive: patternsOf('archive') };

/** The catalogue's sentence behind a detail, or null for what comes from elsewhere. */
export function findSentence(
  detail: string,
  group: keyof typeof PATTERNS = 'sentences',
): FoundSentence | null {
  for (const { key, names, expression } of PATTERNS[group]) {
    const match = expression.exec(detail);
    if (match) return { key, values: Object.fromEntries(names.map((name, i) => [name, match[i + 1]])) };
  }
  return null;
}

type Translate = (key: string, values: Values) => string;

/** The detail in the language of `t` (namespace `left-out`); as it is where no sentence fits. */
export function translateDetail(detail: string, t: Translate): string {
  const found = findSentence(detail);
  if (!found) return detail;
  const { why } = found.values;
  const inner = why === undefined ? null : findSentence(why, 'archive');
  return t(found.key, inner ? { ...found.values, why: t(inner.key, inner.values) } : found.values);
}
