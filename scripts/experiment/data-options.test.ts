import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';
import { questionText, reportText } from './read-data.ts';

describe('how a folder is to be read', () => {
  it('names of groups become corrections, in the order of their kinds', () => {
    expect(
      parseOptions([
        '--data',
        'd',
        '--out',
        'o',
        '--defect',
        'B',
        '--normal',
        'A',
        '--normal',
        'C',
        '--class',
        'all',
      ]),
    ).toMatchObject({
      order: {
        className: '*',
        corrections: [
          { name: 'A', as: 'normal' },
          { name: 'C', as: 'normal' },
          { name: 'B', as: 'defect' },
        ],
      },
    });
  });

  it('--check trains nothing and needs no --out', () => {
    expect(parseOptions(['--data', 'd', '--check'])).toMatchObject({ kind: 'check', data: 'd', out: '.' });
    expect(() => parseOptions(['--sample', 'hex-nuts', '--check'])).toThrow(/--data is missing/);
  });

  it('an empty folder name is refused', () => {
    expect(() => parseOptions(['--data', '', '--out', 'o'])).toThrow(/--data is empty/);
  });

  it('a question names its groups and the options that answer it', () => {
    const groups = [{ id: 'x/A', kind: 'sides', count: 5, proposal: 'normal' }];
    expect(questionText({ classNames: [], groups })).toMatch(/x\/A: 5 files[\s\S]*--normal NAME/);
    expect(questionText({ classNames: ['nut', 'screw'], groups: [] })).toMatch(
      /nut\n {2}screw\n.*--class NAME/,
    );
    expect(reportText({ report: null, question: null, skipped: [] })).toEqual([]);
  });
});
