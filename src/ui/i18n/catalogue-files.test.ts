/** A third language is one file. */
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import {
  catalogueBackend,
  languagesOf,
  nameOf,
  nearestLanguage,
  readCatalogue,
  type CatalogueFiles,
} from './catalogue-files.ts';
import { LANGUAGES } from './i18n.ts';

const files: CatalogueFiles = {
  './en/shell.ts': async () => ({ default: { title: 'Runs', other: 'English' } }),
  './ja/shell.ts': async () => ({ default: { title: '実行' } }),
  './languages/fr.ts': async () => ({ default: { shell: { title: 'Essais' } } }),
};

describe('languages', () => {
  it('are found from their files, folders and single ones alike', () => {
    expect(languagesOf(Object.keys(files))).toEqual(['en', 'fr', 'ja']);
    expect(LANGUAGES).toEqual(['en', 'ja']);
    expect(['en', 'fr', 'ja'].map(nameOf)).toEqual(['English', 'français', '日本語']);
  });

  it('the nearest to a wish is taken', () => {
    const languages = languagesOf(Object.keys(files));
    expect(
      ['fr', 'fr-CA', 'ja-JP', 'de', 'constructor'].map((wish) => nearestLanguage(wish, languages)),
    ).toEqual(['fr', 'fr', 'ja', 'en', 'en']);
  });

  it('one file is enough for a page to speak it; English fills in what it lacks', async () => {
    const page = i18next.createInstance();
    await page
      .use(catalogueBackend(files))
      .init({ lng: 'fr', fallbackLng: 'en', ns: ['shell'], defaultNS: 'shell' });
    expect([page.t('title'), page.t('other')]).toEqual(['Essais', 'English']);
    await expect(readCatalogue(files, 'fr', 'lessons')).rejects.toThrow('no catalogue fr/lessons');
  });
});
