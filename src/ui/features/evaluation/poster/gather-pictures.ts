/** The pictures of a poster: views of the run's first batch, by the code that made it, and six test images with their maps. */
import { drawBatch } from '../../../../core/augment/batch.ts';
import { boxesOf } from '../../../../core/augment/edit.ts';
import { ORIGINAL_FACTOR } from '../../../../core/augment/paste-before-resize.ts';
import { taskViews } from '../../../../core/augment/tasks.ts';
import type { Config } from '../../../../core/config/schema.ts';
import { aroundThreshold } from '../../../../core/heatmap/colour-scale.ts';
import type { DatasetItem } from '../../../../core/dataset/types.ts';
import { Turn } from '../../../../services/turn.ts';
import { batchViews } from '../../../../services/views/views.ts';
import type { PlaygroundState } from '../../../../store/state.ts';
import type { Evaluation, ScoreGrid } from '../../../../worker/protocol.ts';
import { prepared } from '../../../components/prepared-maps.ts';
import { formatScore } from '../format.ts';
import { selectThreshold } from '../selectors.ts';
import { pickImages } from './pick-images.ts';
import { mapAddress, pictureAddress } from './picture-address.ts';
import type { PosterFacts, PosterMap, PosterSample } from './poster-facts.ts';
import type { Say } from './poster-texts.ts';

const SAMPLES = 5;
const MAPS = 6;

/** The source as it is, then the pasted views: first of it, then of the next sources. */
function placesOf(classes: number): readonly number[] {
  const places = [0];
  for (let source = 0; places.length < SAMPLES; source++)
    for (let label = 1; label < classes; label++) places.push(label * SAMPLES + source);
  return places.slice(0, SAMPLES);
}

/** Views of step 0: the first sources of a batch are the same however many it has. */
export async function samplesOf(
  { items, plan }: Pick<PlaygroundState, 'items' | 'plan'>,
  run: Config,
  say: Say,
  signal: AbortSignal,
): Promise<readonly PosterSample[]> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const normal = items
    .filter(({ role, label }) => role === 'train' && label === 'normal')
    .map(({ id }) => id);
  const images = (plan?.trainIds ?? normal).map((id) => byId.get(id)?.image ?? null);
  const sizePx = images.find((image) => image !== null)?.width;
  if (sizePx === undefined) return [];
  const config = { ...run, training: { ...run.training, sourcesPerStep: SAMPLES } };
  const classes = taskViews(config.augment.task);
  const places = placesOf(classes.length);
  const views = await batchViews({ images, config, step: 0, places }, signal);
  const draws = drawBatch(images.length, sizePx, config, 0);
  const turn = new Turn();
  const samples: PosterSample[] = [];
  for (const [i, view] of views.entries()) {
    if (!view) continue;
    const draw = draws[places[i]];
    const { paste } = boxesOf(draw.view);
    const side = view.width * (config.mistakes.pasteBeforeResize ? ORIGINAL_FACTOR : 1);
    samples.push({
      caption: say(`kinds:${classes[draw.label].className}.name`),
      picture: pictureAddress(view),
      pasted: paste
        ? { x: paste.x / side, y: paste.y / side, width: paste.width / side, height: paste.height / side }
        : null,
    });
    await turn.end();
  }
  return samples;
}

export function rangeOf(grids: readonly ScoreGrid[]): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const { scores } of grids)
    for (const score of scores) {
      low = Math.min(low, score);
      high = Math.max(high, score);
    }
  return { low, high };
}

export const VERDICTS = {
  anomalous: { called: 'found', not: 'missed' },
  normal: { called: 'alarm', not: 'passed' },
} as const;

export function nameOf({ label, defectType }: DatasetItem, sample: boolean, say: Say): string {
  if (label === 'normal') return say('normal');
  return sample ? say(`samples:defects.${defectType}`, { defaultValue: defectType }) : defectType;
}

export async function mapsOf(
  state: PlaygroundState,
  evaluation: Evaluation,
  say: Say,
): Promise<PosterFacts['maps']> {
  const { items, config, sampleName, mapView } = state;
  const { testIds, testScores, maps, mapKind, mapThreshold } = evaluation;
  const places = new Map(testIds.map((id, i) => [id, i]));
  const test = items.flatMap((item) => {
    const place = places.get(item.id);
    if (item.role !== 'test' || place === undefined) return [];
    return [{ item, place, anomalous: item.label === 'anomalous', score: testScores[place] }];
  });
  const threshold = selectThreshold(state) ?? evaluation.threshold;
  const { low, high } = rangeOf(maps);
  const drawable = maps.length > 0 && Number.isFinite(low) && Number.isFinite(high);
  const scale = aroundThreshold(low, high, mapThreshold);
  const turn = new Turn();
  const found: PosterMap[] = [];
  for (const { item, place, anomalous, score } of pickImages(test, MAPS)) {
    const grid = drawable ? maps[place] : null;
    const made = grid?.scores.every(Number.isFinite)
      ? await prepared({
          grid,
          kind: mapKind,
          threshold: mapThreshold,
          sizePx: item.image.width,
          sigmaPx: config.evaluation.sigmaPx,
          mask: item.mask?.data ?? null,
        })
      : null;
    const called = score >= threshold;
    const word = VERDICTS[item.label][called ? 'called' : 'not'];
    found.push({
      name: nameOf(item, sampleName !== null, say),
      anomalous,
      verdict: say(`verdict.${word}`, { score: formatScore(score) }),
      right: called === anomalous,
      picture: pictureAddress(item.image),
      map: made && mapAddress(made, scale, mapView.colourTable),
      side: item.image.width,
      found: made?.outline ?? '',
      truth: made?.truth ?? '',
    });
    await turn.end();
  }
  const note = found.length === 0 ? 'noImages' : found.some(({ map }) => map) ? 'mapsNote' : 'noMaps';
  return { title: say('maps'), note: say(note), items: found };
}
