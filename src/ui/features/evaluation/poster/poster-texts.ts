/** What the makers of a poster say their words with. Types only. */
import type { Leaf } from '../../../../core/runs/config-leaves.ts';

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface SettingNames {
  setting(path: string): string;
  value(path: string, value: Leaf | undefined): string;
}

export interface PosterTexts {
  readonly say: Say;
  readonly names: SettingNames;
  readonly language: string;
}
