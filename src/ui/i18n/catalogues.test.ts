/** No text is missing: the same keys in all languages, a text for every error code, help for every parameter. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../core/augment/registry.ts';
import { TASKS, taskViews } from '../../core/augment/tasks.ts';
import { PARAMETERS } from '../../core/config/parameters.ts';
import { QUESTIONS } from '../../core/lessons/guesses.ts';
import { languagesOf } from './catalogue-files.ts';

const modules = import.meta.glob<{ readonly default: object }>('./*/*.ts', { eager: true });
const languages = languagesOf(Object.keys(modules));
/** From a folder, or from the one file of a language. */
function catalogue(language: string, namespace: string): object {
  const whole = modules[`./languages/${language}.ts`]?.default as Record<string, object> | undefined;
  return modules[`./${language}/${namespace}.ts`]?.default ?? whole?.[namespace] ?? {};
}
const namespaces = Object.keys(modules).flatMap((path) => /^\.\/en\/(.*)\.ts$/.exec(path)?.[1] ?? []);

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

describe.each(languages)('%s', (language) => {
  it.each(namespaces)('catalogue %s has the keys of the English one, none of them empty', (namespace) => {
    const [en, own] = ['en', language].map((code) => texts(catalogue(code, namespace)));
    expect([...own.keys()].sort()).toEqual([...en.keys()].sort());
    expect([...own].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each(namespaces)('catalogue %s fills in nothing that English does not know', (namespace) => {
    const en = texts(catalogue('en', namespace));
    const strange = [...texts(catalogue(language, namespace))].filter(([key, text]) => {
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

  it.each(languages)('%s has a text for every code', (language) => {
    expect(codes.size).toBeGreaterThan(20);
    const known = texts(catalogue(language, 'errors'));
    expect([...codes, 'unexpected'].filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('parameters', () => {
  it.each(languages)('%s names and explains every one, and every choice', (language) => {
    const known = texts(catalogue(language, 'parameters'));
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

describe('guesses', () => {
  it.each(languages)(
    '%s has a question for every page of the textbook, and each answer to it',
    (language) => {
      const known = [...texts(catalogue(language, 'guesses')).keys()];
      const asked = Object.entries(QUESTIONS).flatMap(([id, { options }]) => [
        `${id}.question`,
        ...options.map((option) => `${id}.options.${option}`),
      ]);
      expect(asked.filter((key) => !known.includes(key))).toEqual([]);
    },
  );
});

describe('kinds of view', () => {
  it.each(languages)(
    '%s names every class, says why there is no patch, and explains every task',
    (language) => {
      const known = texts(catalogue(language, 'kinds'));
      const wanted = [
        ...TASKS.flatMap((task) => taskViews(task).map(({ className }) => `${className}.name`)),
        ...KINDS.map(({ kind }) => `${kind}.name`),
        ...KINDS.flatMap(({ kind, facts }) => (facts ? [`${kind}.readout`] : [])),
        ...TASKS.flatMap((task) => [`${task}.task`, `${task}.text`, `${task}.source`]),
      ];
      expect(wanted.filter((key) => !known.has(key))).toEqual([]);
    },
  );
});
