/**
 * What the first visit sees happen: parts of a built-in sample painted here, and a patch of one cut out, jittered and pasted by the code that makes the
 * batches of the training.
 */
import { PRESETS } from '../../../core/config/presets.ts';
import type { Config } from '../../../core/config/schema.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { SAMPLES } from '../../../core/samples/catalogue.ts';
import { loadSample } from '../../../services/samples/load-sample.ts';
import type { TracedView } from '../../../services/views/protocol.ts';
import { tracedView } from '../../../services/views/views.ts';

const PARTS = ['000', '001', '002', '003'].map((name) => `train/good/${name}.png`);
/** The part that a patch is pasted on, and the step whose draw shows it well. */
const PASTED_ON = 1;
const STEP = 10;
const STILL = { brightness: 0, contrast: 0, saturation: 0, hue: 0 };

export interface HeroData {
  readonly parts: readonly RgbImage[];
  readonly pastedOn: RgbImage;
  readonly view: TracedView;
}

/** CutPaste on the whole image, without the augmentation of the source: only the patch tells the view from it. */
function heroConfig(): Config {
  const { quick } = PRESETS;
  return {
    ...quick,
    model: { ...quick.model, mode: 'image' },
    training: { ...quick.training, sourcesPerStep: 1 },
    augment: { ...quick.augment, task: 'cutpaste', global: { shiftFraction: 0, jitter: STILL } },
  };
}

/** @throws PoolError where a worker dies; the signal's reason when it is aborted. */
export async function loadHeroData(signal: AbortSignal): Promise<HeroData> {
  const config = heroConfig();
  const painted = await loadSample({
    name: SAMPLES[0].name,
    seed: 0,
    sizePx: config.data.imageSizePx,
    paths: PARTS,
    // Whoever has just come may want to begin: the page's other work comes first.
    workers: 1,
    signal,
    onProgress: () => undefined,
  });
  const parts = painted.map(({ item }) => item.image);
  const pastedOn = parts[PASTED_ON];
  const view = await tracedView({ image: pastedOn, config, step: STEP, place: 1 }, signal);
  return { parts, pastedOn, view };
}
