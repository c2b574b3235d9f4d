/** All presets, in the order of the page's list. */
import { localise } from './localise.ts';
import { paper } from './paper.ts';
import { pretrained } from './pretrained.ts';
import { quick } from './quick.ts';
import { workshop } from './workshop.ts';

export const PRESET_LIST = [quick, localise, workshop, paper, pretrained] as const;

export type BaseName = (typeof PRESET_LIST)[number]['name'];
