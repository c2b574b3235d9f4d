/**
 * Languages: those whose catalogues are here (catalogue-files.ts). What the first screen needs in English is part of the page; every other catalogue is fetched when
 * a component first asks for its namespace (React waits through Suspense). `en` fills in whatever another language lacks.
 */
import i18next, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { catalogueBackend, languagesOf, nearestLanguage, type Module } from './catalogue-files.ts';
import common from './en/common.ts';
import errors from './en/errors.ts';
import samples from './en/samples.ts';
import shell from './en/shell.ts';

const catalogues = import.meta.glob<Module>([
  './*/*.ts',
  '!./*/*.test.ts',
  '!./en/{common,errors,samples,shell}.ts',
]);

export const LANGUAGES = languagesOf(Object.keys(catalogues));

/** Resolves when the texts of the first screen are there. */
export async function startTranslation(wish: string): Promise<void> {
  const language = nearestLanguage(wish, LANGUAGES);
  await i18next
    .use(catalogueBackend(catalogues))
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: LANGUAGES,
      ns: ['common', 'errors', 'samples', 'shell'],
      defaultNS: 'common',
      resources: { en: { common, errors, samples, shell } },
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  document.documentElement.lang = language;
}

export async function changeLanguage(wish: string): Promise<void> {
  const language = nearestLanguage(wish, LANGUAGES);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The texts of one namespace in a language that the page need not be in, fetched when they are not there. */
export async function textsOf(language: string, namespace: 'detector'): Promise<TFunction<'detector'>> {
  if (!i18next.hasResourceBundle(language, namespace))
    await i18next.reloadResources([language, 'en'], [namespace]);
  return i18next.getFixedT(language, namespace);
}
