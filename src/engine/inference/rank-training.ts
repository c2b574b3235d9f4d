/**
 * Scores of every training image by a density that had not seen it, so that a defect among them can be found wherever it stands. An evaluation
 * scores only the images that its density rests on (`evaluation.maxTrainImages`); all others, and those that are kept for the threshold, are
 * scored here by the density of a fold. They are embedded a few at a time and not remembered: a large set costs time, not memory.
 */
import type { TrainingRanking } from '../../core/calibration/doubtful.ts';
import { placesReadout } from '../../core/config/readout.ts';
import { requireFiniteScores } from '../../core/metrics/finite.ts';
import type { WithLocations } from '../pretrained/location-scores.ts';
import { scoreOfImage } from './density-fit.ts';
import { allTraining, chooseTraining, groupsOf, nameImage } from './embedding-input.ts';
import { fitPlaceDetector } from './evaluate-places.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { fitAsEvaluated } from './fit-as-evaluated.ts';
import { foldScorers } from './fold-scorers.ts';

/** Images whose features are held at once. */
const AT_ONCE = 16;

/** @throws PlaygroundError `scores-not-finite` */
export async function rankTraining(input: EvaluationInput): Promise<TrainingRanking> {
  // Images are looked at as they are, whatever a lesson fits its density on.
  const { mistakes } = input.config;
  const config = { ...input.config, mistakes: { ...mistakes, densityOnAugmented: false } };
  const plain = { ...input, config };
  const kind = placesReadout(config);
  const found = kind ? await byPlaces(plain, kind) : await byFolds(plain);
  requireFiniteScores(found.scores);
  return { by: 'run', step: input.step, ...found };
}

type Found = Pick<TrainingRanking, 'ids' | 'scores'>;

async function byFolds(input: EvaluationInput): Promise<Found> {
  const { embedder, config, imageSizePx, job } = input;
  const d = embedder.model.network.features;
  const chosen = chooseTraining(input.train, config);
  const isChosen = new Set(chosen);
  const rest = allTraining(input).filter((image) => !isChosen.has(image));
  const { fitted, embeddings, groups } = await fitAsEvaluated(input);
  const context = { groups, locality: fitted.locality };
  const folds = await foldScorers(embeddings, d, config, context, (done) => job.progress('fitting', done));
  // Of a group whose other images a density has seen, only that of their fold has not.
  const foldOfGroup = new Map<string, number>();
  folds.split.forEach((fold, f) => {
    for (const image of fold) if (groups[image] !== null) foldOfGroup.set(groups[image], f);
  });
  const scores = new Float64Array(chosen.length + rest.length);
  scores.set(folds.scores);
  const remembered = new Set((input.calibration ?? []).map(({ id }) => id));
  for (let from = 0; from < rest.length; from += AT_ONCE) {
    const part = rest.slice(from, from + AT_ONCE);
    const named = part.map((image) => nameImage(image, imageSizePx, config.data.region));
    const share = (n: number) => (from + n) / rest.length;
    const embedded = await embedder.embed(named, input, share);
    embedder.drop(part.map(({ id }) => id).filter((id) => !remembered.has(id)));
    const ofGroup = groupsOf(part).map((group) => (group === null ? undefined : foldOfGroup.get(group)));
    embedded.forEach(({ features }, i) => {
      const fold = ofGroup[i] ?? (from + i) % folds.scorers.length;
      scores[chosen.length + from + i] = scoreOfImage(folds.scorers[fold], features, features.length / d);
    });
  }
  return { ids: [...chosen, ...rest].map(({ id }) => id), scores };
}

/** Places of every image are looked at one image at a time anyway: all training images carry the detector here. */
async function byPlaces(input: EvaluationInput, kind: WithLocations): Promise<Found> {
  const train = allTraining(input);
  const evaluation = { ...input.config.evaluation, maxTrainImages: 0 };
  const whole = { ...input, config: { ...input.config, evaluation }, train, calibration: [], aside: [] };
  const detector = await fitPlaceDetector(whole, kind, { share: (n) => n / train.length });
  try {
    return { ids: train.map(({ id }) => id), scores: detector.judged.heldOutScores };
  } finally {
    detector.dispose();
  }
}
