/**
 * Before anything is decoded: what names say, then a first look at a few files of each group, then what names and content say together. What is
 * still open becomes a question with thumbnails.
 */
import type { Depth } from '../../core/dataset/formats/depth.ts';
import { scalesOf } from '../../core/dataset/formats/depth.ts';
import type { Layout } from '../../core/dataset/layout-types.ts';
import type { LayoutOptions } from '../../core/dataset/layout.ts';
import { groundOf } from '../../core/dataset/mask-like.ts';
import {
  contradictingNames,
  folderFingerprint,
  isClosedData,
  markedByBoxes,
  passedOver,
  viewsInNames,
  type ReportNotice,
} from '../../core/dataset/reading/report.ts';
import type { Answer, Correction, FileFacts, Part, QuestionKind } from '../../core/dataset/reading/types.ts';
import type { SetFacts } from '../../core/dataset/set-facts.ts';
import { lanes, planLayout, probe, readAnnotated } from '../decode/decoder.ts';
import { inLanes } from '../turn.ts';
import type { NamedSource } from './gather.ts';

export interface AskedGroup {
  readonly id: string;
  readonly part: Part | null;
  readonly kind: QuestionKind;
  readonly count: number;
  readonly proposal: Answer;
  /** A few of its images, `[64, 64, 3]` each. */
  readonly thumbnails: readonly Uint8Array[];
}

/** What a person is asked before a folder is loaded. */
export interface ImportQuestion {
  /** What the folder is remembered by. */
  readonly fingerprint: string;
  /** Several classes, one of which is to be chosen; only where that was asked for. */
  readonly classNames: readonly string[];
  readonly groups: readonly AskedGroup[];
}

export interface FirstLook {
  readonly fingerprint: string;
  /** With what was remembered of the folder. */
  readonly corrections: readonly Correction[];
  readonly layout: Layout;
  readonly set: SetFacts;
  readonly question: ImportQuestion | null;
  readonly notices: readonly ReportNotice[];
}

function questionOf(
  layout: Layout,
  thumbnails: ReadonlyMap<number, Uint8Array>,
  fingerprint: string,
  choice: readonly string[],
): ImportQuestion | null {
  const groups = new Map(layout.groups.map((group) => [group.id, group]));
  const asked = layout.questions.flatMap(({ kind, groups: ids }) =>
    ids.flatMap((id): AskedGroup[] => {
      const group = groups.get(id);
      if (!group) return [];
      const pictures = group.entries.flatMap(({ index }) => thumbnails.get(index) ?? []);
      const { part, entries, proposal } = group;
      return [
        {
          id,
          part,
          kind,
          count: entries.length,
          proposal: proposal ?? 'leave-out',
          thumbnails: pictures.slice(0, 4),
        },
      ];
    }),
  );
  if (choice.length > 1) return { fingerprint, classNames: choice, groups: [] };
  return asked.length === 0 ? null : { fingerprint, classNames: [], groups: asked };
}

/** Facts and thumbnails of some of the files. */
async function lookAt(indices: readonly number[], sources: readonly NamedSource[], signal: AbortSignal) {
  const facts = new Map<number, FileFacts>();
  const thumbnails = new Map<number, Uint8Array>();
  const depths: Depth[] = [];
  await inLanes(indices, lanes(), async (index) => {
    const found = await probe(sources[index], signal);
    if (!found.facts || !found.thumbnail) {
      // What cannot be opened is no mask of its neighbour: it is left out by itself, with its own reason.
      facts.set(index, { maskLike: false, border: 0, readable: false });
      return;
    }
    facts.set(index, found.facts);
    thumbnails.set(index, found.thumbnail);
    if (found.facts.depth) depths.push(found.facts.depth);
  });
  return { facts, thumbnails, depths };
}

export interface LookOptions extends LayoutOptions {
  /** Whether one of several classes is asked for instead of taking the first. */
  readonly askClass?: boolean;
  /** What was said of a folder before, by its fingerprint. */
  readonly remembered?: (fingerprint: string) => readonly Correction[];
}

export async function firstLook(
  sources: readonly NamedSource[],
  { askClass, remembered, ...given }: LookOptions,
  signal: AbortSignal,
): Promise<FirstLook> {
  const paths = sources.map(({ path }) => path);
  const { images: annotated, files: used, unread } = await readAnnotated(paths, sources, signal);
  const options = { ...given, annotated, used };
  const byName = await planLayout(paths, { ...options, corrections: [] }, signal);
  const fingerprint = folderFingerprint(byName.groups);
  const corrections = [...(remembered?.(fingerprint) ?? []), ...(options.corrections ?? [])];
  const { facts, thumbnails, depths } = await lookAt(byName.samples, sources, signal);
  const layout = await planLayout(paths, { ...options, corrections, facts }, signal);
  const masks = layout.groups.filter(({ reading }) => reading === 'mask').flatMap(({ entries }) => entries);
  const borders = masks.flatMap(({ index }) => facts.get(index)?.border ?? []);
  const set = { scales: scalesOf(depths), ground: groundOf(borders) };
  const choice = askClass && options.className === undefined ? layout.classNames : [];
  const question = questionOf(layout, thumbnails, fingerprint, choice);
  const notice = (code: ReportNotice['code'], count: number, at: readonly string[]): ReportNotice[] =>
    at.length === 0 ? [] : [{ code, count, paths: at.slice(0, 20) }];
  const pathsOf = (at: readonly number[]) => at.map((index) => paths[index]);
  const silent = passedOver(layout.images);
  const contradicting = contradictingNames(layout.groups);
  const views = viewsInNames(layout.groups);
  const closed = paths.filter(isClosedData);
  const { alone, asMasks } = markedByBoxes(layout.images);
  const notices = [
    ...notice('annotations', annotated.size, pathsOf(used)),
    ...notice('annotations-silent', silent.length, silent),
    ...notice('boxes-alone', alone.length, alone),
    ...notice('boxes-as-masks', asMasks.length, asMasks),
    ...notice('names-contradict', contradicting.length, contradicting),
    ...(views.length > 0
      ? [{ code: 'names-of-views' as const, count: views.length, paths: [], value: views.join(', ') }]
      : []),
    ...notice('labels-closed', closed.length, closed),
    ...notice('annotations-unread', unread.length, pathsOf(unread)),
  ];
  return { fingerprint, corrections, layout, set, question, notices };
}
