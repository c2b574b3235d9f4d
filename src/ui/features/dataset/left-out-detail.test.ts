/** Every sentence that reading files can give is found in the catalogue; the sources are read for them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import ja from '../../i18n/ja/left-out.ts';
import { findSentence, translateDetail } from './left-out-detail.ts';

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** Text literals after `before`, with `7` in the places of templates. */
function literals(before: RegExp): string[] {
  return ['src/core/dataset', 'src/services/decode', 'src/services/import', 'src/services/files'].flatMap(
    (folder) =>
      sources(folder).flatMap((path) =>
        [
          ...readFileSync(path, 'utf8').matchAll(
            new RegExp(`${before.source}\\s*(?:'([^']+)'|"([^"]+)"|\`([^\`]+)\`)`, 'g'),
          ),
        ].map((match) => (match[1] ?? match[2] ?? match[3]).replace(/\$\{[^}]*\}/g, '7')),
      ),
  );
}

describe('details of files left out', () => {
  const said = literals(/(?:new (?:Malformed|Unsupported)\(|detail[:=]|detail =|refuse\([^,]+,)/);

  it('have a sentence each', () => {
    expect(said.length).toBeGreaterThan(40);
    expect(said.filter((text) => /^[A-Z7].*\.$/.test(text) && !findSentence(text))).toEqual([]);
  });

  it('of archives too', () => {
    const reasons = literals(/throw (?:error instanceof PlaygroundError \? error : )?(?:damaged|refused)\(/);
    expect(reasons.length).toBeGreaterThan(5);
    expect(reasons.filter((text) => !findSentence(text, 'archive'))).toEqual([]);
  });

  it('are said in another language with what they name', () => {
    const t = (key: string, values: Readonly<Record<string, string>>) => {
      const [group, name] = key.split('.') as ['sentences', keyof (typeof ja)['sentences']];
      return ja[group][name].replace(/{{(\w+)}}/g, (_, place: string) => values[place]);
    };
    expect(translateDetail('The mask has 40 × 40 px, its image 48 × 48 px.', t)).toBe(
      'マスクは 40 × 40 px、画像は 48 × 48 px です。',
    );
    expect(translateDetail('The archive cannot be read: its directory is cut.', t)).toBe(
      '書庫を読めません：目録が途中で切れています。',
    );
    expect(translateDetail('Something else', t)).toBe('Something else');
  });
});
