/**
 * One product: its masks told from its pictures, its pictures in groups, and a reading for each group. Pictures that only look like masks are
 * taken for masks where they pair with others one by one, and asked about where they do not.
 */
import { hasImageExtension } from '../paths.ts';
import { answerFor } from './answers.ts';
import { looksLikeMasks, type Facts } from './find-masks.ts';
import { groupImages, splitByFamilies, type RawGroup } from './groups.ts';
import { judge, said, type Judged } from './judge.ts';
import { pairMasks } from './pair.ts';
import type { Placed } from './place.ts';
import type { Product } from './products.ts';
import type { Annotation } from '../annotations/types.ts';
import type { Correction } from './types.ts';

export interface ProductOptions {
  readonly facts: Facts;
  readonly corrections: readonly Correction[];
  /** Images that annotation files speak of. */
  readonly annotated: ReadonlyMap<number, Annotation>;
}

/** The share of a group's files that pair with other images, from which they are taken for masks without asking. */
const PAIRED_SHARE = 0.9;

/** Groups of pictures that look like masks among groups that do not. */
function maskLikeGroups(groups: readonly RawGroup[], facts: Facts): ReadonlySet<RawGroup> {
  const looks = new Map(groups.map((group) => [group, looksLikeMasks(group.files, facts)]));
  const some = [...looks.values()].some((one) => one === false);
  return new Set(some ? groups.filter((group) => looks.get(group) === true) : []);
}

/** Nothing that was looked at can be opened: there is nothing to ask about, and each file is left out for its own reason. */
function isUnreadable({ files }: RawGroup, facts: Facts): boolean {
  const known = files.flatMap(({ entry }) => facts.get(entry.index) ?? []);
  return known.length > 0 && known.every(({ readable }) => readable === false);
}

/** Annotations that say whether there is a defect. */
const isMarkable = (annotation: Annotation | undefined): boolean =>
  annotation !== undefined && annotation.side !== null;

/** No folder and no known word says anything of it. */
const isUntold = ({ name, side, part, derived }: RawGroup): boolean =>
  name === '' && side === null && part !== 'secret' && !derived;

export interface ReadProduct {
  readonly judged: readonly Judged[];
  readonly masks: readonly Placed[];
}

export function readProduct(
  { files, depth }: Product,
  named: ReadonlySet<Placed>,
  { facts, corrections, annotated }: ProductOptions,
): ReadProduct {
  const masks = files.filter((file) => named.has(file));
  const groups = groupImages(
    files.filter((file) => !named.has(file)),
    depth,
  );
  // Files that are no images by name never make a group of their own beside others.
  const isReal = (group: RawGroup): boolean =>
    (!isUnreadable(group, facts) && group.files.some(({ entry }) => hasImageExtension(entry.path))) ||
    groups.length === 1;
  const real = groups.filter(isReal);
  const answers = new Map(groups.map((group) => [group, answerFor(corrections, group)]));
  const isAnswered = (group: RawGroup): boolean => (answers.get(group) ?? null) !== null;
  const saidMasks = real.filter((group) => answers.get(group) === 'mask');
  masks.push(...saidMasks.flatMap((group) => group.files));
  const pictures = real.filter((group) => !saidMasks.includes(group));
  const looking = maskLikeGroups(pictures, facts);
  const asked: Judged[] = saidMasks.map((group) => said(group, 'mask', 'person'));
  for (const group of looking) {
    if (isAnswered(group)) continue;
    const others = pictures.filter((other) => !looking.has(other)).flatMap((other) => other.files);
    const orphans = pairMasks(others, group.files).orphans.length;
    if (orphans <= (1 - PAIRED_SHARE) * group.files.length) {
      masks.push(...group.files);
      asked.push(said(group, 'mask', 'mask-content'));
    } else asked.push(said(group, 'open', 'mask-content', 'mask'));
  }
  const rest = pictures.filter((group) => !looking.has(group) || isAnswered(group));
  const list = rest.flatMap((group) => group.files);
  const { masksOf } = pairMasks(list, masks);
  const masked = new Set(
    list.filter((file, i) => masksOf[i].length > 0 || isMarkable(annotated.get(file.entry.index))),
  );
  const told = rest.flatMap((group) => {
    const alone = rest.filter(({ part }) => part === group.part).length === 1;
    return alone && isUntold(group) && !isAnswered(group) && !group.files.some((file) => masked.has(file))
      ? splitByFamilies(group)
      : [group];
  });
  const judged = judge(told, {
    answerOf: (group) => answers.get(group) ?? answerFor(corrections, group),
    masked: (group) => group.files.filter((file) => masked.has(file)).length,
  });
  const odd = groups.filter((group) => !isReal(group)).map((group) => said(group, 'normal', 'flat'));
  return { judged: [...judged, ...asked, ...odd], masks };
}
