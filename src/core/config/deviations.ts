/**
 * Where a configuration differs from what the paper states: said in result.json, so that a figure beside the paper's is not taken for
 * more than it is. Settings without effect, and those on which the paper is silent, are no deviations.
 */
import { startsPretrained } from '../networks/registry.ts';
import { PARAMETERS, readParameter, type Parameter } from './parameters.ts';
import { irrelevance } from './relevance.ts';
import type { Config } from './schema.ts';

type Leaf = string | number | boolean;

export interface Deviation {
  readonly setting: string;
  readonly paper: Leaf;
  readonly here: Leaf;
}

/** The paper's ImageNet network; there are no weights of it to be had for the page. */
const PAPER_BACKBONE = 'efficientnet-b4';

function paperValue(row: Parameter, config: Config): Leaf | null {
  if (!startsPretrained(config.model)) return row.paper;
  return row.path === 'model.backbone' ? PAPER_BACKBONE : (row.paperPretrained ?? row.paper);
}

/** In the order of the rows. */
export function deviationsOf(config: Config): readonly Deviation[] {
  return PARAMETERS.flatMap((row) => {
    const paper = paperValue(row, config);
    const here = readParameter(config, row.path) as Leaf;
    if (paper === null || paper === here || irrelevance(row.path, config) !== null) return [];
    return [{ setting: row.path, paper, here }];
  });
}
