/** Whatever is drawn from the rows is legal, and survives every door: schema, files of before, links, the command line's texts. */
import { expect, it } from 'vitest';
import { readLink, writeLink } from '../share/link.ts';
import { conflictOf } from './conflicts.ts';
import { parseKeptConfig } from './kept.ts';
import { PARAMETERS, readParameter } from './parameters.ts';
import { randomConfig } from './testing/random-config.ts';
import { parseConfig, parseParameterText } from './update.ts';

it('is legal at every door, sixty times', () => {
  for (let seed = 0; seed < 60; seed++) {
    const config = randomConfig(seed, 0.5);
    expect(conflictOf(config)).toBeNull();
    expect(parseConfig(JSON.parse(JSON.stringify(config)))).toEqual(config);
    expect(parseKeptConfig(structuredClone(config)).corrections).toEqual([]);
    for (const { path } of PARAMETERS) {
      const value = readParameter(config, path);
      expect(parseParameterText(path, String(value))).toBe(value);
    }
    const link = writeLink({ config, sample: null, tab: null, lesson: null, hidden: [], language: null });
    const again = readLink(`#${link}`);
    expect(again).toMatchObject({
      kind: 'link',
      content: { config: { ...config, preset: expect.any(String) } },
    });
  }
});
