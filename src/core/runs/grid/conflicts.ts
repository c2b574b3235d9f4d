/** Configurations that the schema allows leaf by leaf but that say nothing sensible together. A grid names them instead of running them. */
import { PlaygroundError } from '../../errors.ts';
import type { Config } from '../../config/schema.ts';
import { backboneOf } from '../../networks/registry.ts';

type Pair = readonly [low: string, high: string, a: number, b: number];

/** Null when the configuration can be run; otherwise `grid-conflict` with both settings and their values. */
export function conflictOf({ augment, data, model, evaluation, training }: Config): PlaygroundError | null {
  const { cutpaste, scar } = augment;
  const ordered: readonly Pair[] = [
    ['augment.cutpaste.areaMin', 'augment.cutpaste.areaMax', cutpaste.areaMin, cutpaste.areaMax],
    ['augment.scar.widthMinPx', 'augment.scar.widthMaxPx', scar.widthMinPx, scar.widthMaxPx],
    ['augment.scar.lengthMinPx', 'augment.scar.lengthMaxPx', scar.lengthMinPx, scar.lengthMaxPx],
  ];
  const windowed: readonly Pair[] =
    model.mode === 'patch'
      ? [
          ['model.cropSizePx', 'data.imageSizePx', model.cropSizePx, data.imageSizePx],
          ['evaluation.windowSizePx', 'data.imageSizePx', evaluation.windowSizePx, data.imageSizePx],
        ]
      : [];
  const seen: readonly Pair[] =
    model.mode === 'patch'
      ? [
          ['model.backbone', 'model.cropSizePx', backboneOf(model).smallestInputPx, model.cropSizePx],
          [
            'model.backbone',
            'evaluation.windowSizePx',
            backboneOf(model).smallestInputPx,
            evaluation.windowSizePx,
          ],
        ]
      : [];
  const timed: readonly Pair[] = [
    ['training.warmupSteps', 'training.steps', training.warmupSteps, training.steps],
  ];
  const found = [...ordered, ...windowed, ...seen, ...timed].find(([, , a, b]) => a > b);
  if (!found) return null;
  const [first, second, a, b] = found;
  return new PlaygroundError('grid-conflict', `${first} (${a}) is greater than ${second} (${b}).`, {
    first,
    second,
    a,
    b,
  });
}
