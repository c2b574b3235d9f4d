/**
 * What the first visit sees happen: parts of a built-in sample painted here, a patch cut, jittered and pasted by the code of the training, and the map of
 * one defect as a run of this page recorded it (`scripts/record-hero.ts`).
 */
import { PRESETS } from '../../../core/config/presets.ts';
import type { Config } from '../../../core/config/schema.ts';
import type { PreparedMap } from '../../../core/heatmap/prepare-map.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { prepareMapInWorker } from '../../../services/maps/prepare-maps.ts';
import { loadSample } from '../../../services/samples/load-sample.ts';
import type { TracedView } from '../../../services/views/protocol.ts';
import { tracedView } from '../../../services/views/views.ts';
import recorded from './recorded.json';

export { recorded };

const PARTS = ['000', '001', '002', '003'].map((name) => `train/good/${name}.png`);
/** The part that a patch is pasted on, and the step whose draw shows it well. */
const PASTED_ON = 1;
const STEP = 10;
const STILL = { brightness: 0, contrast: 0, saturation: 0, hue: 0 };

export interface HeroData {
  readonly parts: readonly RgbImage[];
  readonly pastedOn: RgbImage;
  readonly view: TracedView;
  readonly defect: RgbImage;
  readonly map: PreparedMap;
}

/** CutPaste on the whole image, without the augmentation of the source: only the patch tells the view from it. */
function viewConfig(): Config {
  const { quick } = PRESETS;
  return {
    ...quick,
    model: { ...quick.model, mode: 'image' },
    training: { ...quick.training, sourcesPerStep: 1 },
    augment: { ...quick.augment, task: 'cutpaste', global: { shiftFraction: 0, jitter: STILL } },
  };
}

export async function loadHeroData(signal: AbortSignal): Promise<HeroData> {
  const { sample: name, seed, sizePx, path, kind, mapThreshold, sigmaPx, grid } = recorded;
  const painted = await loadSample({
    ...{ name, seed, sizePx, signal },
    paths: [...PARTS, path],
    // Whoever has just come may want to begin: the page's other work comes first.
    workers: 1,
    onProgress: () => undefined,
  });
  const imageOf = (wanted: string): RgbImage => {
    const found = painted.find(({ item }) => item.path === wanted);
    if (!found) throw new Error(`The sample has no ${wanted}.`);
    return found.item.image;
  };
  const parts = PARTS.map(imageOf);
  const pastedOn = parts[PASTED_ON];
  const view = await tracedView({ image: pastedOn, config: viewConfig(), step: STEP, place: 1 }, signal);
  const map = await prepareMapInWorker(
    {
      grid: { ...grid, scores: Float32Array.from(grid.scores) },
      kind: kind as 'patch' | 'gradcam',
      ...{ sizePx, sigmaPx },
      threshold: mapThreshold,
      mask: null,
    },
    signal,
  );
  return { parts, pastedOn, view, defect: imageOf(path), map };
}
