/**
 * Sides of groups: from names where they speak, from what stands beside them, from masks; where siblings cannot be told apart it is asked. The
 * same name under train and test never gets opposite answers.
 */
import type { RawGroup } from './groups.ts';
import { wordsOf } from './words.ts';
import type { Answer, Reading, Why } from './types.ts';

export interface Judged {
  readonly group: RawGroup;
  readonly reading: Reading;
  readonly why: Why;
  readonly proposal: Answer | null;
}

export interface Known {
  /** What a person said of a group, or null. */
  readonly answerOf: (group: RawGroup) => Answer | null;
  /** How many of its images have masks (or annotations). */
  readonly masked: (group: RawGroup) => number;
}

const fold = (name: string): string => name.toLowerCase();
const isTest = ({ part }: RawGroup): boolean => part === 'test' || part === 'validation';

/** `Class1` beside `Class1_def`: what is left of the other name without its word for defects. */
function isPlainFormOf(name: string, other: string): boolean {
  const own = wordsOf(name);
  const theirs = wordsOf(other).filter(
    (word) => !/^(def|defects?|defective|ng|bad|abnormal|anomal(y|ies|ous))$/.test(word),
  );
  return own.length > 0 && theirs.join(' ') === own.join(' ');
}

export const said = (
  group: RawGroup,
  reading: Reading,
  why: Why,
  proposal: Answer | null = null,
): Judged => ({
  group,
  reading,
  why,
  proposal,
});

/** What names, persons and masks say without a look at the siblings. */
function byItself(group: RawGroup, known: Known): Judged | null {
  const answer = known.answerOf(group);
  if (answer !== null) return said(group, answer, 'person');
  if (group.derived) return said(group, 'open', 'unclear', 'leave-out');
  if (group.asks) return said(group, 'open', 'unclear', group.asks);
  if (group.part === 'secret') return said(group, 'unlabelled', 'secret');
  if (group.side !== null) return said(group, group.side, group.byFileNames ? 'file-names' : 'name');
  return null;
}

const sideOf = (judged: Judged | undefined): 'normal' | 'defect' | null =>
  judged?.reading === 'normal' || judged?.reading === 'defect' ? judged.reading : null;

/** Training images whose folder says nothing. */
function judgeTraining(open: readonly RawGroup[], done: ReadonlyMap<RawGroup, Judged>): Judged[] {
  const training = [...done.values()].filter(({ group }) => group.part === 'train');
  const normals = training.some((one) => sideOf(one) === 'normal' && one.group.name !== '');
  const defects = training.some((one) => sideOf(one) === 'defect');
  const named = open.filter(({ name }) => name !== '');
  return open.map((group) => {
    if (group.name === '') {
      const mixed = defects && training.some(({ group: other }) => other.byFileNames && other.name === '');
      return mixed && !normals
        ? said(group, 'open', 'unclear', 'normal')
        : said(group, mixed ? 'defect' : 'normal', mixed ? 'beside-normal' : 'training');
    }
    if (normals) return said(group, 'defect', 'beside-normal');
    if (named.length === 1 && !defects) return said(group, 'normal', 'training');
    return said(group, 'open', 'unclear', 'normal');
  });
}

/** Test images whose folder says nothing. */
function judgeTest(open: readonly RawGroup[], done: ReadonlyMap<RawGroup, Judged>): Judged[] {
  const all = [...done.values()];
  const inTraining = new Map(
    all.filter(({ group }) => group.part === 'train').map((one) => [fold(one.group.name), one]),
  );
  const namesNormal = all.some((one) => sideOf(one) === 'normal' && one.group.name !== '');
  const labelled = all.some(({ group, reading }) => isTest(group) && reading !== 'unlabelled');
  return open.map((group) => {
    if (group.name === '') {
      return labelled ? said(group, 'unlabelled', 'no-label') : said(group, 'open', 'no-label', 'leave-out');
    }
    const twin = inTraining.get(fold(group.name));
    if (twin && (sideOf(twin) !== null || twin.reading === 'open')) {
      return twin.reading === 'open'
        ? said(group, 'open', 'unclear', 'normal')
        : said(group, twin.reading, 'as-in-training');
    }
    // The training folder is still to be told: so is this.
    const openTraining = all.some(
      ({ group: other, reading }) => other.part === 'train' && reading === 'open',
    );
    if (namesNormal && !openTraining) return said(group, 'defect', 'beside-normal');
    return said(group, 'open', 'unclear', 'defect');
  });
}

/** Groups that lie in no folder for training or testing. */
function judgeOthers(
  open: readonly RawGroup[],
  done: ReadonlyMap<RawGroup, Judged>,
  hasParts: boolean,
): Judged[] {
  const all = [...done.values()];
  const normals = all.some((one) => sideOf(one) === 'normal');
  const defects = all.filter((one) => sideOf(one) === 'defect');
  const masked = all.some(({ reading }) => reading === 'by-mask');
  const total = [...all.map(({ group }) => group), ...open].reduce((sum, { files }) => sum + files.length, 0);
  return open.map((group) => {
    if (hasParts) return said(group, 'leave-out', 'unclear');
    if (masked && !normals) return said(group, 'normal', 'masks');
    if (normals && group.name !== '') return said(group, 'defect', 'beside-normal');
    // A few loose files beside folders that speak are an overview or a stray picture.
    const few = group.files.length <= Math.max(3, total * 0.05);
    if (normals) return few ? said(group, 'leave-out', 'unclear') : said(group, 'open', 'unclear', 'defect');
    if (open.length === 1 && all.length === 0) return said(group, 'normal', 'flat');
    if (defects.some((one) => isPlainFormOf(group.name, one.group.name))) {
      return said(group, 'normal', 'name-of-both');
    }
    return said(group, 'open', 'unclear', defects.length > 0 || open[0] === group ? 'normal' : 'defect');
  });
}

/** Judges all groups of a product, in their order. */
export function judge(groups: readonly RawGroup[], known: Known): Judged[] {
  const done = new Map<RawGroup, Judged>();
  for (const group of groups) {
    const judged = byItself(group, known);
    if (judged) done.set(group, judged);
  }
  // Masks say which images of a folder are defects, unless the folder has a name beside normal ones: then it is a kind.
  const namesNormal = [...done.values()].some((one) => sideOf(one) === 'normal' && one.group.name !== '');
  for (const group of groups) {
    if (done.has(group) || known.masked(group) === 0 || (group.name !== '' && namesNormal)) continue;
    done.set(group, said(group, 'by-mask', 'masks'));
  }
  const open = groups.filter((group) => !done.has(group));
  const hasParts = groups.some(({ part }) => part !== null);
  const add = (judged: readonly Judged[]): void => {
    for (const one of judged) done.set(one.group, one);
  };
  add(
    judgeTraining(
      open.filter(({ part }) => part === 'train'),
      done,
    ),
  );
  add(judgeTest(open.filter(isTest), done));
  add(
    judgeOthers(
      open.filter(({ part }) => part === null),
      done,
      hasParts,
    ),
  );
  return groups.flatMap((group) => done.get(group) ?? []);
}
