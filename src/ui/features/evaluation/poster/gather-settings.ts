/** The settings on a poster: the nearest preset, what everybody asks for, then whatever differs from that preset. */
import { PRESETS } from '../../../../core/config/presets.ts';
import type { Config } from '../../../../core/config/schema.ts';
import { configLeaves, differingLeaves } from '../../../../core/runs/config-leaves.ts';
import type { PosterTexts } from './poster-texts.ts';

const ALWAYS = [
  'seed',
  'augment.task',
  'model.backbone',
  'data.imageSizePx',
  'training.steps',
  'training.sourcesPerStep',
  'density.estimator',
] as const;

export function settingRows(
  config: Config,
  { say, names }: Pick<PosterTexts, 'say' | 'names'>,
): readonly (readonly [string, string])[] {
  const leaves = configLeaves(config);
  const candidates = Object.entries(PRESETS).map(([name, preset]) => ({
    name,
    // The seed is told anyway, and says nothing about how the run was made.
    changes: differingLeaves([config, preset]).filter(({ path }) => path !== 'seed'),
  }));
  const { name, changes } = candidates.reduce((best, one) =>
    one.changes.length < best.changes.length ? one : best,
  );
  const preset = say(`shell:presets.${name}`);
  const known: ReadonlySet<string> = new Set(ALWAYS);
  const others = changes.flatMap(({ path }) => (known.has(path) ? [] : [path]));
  return [
    [say('preset'), changes.length === 0 ? preset : say('presetChanged', { preset })],
    ...[...ALWAYS, ...others].map(
      (path) => [names.setting(path), names.value(path, leaves.get(path))] as const,
    ),
  ];
}
