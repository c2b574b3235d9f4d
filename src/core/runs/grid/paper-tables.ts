/**
 * The grids behind the paper's tables, for one click: which settings they vary. Their length is what a person chooses; the paper trains
 * 65,536 steps. Where the paper's own values are not known the values span the range around its recipe.
 */
import type { Config } from '../../config/schema.ts';
import type { Grid, GridAxis } from './grid.ts';

export const PAPER_TABLES = [4, 5, 6, 7, 8] as const;
export type PaperTable = (typeof PAPER_TABLES)[number];

const jitter = ['brightness', 'contrast', 'saturation', 'hue'].map((one) => `augment.patchJitter.${one}`);

/** Shares of the chosen length: the paper's finding is that half of it gives the same AUROC. */
const LENGTHS = [0.25, 0.5, 1] as const;
const RATES = [0.01, 0.03, 0.1] as const;

const rounded = (steps: number): number => Math.max(1, Math.round(steps));

function axesOf(table: PaperTable, base: Config): readonly GridAxis[] {
  switch (table) {
    case 4:
      return [
        {
          settings: ['augment.task'],
          values: [
            ...['rotation', 'cutout-grey', 'cutout-mean', 'cutout-colour', 'scar-colour', 'confetti'],
            ...['cutpaste', 'scar'],
          ],
        },
      ];
    case 5:
      return [{ settings: ['augment.task'], values: ['cutpaste', 'scar', 'union', '3way'] }];
    case 6:
      return [
        { settings: ['augment.shape.kind'], values: ['digit', 'square', 'ellipse', 'heart'] },
        { settings: ['augment.shape.fill'], values: ['colour', 'texture'] },
      ];
    case 7:
      return [
        { settings: ['training.learningRate'], values: [...RATES] },
        {
          settings: ['training.steps'],
          values: [...new Set(LENGTHS.map((share) => rounded(share * base.training.steps)))],
        },
      ];
    case 8:
      return [
        { settings: jitter, values: [0, 0.1, 0.3] },
        {
          settings: ['augment.cutpaste.areaMin', 'augment.cutpaste.areaMax'],
          values: [
            [0.02, 0.05],
            [0.02, 0.15],
            [0.02, 0.3],
          ],
        },
      ];
    default:
      return table satisfies never;
  }
}

/** Table 6 is about drawn shapes, 8 about the pasted patch; 4 and 5 vary the task itself. */
function baseOf(table: PaperTable, base: Config): Config {
  const task = table === 6 ? 'shape' : table === 8 ? 'cutpaste' : base.augment.task;
  return { ...base, preset: 'custom', augment: { ...base.augment, task } };
}

/** @param name in the language of the page */
export function paperGrid(table: PaperTable, base: Config, seeds: readonly number[], name: string): Grid {
  return { version: 1, name, base: baseOf(table, base), axes: axesOf(table, base), seeds, table };
}
