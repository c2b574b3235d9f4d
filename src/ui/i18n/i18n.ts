/**
 * Languages: English and Japanese. What the first screen needs in English is part of the page; every other catalogue is fetched when
 * a component first asks for its namespace (React waits through Suspense). `en` fills in whatever another language lacks.
 */
import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import common from './en/common.ts';
import errors from './en/errors.ts';
import samples from './en/samples.ts';
import shell from './en/shell.ts';

type Module = { readonly default: object };
const catalogues = import.meta.glob<Module>([
  './en/*.ts',
  './ja/*.ts',
  '!./en/{common,errors,samples,shell}.ts',
]);

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = catalogues[`./${language}/${namespace}.ts`];
    if (!load) return done(new Error(`There is no catalogue ${language}/${namespace}.`), null);
    load().then(
      (module) => done(null, module.default as Record<string, unknown>),
      (error: Error) => done(error, null),
    );
  },
};

export const LANGUAGES = ['en', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Resolves when the texts of the first screen are there. */
export async function startTranslation(language: Language): Promise<void> {
  await i18next
    .use(backend)
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

export async function changeLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
