/**
 * The facts of a poster from what the page knows: the last whole evaluation with the labels as they are now, never a look between two. Where
 * something was not measured, or is no number, there is no figure but the reason. Pictures are made in turns; maps and samples in workers.
 */
import { version } from '../../../../../package.json';
import { protocolCard } from '../../../../core/calibration/protocol-card.ts';
import type { Config } from '../../../../core/config/schema.ts';
import { allFinite } from '../../../../core/metrics/finite.ts';
import { decimate } from '../../../../core/metrics/decimate.ts';
import { linkAddress } from '../../../../core/share/link.ts';
import { describeDataset } from '../../../../store/runs/snapshot.ts';
import type { PlaygroundState } from '../../../../store/state.ts';
import type { Evaluation } from '../../../../worker/protocol.ts';
import { fitsQrCode } from '../../../components/qr-code.tsx';
import { formatCount } from '../../../format.ts';
import { formatRate } from '../format.ts';
import {
  selectAurocHistory,
  selectConfusion,
  selectRoc,
  selectScoredSet,
  selectSummary,
  selectUntrainedAuroc,
  selectUntrainedRoc,
  type ScoredSet,
} from '../selectors.ts';
import { mapsOf, samplesOf } from './gather-pictures.ts';
import { settingRows } from './gather-settings.ts';
import type { PosterFacts } from './poster-facts.ts';
import type { PosterTexts, Say } from './poster-texts.ts';

/** Points of a loss curve that a sheet can show. */
const CURVE_POINTS = 300;
const HERE_ONLY = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What the run was trained with, scored as is chosen now. */
export function configOf({ runConfig, config }: PlaygroundState): Config {
  const { density, evaluation, mistakes } = config;
  return { ...(runConfig ?? config), density, evaluation, mistakes };
}

/** Only evaluations that are numbers throughout. */
export function measured(state: PlaygroundState): PlaygroundState {
  const finite = ({ testScores, synthetic }: Evaluation) =>
    allFinite(testScores) &&
    (!synthetic || (allFinite(synthetic.normalScores) && allFinite(synthetic.defectScores)));
  return { ...state, evaluations: state.evaluations.filter(finite) };
}

export function whyNot(set: ScoredSet | null, say: Say): string {
  if (!set) return say('notNumbers');
  const { normal, anomalous } = set;
  const reason = normal + anomalous === 0 ? 'noTestImages' : anomalous === 0 ? 'noAnomalies' : 'noNormals';
  return say(`evaluation:${reason}`, { normal, anomalous });
}

function sentences(state: PlaygroundState, step: number, { say, language }: PosterTexts): string[] {
  const { confusion, untrained, source } = {
    confusion: selectConfusion(state),
    untrained: selectUntrainedAuroc(state),
    source: selectScoredSet(state)?.source,
  };
  const config = configOf(state);
  const said: string[] = [];
  if (confusion && confusion.tp + confusion.fn > 0 && source === 'test')
    said.push(
      `${say('evaluation:verdict.found', { count: confusion.tp + confusion.fn, found: confusion.tp })} ${say('evaluation:verdict.alarms', { count: confusion.fp })}`,
    );
  if (source === 'synthetic') said.push(say('evaluation:syntheticNotice'));
  const before = untrained !== null && step > 0 ? say('untrained', { value: formatRate(untrained) }) : '';
  const after = step === 0 ? say('withoutTraining') : say('atStep', { step: formatCount(step, language) });
  said.push(`${after} ${before}`.trim());
  if (step < config.training.steps)
    said.push(say('detector:limits.unfinished', { step, steps: config.training.steps }));
  if (Object.values(config.mistakes).some(Boolean)) said.push(say('detector:limits.mistakes'));
  return said;
}

function rocOf(state: PlaygroundState, say: Say): PosterFacts['roc'] {
  const points = selectRoc(state);
  const set = selectScoredSet(state);
  if (!points || !set) return null;
  const confusion = selectConfusion(state);
  return {
    title: say('roc'),
    x: say('falsePositives'),
    y: say('truePositives'),
    points,
    untrained: selectUntrainedRoc(state),
    dot: confusion && { x: confusion.fp / set.normal, y: confusion.tp / set.anomalous },
    trainedName: say('trained'),
    untrainedName: say('beforeTraining'),
  };
}

function courseOf(state: PlaygroundState, say: Say): PosterFacts['course'] {
  const history = selectAurocHistory(state);
  if (history.length > 1)
    return { title: say('aurocOverSteps'), x: say('steps'), points: history, digits: 2 };
  const losses = state.records.flatMap(({ step, loss }) =>
    Number.isFinite(loss) ? [{ x: step, y: loss }] : [],
  );
  if (losses.length < 2) return null;
  return { title: say('lossOverSteps'), x: say('steps'), points: decimate(losses, CURVE_POINTS), digits: 2 };
}

export async function protocolRows(
  state: PlaygroundState,
  config: Config,
  name: string,
  say: Say,
): Promise<readonly (readonly [string, string])[]> {
  const { items, evaluations, sampleName: sample, manualThreshold, backend } = state;
  const { reported, split, threshold, sawTestLabels } = protocolCard({ config, items, evaluations });
  const { fingerprint } = await describeDataset({ items, name, sample });
  const rule = manualThreshold === null ? say(`detector:calibration.rules.${threshold.rule}`) : say('byHand');
  return [
    [say('detector:data.name'), name],
    [say('detector:data.fingerprint'), fingerprint],
    [say('detector:protocol.split'), say('detector:protocol.counts', { ...split })],
    [say('detector:protocol.reported'), say(`detector:protocol.weights.${reported}`)],
    [say('threshold'), rule],
    [say('detector:protocol.saw'), sawTestLabels.join(', ')],
    ...(backend
      ? [[say('detector:made.backend'), [backend.name, backend.device].filter(Boolean).join(', ')] as const]
      : []),
  ];
}

function linkOf(state: PlaygroundState, config: Config, { say, language }: PosterTexts): PosterFacts['link'] {
  const sample = state.sampleName;
  const page = { tab: null, lesson: null, hidden: [], language };
  const address = linkAddress(location.href, { config, sample, ...page });
  if (!fitsQrCode(address)) return { address: null, text: say('linkTooLong') };
  const opens = say(sample === null ? 'linkOwn' : 'link');
  const local = location.protocol === 'file:' || HERE_ONLY.has(location.hostname);
  return { address, text: local ? `${opens} ${say('linkLocal')}` : opens };
}

/** Null before anything was scored. */
export async function posterFacts(
  state: PlaygroundState,
  texts: PosterTexts,
  signal: AbortSignal,
): Promise<PosterFacts | null> {
  const { say, names, language } = texts;
  const latest = state.evaluations.at(-1);
  if (!latest) return null;
  const finite = measured(state);
  const scored = finite.evaluations.at(-1) === latest ? finite : { ...finite, evaluations: [] };
  const config = configOf(state);
  const name = state.sampleName === null ? state.datasetName : say(`samples:names.${state.sampleName}`);
  const summary = selectSummary(scored);
  const interval = summary?.interval ?? null;
  const rate = (value: number) => formatRate(value);
  const more = (count: number) => say('more', { count });
  return {
    language,
    name,
    title: say('title', { data: name }),
    lead: say('lead', {
      network: names.value('model.backbone', config.model.backbone),
      steps: formatCount(latest.step, language),
      train: state.items.filter(({ role, label }) => role === 'train' && label === 'normal').length,
      task: names.value('augment.task', config.augment.task),
      density: names.value('density.estimator', config.density.estimator),
    }),
    auroc: interval && {
      name: say('auroc'),
      value: rate(interval.auroc),
      interval: say('interval', { low: rate(interval.low), high: rate(interval.high) }),
    },
    why: interval ? '' : whyNot(selectScoredSet(scored), say),
    said: sentences(scored, latest.step, texts),
    samples: { title: say('samples'), items: await samplesOf(state, config, say, signal) },
    roc: rocOf(scored, say),
    course: courseOf(scored, say),
    maps: await mapsOf(state, latest, say),
    settings: { title: say('settings'), rows: settingRows(config, texts), more },
    protocol: { title: say('protocol'), rows: await protocolRows(state, config, name, say), more },
    link: linkOf(state, config, texts),
    foot: say('foot', { version, date: new Date().toLocaleDateString(language) }),
  };
}
