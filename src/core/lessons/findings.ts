/** The figures of a reader's own doing, page by page, for the summary at the end: taken while a page is open, as plain numbers. */
import { MISTAKES, type LessonView } from './facts.ts';
import { FAR_MAHALANOBIS, NEAR_MAHALANOBIS } from './lessons.ts';

/** By the page's id; numbers go into its sentence under `findings.<id>`. */
export type Findings = Readonly<Record<string, Readonly<Record<string, number>>>>;

type Taken = Readonly<Record<string, number>> | null;

const TAKE: Readonly<Record<string, (view: LessonView, known: Readonly<Record<string, number>>) => Taken>> = {
  oneClass: ({ facts: { unshown } }) => unshown,
  byHand: ({ facts: { pasteContrast: now } }, { plain, hidden }) =>
    now === null ? null : { plain: Math.max(now, plain ?? now), hidden: Math.min(now, hidden ?? now) },
  question: ({ facts, phase }) => {
    const asked = facts.asked['3way'] ?? facts.asked.cutpaste;
    const { before, after } = asked?.auroc ?? {};
    return phase === 'finished' && asked && typeof before === 'number' && typeof after === 'number'
      ? { step: asked.step, accuracy: asked.accuracy, before, after }
      : null;
  },
  training: ({ phase, step, accuracy }) =>
    phase === 'finished' && accuracy !== null ? { step, accuracy } : null,
  gaussian: ({ facts: { probe } }, { near, far }) => {
    if (!probe) return null;
    const { straight, mahalanobis } = probe;
    const now = {
      ...(mahalanobis <= NEAR_MAHALANOBIS ? { near: Math.max(straight, near ?? straight) } : {}),
      ...(mahalanobis >= FAR_MAHALANOBIS ? { far: Math.min(straight, far ?? straight) } : {}),
    };
    return Object.keys(now).length > 0 ? now : null;
  },
  threshold: ({ errorsByHand: errors }, { alarms, misses }) => {
    const now = {
      ...(errors?.fn === 0 ? { alarms: Math.min(errors.fp, alarms ?? errors.fp) } : {}),
      ...(errors?.fp === 0 ? { misses: Math.min(errors.fn, misses ?? errors.fn) } : {}),
    };
    return Object.keys(now).length > 0 ? now : null;
  },
  breakIt: ({ facts: { measured } }) => {
    const { right } = measured;
    if (!right) return null;
    const found = MISTAKES.flatMap((name) => (measured[name] ? [[name, measured[name].auroc] as const] : []));
    return { right: right.auroc, ...Object.fromEntries(found) };
  },
  yours: ({ ownData, evaluatedTrained, phase, accuracy, trainImages }) =>
    ownData && evaluatedTrained && phase !== 'training' && accuracy !== null
      ? { images: trainImages, accuracy }
      : null,
  beyond: ({ besides }) => besides,
  ship: ({ facts: { shipped, halves } }) =>
    shipped && { cost: shipped.cost, least: shipped.least, ...(halves ?? {}) },
  changed: ({ facts: { changed } }) => changed.brightness ?? null,
};

/** `findings` with what the open page adds; the same object where it adds nothing. */
export function withFindings(findings: Findings, id: string, view: LessonView): Findings {
  const known = findings[id] ?? {};
  const now = TAKE[id]?.(view, known);
  if (!now || Object.entries(now).every(([key, value]) => known[key] === value)) return findings;
  return { ...findings, [id]: { ...known, ...now } };
}

/** Figures that earlier versions kept, of which no sentence speaks any more. */
const GONE: ReadonlySet<string> = new Set(['straight', 'mahalanobis']);

/** What storage gave back, as far as it is such a list. */
export function plausibleFindings(value: unknown): Findings {
  if (typeof value !== 'object' || value === null) return {};
  const pages = Object.entries(value).flatMap(([id, figures]: [string, unknown]) => {
    if (!(id in TAKE) || typeof figures !== 'object' || figures === null) return [];
    const numbers = Object.entries(figures).filter(
      ([key, figure]) => Number.isFinite(figure) && !GONE.has(key),
    );
    return numbers.length > 0 ? [[id, Object.fromEntries(numbers) as Record<string, number>] as const] : [];
  });
  return Object.fromEntries(pages);
}
