/**
 * Which languages there are, found from the files alone: a folder of catalogues (`ja/shell.ts`, fetched one by one) or one file with all of
 * them (`languages/fr.ts`, default export `{ shell: { ... }, common: { ... }, ... }`). Nothing else has to know of a language: its name comes
 * from the browser, and English fills in what it lacks.
 */
import type { BackendModule } from 'i18next';

export type Module = { readonly default: object };
export type CatalogueFiles = Readonly<Record<string, () => Promise<Module>>>;

const FOLDER = /^\.\/([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\/([a-z-]+)\.ts$/;
const FILE = /^\.\/languages\/([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.ts$/;

/** Codes of the languages (BCP 47), English first. */
export function languagesOf(paths: readonly string[]): readonly string[] {
  const codes = paths.flatMap((path) => (FOLDER.exec(path) ?? FILE.exec(path))?.[1] ?? []);
  return [...new Set(['en', ...codes.sort()])];
}

/** @throws Error where neither the folder nor the file of the language has the namespace. */
export async function readCatalogue(
  files: CatalogueFiles,
  language: string,
  namespace: string,
): Promise<object> {
  const own = files[`./${language}/${namespace}.ts`];
  if (own) return (await own()).default;
  const whole = (await files[`./languages/${language}.ts`]?.())?.default as
    Record<string, object> | undefined;
  if (!whole?.[namespace]) throw new Error(`There is no catalogue ${language}/${namespace}.`);
  return whole[namespace];
}

/** Lets i18next fetch a catalogue when a component first asks for it. */
export const catalogueBackend = (files: CatalogueFiles): BackendModule => ({
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    readCatalogue(files, language, namespace).then(
      (catalogue) => done(null, catalogue as Record<string, unknown>),
      (error: Error) => done(error, null),
    );
  },
});

/** The supported language nearest to a wish such as `ja-JP`: the same, the same without its region, else English. */
export function nearestLanguage(wish: string, languages: readonly string[]): string {
  return [wish, wish.split('-')[0]].find((code) => languages.includes(code)) ?? 'en';
}

/** As its own speakers call it. */
export function nameOf(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}
