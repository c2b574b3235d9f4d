/**
 * What bench/export.ts compares: every preset as it is, and beside them what presets do not vary (densities, localities, backbones, fits, a region
 * of interest), on `quick` at half its size. Only how long a network is trained is shortened: whether two programs agree does not depend on it.
 */
import { PRESETS } from '../src/core/config/presets.ts';
import { placesReadout } from '../src/core/config/readout.ts';
import { PRESET_NAMES } from '../scripts/experiment/run-options.ts';

export interface ExportCase {
  readonly name: string;
  readonly preset: string;
  /** `key=value` of the command line. */
  readonly set: readonly string[];
  /** Looks at a part of the images only. */
  readonly region?: boolean;
}

/** Of all cases: no evaluation but the last. */
export const SHORTENED = ['evaluation.everySteps=0'];

const HALF = ['data.imageSizePx=128', 'model.cropSizePx=32', 'evaluation.windowSizePx=32'];
const WHOLE = ['data.imageSizePx=128', 'model.mode=image'];

const half = (name: string, ...set: readonly string[]): ExportCase => ({
  name,
  preset: 'quick',
  set: [...HALF, ...set],
});
const whole = (name: string, ...set: readonly string[]): ExportCase => ({
  name,
  preset: 'quick',
  set: [...WHOLE, ...set],
});

const VARIED: readonly ExportCase[] = [
  half('shared Gaussian', 'evaluation.locality=shared'),
  half('Gaussian per location', 'evaluation.locality=per-location'),
  half('Gaussian per location with spread', 'evaluation.locality=per-location-spread'),
  half('diagonal covariance', 'density.covariance=diagonal'),
  half('ridge covariance', 'density.covariance=ridge'),
  half('PCA covariance', 'density.covariance=pca'),
  half('without L2 normalisation', 'density.l2Normalise=false'),
  half('KDE', 'density.estimator=kde'),
  half('nearest', 'density.estimator=nearest'),
  half('kNN', 'density.estimator=knn'),
  half('memory bank', 'density.estimator=memory-bank'),
  half('highest place', 'evaluation.imageScore=maximum'),
  half('exact windows', 'evaluation.dense=exact', 'evaluation.windowStridePx=16'),
  half('odd stride', 'evaluation.windowStridePx=12'),
  half('without correction', 'evaluation.correction=none'),
  half('crop', 'data.fit=crop'),
  half('letterbox', 'data.fit=letterbox'),
  { ...half('region'), region: true },
  { ...whole('region on whole images'), region: true },
  whole('whole images'),
  whole('KDE on whole images', 'density.estimator=kde'),
  whole('memory bank on whole images', 'density.estimator=memory-bank'),
  half('small without padding', 'model.backbone=small-valid'),
  half('ResNet-18', 'model.backbone=resnet18'),
  half('EfficientNet-B0', 'model.backbone=efficientnet-b0'),
  whole('ResNet-18 on whole images', 'model.backbone=resnet18', 'model.stem=imagenet'),
];

/** Presets that are no detector are refused before a run. */
const EXPORTED = PRESET_NAMES.filter((name) => !placesReadout(PRESETS[name]));

const CASES: readonly ExportCase[] = [
  ...EXPORTED.map((name) => ({ name, preset: name, set: [] })),
  ...VARIED,
];

/** All presets where none is named. @throws Error naming what is no case */
export function chosenCases(names: readonly string[]): readonly ExportCase[] {
  return (names.length > 0 ? names : EXPORTED).flatMap((name) => {
    const found = name === 'varied' ? VARIED : CASES.filter((one) => one.name === name);
    if (found.length === 0)
      throw new Error(
        `There is no case "${name}"; there are varied, ${CASES.map((one) => one.name).join(', ')}.`,
      );
    return found;
  });
}
