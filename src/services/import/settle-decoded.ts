/** Roles and labels of decoded images, now that it is known what their masks hold; and what should be known of them. */
import type { ReportNotice } from '../../core/dataset/reading/report.ts';
import { settle, type Settled } from '../../core/dataset/reading/settle.ts';
import type { Group } from '../../core/dataset/reading/types.ts';
import type { SetFacts } from '../../core/dataset/set-facts.ts';
import type { SkippedFile } from '../../core/dataset/types.ts';
import type { PlannedImage } from '../../core/dataset/layout-types.ts';
import type { DecodeResponse, MaskFacts } from '../decode/protocol.ts';
import type { Decoded } from './decode-all.ts';

const PATHS = 20;
/** A mask that covers more than this is rather its own opposite. */
const MOST = 0.5;
/** Where at least so many of a set's pictures are photographs, one that looks like a mask is taken for a stray mask. */
const PHOTOGRAPHS = 0.8;

export interface SettledDecoded extends Decoded {
  readonly settled: Settled;
}

export interface SettledAll {
  readonly images: readonly SettledDecoded[];
  readonly skipped: readonly SkippedFile[];
  readonly notices: readonly ReportNotice[];
  readonly heldOut: number;
}

const factsOf = ({ response }: Decoded): MaskFacts[] =>
  response.masks.flatMap((mask) => ('reason' in mask ? [] : [mask]));

/** Pictures that have the content of a mask among photographs, unless a person said what their group is. */
function strayMasks(decoded: readonly Decoded[], groups: readonly Group[]): ReadonlySet<Decoded> {
  const said = new Set(
    groups.filter(({ why }) => why === 'person').flatMap(({ entries }) => entries.map(({ index }) => index)),
  );
  const stray = decoded.filter(({ image, planned }) => image.maskLike && !said.has(planned.index));
  const photographs = decoded.filter(({ image }) => !image.maskLike).length;
  return new Set(photographs >= PHOTOGRAPHS * decoded.length ? stray : []);
}

function notice(code: ReportNotice['code'], of: readonly Decoded[], value?: string): ReportNotice[] {
  if (of.length === 0) return [];
  const paths = of.slice(0, PATHS).map(({ path }) => path);
  return [{ code, count: of.length, paths, ...(value !== undefined && { value }) }];
}

function noticesOf(images: readonly Decoded[], set: SetFacts, heldOut: number): ReportNotice[] {
  const having = (test: (facts: MaskFacts) => boolean) => images.filter((image) => factsOf(image).some(test));
  const masked = images.filter((image) => factsOf(image).length > 0);
  const emptyDefects = masked.filter(
    (image) => image.planned.reading === 'defect' && factsOf(image).every(({ share }) => share === 0),
  );
  const ground = set.ground.toString(16).padStart(6, '0');
  const deep = images.filter(({ image }) => image.depth !== null);
  const scales = Object.values(set.scales).join(', ');
  return [
    ...notice('mask-empty', emptyDefects),
    ...notice(
      'mask-covers-most',
      having(({ share }) => share > MOST),
    ),
    ...notice(
      'mask-turned',
      having(({ turned }) => turned === 'turned'),
    ),
    ...notice(
      'mask-maybe-turned',
      having(({ turned }) => turned === 'unsure'),
    ),
    ...(set.ground === 0
      ? []
      : notice('mask-ground', masked, `#${ground}`).map((one) => ({ ...one, paths: [] }))),
    ...notice('depth', deep, scales).map((one) => ({ ...one, paths: [] })),
    ...(heldOut > 0 ? [{ code: 'held-out' as const, count: heldOut, paths: [] }] : []),
  ];
}

/** Whether a mask or an annotation marks something; null where neither is there. */
function markedOf({ annotation, maskIndices }: PlannedImage, { mask }: DecodeResponse): boolean | null {
  if (annotation?.side === 'defect') return true;
  return maskIndices.length > 0 || annotation?.side === 'normal' ? mask !== null : null;
}

/** @param groups of the layout; empty for a later drop, whose roles and labels stand. */
export function settleDecoded(
  decoded: readonly Decoded[],
  groups: readonly Group[],
  set: SetFacts,
): SettledAll {
  if (groups.length === 0) {
    const images = decoded.map((one) => ({ ...one, settled: one.planned }));
    return { images, skipped: [], notices: noticesOf(decoded, set, 0), heldOut: 0 };
  }
  const stray = strayMasks(decoded, groups);
  const used = decoded.filter((one) => !stray.has(one));
  const { images, heldOut, contradicted } = settle(
    used.map(({ planned, response }) => ({
      part: planned.part,
      reading: planned.reading ?? 'normal',
      type: planned.type,
      marked: markedOf(planned, response),
    })),
  );
  const settled = used.map((one, i) => ({ ...one, role: images[i].role, settled: images[i] }));
  return {
    images: settled,
    skipped: [...stray].map(({ path }) => ({
      path,
      reason: 'looks-like-mask',
      detail: 'It has the few flat colours of a mask, among photographs.',
    })),
    notices: [
      ...notice(
        'mask-says-defect',
        contradicted.map((i) => used[i]),
      ),
      ...noticesOf(used, set, heldOut),
    ],
    heldOut,
  };
}
