/**
 * What is told early, so that nobody waits for a run that comes to nothing: from a third of the steps on, a proxy task that is hardly learned (no labels are
 * needed for it), and figures of the untrained network or of ImageNet's features that are better. Of 1,000 steps of `quick`, two of three real sets
 * ended with a proxy accuracy of 0.42 and 0.45 where 0.33 is chance (method section 7 has what more steps do there).
 */
/** Share of the run after which it is judged. */
const JUDGED_FROM = 1 / 3;
/** Steps that the accuracy is a mean of: a tenth of the run within these. */
const [FEWEST_STEPS, MOST_STEPS] = [50, 500];
/** Of the way from chance to always right: below it the task counts as hardly learned. */
const LEARNED_SHARE = 0.25;
/** Differences of AUROC below it are chance on a few dozen test images. */
const AUROC_MARGIN = 0.02;

export type EarlySign =
  | { readonly kind: 'proxy'; readonly accuracy: number; readonly chance: number }
  | { readonly kind: 'untrained' | 'pretrained'; readonly by: number };

const judged = (step: number, steps: number): boolean => step >= JUDGED_FROM * steps;

/** Null where the task is learned, or it is too early to say. @param records one a step, in order */
export function proxySign(
  records: readonly { readonly step: number; readonly accuracy: number }[],
  classes: number,
  steps: number,
): EarlySign | null {
  const window = Math.round(Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, steps / 10)));
  if (records.length < window || !judged(records[records.length - 1].step, steps)) return null;
  const last = records.slice(-window);
  const accuracy = last.reduce((sum, record) => sum + record.accuracy, 0) / window;
  const chance = 1 / classes;
  return (accuracy - chance) / (1 - chance) < LEARNED_SHARE ? { kind: 'proxy', accuracy, chance } : null;
}

export interface Figures {
  /** Of the weights that were evaluated last; null where there is none. */
  readonly auroc: number | null;
  readonly step: number;
  readonly steps: number;
  readonly untrained: number | null;
  readonly pretrained: number | null;
}

/** Figures on the same test images that are clearly better. */
export function betterWithout({ auroc, step, steps, untrained, pretrained }: Figures): EarlySign[] {
  if (auroc === null || step === 0 || !judged(step, steps)) return [];
  return (
    [
      ['untrained', untrained],
      ['pretrained', pretrained],
    ] as const
  ).flatMap(([kind, other]) =>
    other !== null && other - auroc > AUROC_MARGIN ? [{ kind, by: other - auroc }] : [],
  );
}
