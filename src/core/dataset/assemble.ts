/**
 * From decoded images to a data set without repeats: a test image that is also a training image would be known to the
 * density, so it is left out; the same file twice is taken once; two files of one path are told apart by a number.
 */
import type { Role, SkippedFile } from './types.ts';

export interface Candidate {
  readonly path: string;
  readonly role: Role;
  /** `pixelHash` of the pixels: images with the same one are taken for the same. */
  readonly hash: number;
}

export interface Assembly<T extends Candidate> {
  /** In the given order, with paths that are unique in the whole data set. */
  readonly accepted: readonly { readonly candidate: T; readonly path: string }[];
  readonly skipped: readonly SkippedFile[];
}

/** `a/b (2).png` */
function numbered(path: string, n: number): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1
    ? `${path.slice(0, dot)} (${n})${path.slice(dot)}`
    : `${path} (${n})`;
}

/** Images by their fingerprints. */
class Seen {
  private readonly byHash = new Map<number, Candidate[]>();

  add(image: Candidate): void {
    const same = this.byHash.get(image.hash);
    if (same) same.push(image);
    else this.byHash.set(image.hash, [image]);
  }

  find(image: Candidate): readonly Candidate[] {
    return (this.byHash.get(image.hash) ?? []).filter((other) => other !== image);
  }
}

/** @param existing the data set that the candidates are added to. */
export function assemble<T extends Candidate>(
  existing: readonly Candidate[],
  candidates: readonly T[],
): Assembly<T> {
  const seen = new Seen();
  const paths = new Set<string>();
  for (const image of existing) {
    seen.add(image);
    paths.add(image.path);
  }
  // Training images first, so that a test image finds those that come later in the order.
  for (const image of candidates) if (image.role === 'train') seen.add(image);
  const accepted: { candidate: T; path: string }[] = [];
  const skipped: SkippedFile[] = [];
  const used = new Set<Candidate>(existing);
  for (const candidate of candidates) {
    const twins = seen.find(candidate);
    const original = twins.find((twin) => twin.role === 'train');
    const again = twins.find((twin) => used.has(twin) && twin.path === candidate.path);
    const elsewhere = twins.find((twin) => used.has(twin) && twin.role !== candidate.role);
    if (candidate.role !== 'train' && original) {
      const detail = `The same pixels as the training image ${original.path}.`;
      skipped.push({ path: candidate.path, reason: 'duplicate-of-training', detail });
      continue;
    }
    if (again ?? elsewhere) {
      const twin = again ?? elsewhere;
      const detail = `The same pixels as ${twin?.path ?? ''}, which is already there.`;
      skipped.push({ path: candidate.path, reason: 'duplicate', detail });
      continue;
    }
    let path = candidate.path;
    for (let n = 2; paths.has(path); n++) path = numbered(candidate.path, n);
    paths.add(path);
    used.add(candidate);
    if (candidate.role !== 'train') seen.add(candidate);
    accepted.push({ candidate, path });
  }
  return { accepted, skipped };
}
