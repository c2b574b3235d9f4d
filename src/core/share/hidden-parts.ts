/** What a lesson link may take off the page: columns, tabs of the stage, parts of the top bar, groups of parameters. */
import type { ParameterGroup } from '../config/parameters.ts';

export const STAGE_TABS = ['augment', 'train', 'maps', 'runs', 'embedding', 'learn', 'camera'] as const;
export const PANELS = ['data', 'results'] as const;
export const BAR_PARTS = ['setup', 'backend'] as const;
export const GROUPS = [
  'data',
  'task',
  'cutpaste',
  'scar',
  'patch-jitter',
  'global',
  'model',
  'training',
  'density',
  'evaluation',
  'kernels',
] as const satisfies readonly ParameterGroup[];

export type HiddenPart =
  | (typeof PANELS)[number]
  | (typeof BAR_PARTS)[number]
  | `tab-${(typeof STAGE_TABS)[number]}`
  | `parameters-${(typeof GROUPS)[number]}`;

export const HIDDEN_PARTS: readonly HiddenPart[] = [
  ...PANELS,
  ...BAR_PARTS,
  ...STAGE_TABS.map((tab) => `tab-${tab}` as const),
  ...GROUPS.map((group) => `parameters-${group}` as const),
];
