/** The words that the textbook explains, and the glossary that explains them, are the same in every language. */
import { describe, expect, it } from 'vitest';
import { languagesOf } from './catalogue-files.ts';

const modules = import.meta.glob<{ readonly default: Record<string, unknown> }>(
  ['./*/glossary.ts', './*/lessons.ts'],
  { eager: true },
);

describe.each(languagesOf(Object.keys(modules)))('the textbook in %s', (language) => {
  const terms = Object.keys(modules[`./${language}/glossary.ts`].default);
  const text = JSON.stringify(modules[`./${language}/lessons.ts`].default);
  const used = new Set([...text.matchAll(/\]\((\w+)\)/g)].map(([, term]) => term));

  it('uses at least thirty terms, and explains exactly those', () => {
    expect(terms.length).toBeGreaterThanOrEqual(30);
    expect([...used].sort()).toEqual([...terms].sort());
  });
});
