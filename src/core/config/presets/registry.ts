/**
 * All presets, in the order of the page's list. A link names a preset and what differs from it: where the values of one change, links of
 * before need the old ones (`core/share/former-presets.ts`).
 */
import { best } from './best.ts';
import { localise } from './localise.ts';
import { paperPretrained } from './paper-pretrained.ts';
import { paper } from './paper.ts';
import { pretrained } from './pretrained.ts';
import { quick } from './quick.ts';
import { standard } from './standard.ts';
import { workshop } from './workshop.ts';

export const PRESET_LIST = [
  quick,
  standard,
  localise,
  best,
  workshop,
  paper,
  pretrained,
  paperPretrained,
] as const;

export type BaseName = (typeof PRESET_LIST)[number]['name'];
