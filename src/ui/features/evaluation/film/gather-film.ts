/**
 * The frames of a film from what the page knows: one for each evaluated step with the figures that the page shows there, and one that says how to make
 * the run again. A frame is made when it is asked for; maps in workers, colours in turns.
 */
import { version } from '../../../../../package.json';
import { colourTable } from '../../../../core/heatmap/colour-tables.ts';
import { aroundThreshold } from '../../../../core/heatmap/colour-scale.ts';
import type { FilmFrame } from '../../../../services/film/protocol.ts';
import { Turn } from '../../../../services/turn.ts';
import { MOST_PINNED } from '../../../../store/maps-slice.ts';
import { suggestPins } from '../../../../store/pins.ts';
import { asSeen } from '../../../../store/seen.ts';
import type { PlaygroundState } from '../../../../store/state.ts';
import type { Evaluation } from '../../../../worker/protocol.ts';
import { prepared } from '../../../components/prepared-maps.ts';
import { formatCount } from '../../../format.ts';
import { formatRate, formatScore } from '../format.ts';
import { configOf, measured, protocolRows, whyNot } from '../poster/gather.ts';
import { nameOf, rangeOf, VERDICTS } from '../poster/gather-pictures.ts';
import { settingRows } from '../poster/gather-settings.ts';
import type { PosterTexts, Say } from '../poster/poster-texts.ts';
import {
  selectAurocHistory,
  selectConfusion,
  selectRoc,
  selectScoredSet,
  selectSummary,
  selectThreshold,
  selectUntrainedRoc,
} from '../selectors.ts';
import { drawEnd, drawStep, FILM_COLOURS } from './draw-frame.ts';
import type { FilmImage, FilmStep, FilmWords } from './film-facts.ts';

/** Of a map's colour table, in every film's palette. */
const MAP_COLOURS = 64;

export interface Film {
  readonly name: string;
  readonly colours: readonly (readonly [number, number, number])[];
  readonly frames: readonly (() => Promise<FilmFrame>)[];
}

const rgbOf = (hex: string): readonly [number, number, number] => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};

function coloursOf(table: Uint8Array): Film['colours'] {
  const ofMaps = Array.from({ length: MAP_COLOURS }, (_, i) => {
    const entry = 3 * Math.round((255 * i) / (MAP_COLOURS - 1));
    return [table[entry], table[entry + 1], table[entry + 2]] as const;
  });
  return [...FILM_COLOURS.map(rgbOf), ...ofMaps];
}

async function imagesOf(
  state: PlaygroundState,
  evaluation: Evaluation,
  say: Say,
): Promise<readonly FilmImage[]> {
  const { items, config, mapView, sampleName } = state;
  const pinned = state.pinnedIds.length > 0 ? state.pinnedIds : suggestPins(items, MOST_PINNED);
  const threshold = selectThreshold(asSeen({ ...state, seenStep: evaluation.step })) ?? evaluation.threshold;
  const { maps, mapKind, mapThreshold, testIds, testScores } = evaluation;
  const { low, high } = rangeOf(maps);
  const scale = aroundThreshold(low, high, mapThreshold);
  const turn = new Turn();
  const found: FilmImage[] = [];
  for (const id of pinned) {
    const item = items.find((one) => one.id === id);
    const place = testIds.indexOf(id);
    if (!item) continue;
    const grid = maps[place];
    const sizePx = item.image.width;
    const made = grid?.scores.every(Number.isFinite)
      ? await prepared({
          grid,
          kind: mapKind,
          threshold: mapThreshold,
          sizePx,
          sigmaPx: config.evaluation.sigmaPx,
          mask: item.mask?.data ?? null,
        })
      : null;
    const score = testScores[place];
    const scored = place >= 0 && Number.isFinite(score);
    const called = scored && score >= threshold;
    found.push({
      name: nameOf(item, sampleName !== null, say),
      anomalous: item.label === 'anomalous',
      verdict: scored
        ? say(`verdict.${VERDICTS[item.label][called ? 'called' : 'not']}`, { score: formatScore(score) })
        : '',
      right: called === (item.label === 'anomalous'),
      picture: { side: sizePx, data: item.image.data },
      map: made && { values: made.values, inside: made.inside, scale, table: mapView.colourTable },
    });
    await turn.end();
  }
  return found;
}

async function stepOf(whole: PlaygroundState, evaluation: Evaluation, texts: PosterTexts): Promise<FilmStep> {
  const { say, language } = texts;
  const finite = measured(whole);
  const isNumber = finite.evaluations.includes(evaluation);
  const at = asSeen({
    ...(isNumber ? finite : { ...whole, evaluations: [] }),
    looks: [],
    seenStep: evaluation.step,
  });
  const interval = selectSummary(at)?.interval ?? null;
  const set = selectScoredSet(at);
  const confusion = selectConfusion(at);
  const { steps } = configOf(whole).training;
  const count = formatCount(evaluation.step, language);
  return {
    step: evaluation.step,
    steps,
    when:
      evaluation.step === 0
        ? say('film:before')
        : say('film:when', { step: count, steps: formatCount(steps, language) }),
    value: interval && formatRate(interval.auroc),
    interval: interval
      ? say('interval', { low: formatRate(interval.low), high: formatRate(interval.high) })
      : '',
    why: interval ? '' : whyNot(set, say),
    roc: interval && selectRoc(at),
    untrained: interval && selectUntrainedRoc(at),
    dot:
      interval && confusion && set ? { x: confusion.fp / set.normal, y: confusion.tp / set.anomalous } : null,
    course: selectAurocHistory(finite),
    images: await imagesOf(whole, evaluation, say),
  };
}

/** Null before anything was scored. */
export async function filmOf(state: PlaygroundState, texts: PosterTexts): Promise<Film | null> {
  const { say, language } = texts;
  const { evaluations } = state;
  if (evaluations.length === 0) return null;
  const config = configOf(state);
  const data = state.sampleName === null ? state.datasetName : say(`samples:names.${state.sampleName}`);
  const synthetic = selectScoredSet(state)?.source === 'synthetic';
  const words: FilmWords = {
    title: say('film:title', { data }),
    auroc: say(synthetic ? 'film:aurocSynthetic' : 'auroc'),
    roc: say('roc'),
    x: say('falsePositives'),
    y: say('truePositives'),
    now: say('film:now'),
    before: say('beforeTraining'),
    course: say('aurocOverSteps'),
    steps: say('steps'),
    note: say('noImages'),
  };
  const last = evaluations.length - 1;
  const end = async () =>
    drawEnd({
      title: say('film:title', { data }),
      columns: [
        { title: say('settings'), rows: settingRows(config, texts) },
        { title: say('protocol'), rows: await protocolRows(state, config, data, say) },
      ],
      more: (count) => say('more', { count }),
      foot: say('foot', { version, date: new Date().toLocaleDateString(language) }),
    });
  return {
    name: say('film:file', { data, steps: evaluations[last].step, seed: config.seed }),
    colours: coloursOf(colourTable(state.mapView.colourTable)),
    frames: [
      ...evaluations.map((evaluation, i) => async () => {
        const facts = await stepOf(state, evaluation, texts);
        return drawStep(facts, words, i === last ? 'last' : i === 0 ? 'first' : 'between');
      }),
      end,
    ],
  };
}
