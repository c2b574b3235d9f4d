/** No text is missing: the same keys in both languages, a text for every error code, help for every parameter. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from '../../core/config/parameters.ts';

const LANGUAGES = ['en', 'ja'] as const;
const modules = import.meta.glob<{ readonly default: object }>(['./en/*.ts', './ja/*.ts'], { eager: true });
const catalogue = (language: string, namespace: string): object | undefined =>
  modules[`./${language}/${namespace}.ts`]?.default;
const namespaces = [...new Set(Object.keys(modules).map((path) => path.split('/')[2].replace('.ts', '')))];

function texts(node: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') found.set(`${prefix}${key}`, value);
    else for (const [inner, text] of texts(value as object, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

/** Japanese has one plural form, English two; the catalogues carry both in both. */
const placeholders = (text: string): string[] =>
  [...text.matchAll(/{{\s*(\w+)[^}]*}}/g)].map(([, name]) => name).sort();

describe.each(namespaces)('catalogue %s', (namespace) => {
  const [en, ja] = LANGUAGES.map((language) => texts(catalogue(language, namespace) ?? {}));

  it('has the same keys in both languages, none of them empty', () => {
    expect([...ja.keys()].sort()).toEqual([...en.keys()].sort());
    expect([...en, ...ja].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in nothing in one language that the other does not know', () => {
    const strange = [...ja].filter(([key, text]) => {
      const known = placeholders(en.get(key) ?? '');
      return placeholders(text).some((name) => !known.includes(name));
    });
    expect(strange).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

describe('errors', () => {
  const codes = new Set(
    sources('src').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/new PlaygroundError\(\s*'([a-z-]+)'/g)].map(
        ([, code]) => code,
      ),
    ),
  );

  it.each(LANGUAGES)('%s has a text for every code', (language) => {
    expect(codes.size).toBeGreaterThan(20);
    const known = texts(catalogue(language, 'errors') ?? {});
    expect([...codes, 'unexpected'].filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('parameters', () => {
  it.each(LANGUAGES)('%s names and explains every one, and every choice', (language) => {
    const known = texts(catalogue(language, 'parameters') ?? {});
    const wanted = PARAMETERS.flatMap((parameter) => {
      const key = parameter.path.replaceAll('.', '-');
      const choices = parameter.kind === 'choice' ? parameter.choices : [];
      return [
        `${key}.label`,
        `${key}.help`,
        `groups.${parameter.group}`,
        ...choices.map((c) => `${key}.choice.${c}`),
      ];
    });
    expect(wanted.filter((key) => !known.has(key))).toEqual([]);
  });
});
