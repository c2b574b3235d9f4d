/**
 * Which set of tiles is fastest on a device, found in a few comparisons: larger and smaller tiles against the standard ones, then what won with its
 * inner loop unrolled, then with more workgroups. A set that computes wrongly or cannot be compiled is left out; one that is hardly
 * faster is not taken, so that noise decides nothing. What is measured, and by which clock, is the caller's.
 */
import type { TileSet } from '../../../../core/config/rows/tile-sets.ts';

export interface SweepHost {
  /** @throws Error where products of the set are wrong or cannot be computed */
  check(set: TileSet): Promise<void>;
  /** Milliseconds of the same work with either, measured in turns. */
  compare(holder: TileSet, challenger: TileSet): Promise<readonly [number, number]>;
  /** Called before a set is tried. */
  trying(set: TileSet): Promise<void>;
  /** Why the device can no longer be used, or null. */
  trouble(): string | null;
  /** Milliseconds. */
  now(): number;
}

export interface Sweep {
  readonly chosen: TileSet;
  /** Speed of each set that was measured, in times that of the standard one. */
  readonly speeds: readonly { readonly name: TileSet; readonly speed: number }[];
  readonly leftOut: readonly { readonly name: TileSet; readonly reason: string }[];
  /** False where the time was over before every set had its turn. */
  readonly complete: boolean;
}

/** The device was lost while this set was tried. */
export class SweepAbandoned extends Error {
  constructor(
    readonly set: TileSet,
    readonly reason: string,
  ) {
    super(`The device stopped while tiles were measured (${set}): ${reason}`);
  }
}

/** A challenger must be so many times as fast. */
const MARGIN = 1.03;
/** After so long no further set is tried. */
const BUDGET_MS = 700;

const STAGES: readonly ((best: TileSet) => readonly TileSet[])[] = [
  () => ['wide', 'small'],
  (best) => [`${best}-k4` as TileSet],
  (best) => [`${best}-x4` as TileSet],
];

/** @param known sets that are not tried, with the reason @throws SweepAbandoned */
export async function sweepTiles(host: SweepHost, known: Sweep['leftOut'] = []): Promise<Sweep> {
  const startedMs = host.now();
  const speeds: { name: TileSet; speed: number }[] = [{ name: 'standard', speed: 1 }];
  const leftOut: { name: TileSet; reason: string }[] = [];
  let [best] = speeds;
  let complete = true;
  for (const stage of STAGES) {
    const holder = best;
    for (const name of stage(holder.name)) {
      const reason = known.find((one) => one.name === name)?.reason;
      if (reason !== undefined) {
        leftOut.push({ name, reason });
        continue;
      }
      if (host.now() - startedMs > BUDGET_MS) {
        complete = false;
        continue;
      }
      await host.trying(name);
      const tried = await attempt(host, holder.name, name);
      if (typeof tried === 'string') {
        leftOut.push({ name, reason: tried });
        continue;
      }
      const speed = holder.speed * tried;
      speeds.push({ name, speed });
      if (tried > MARGIN && speed > best.speed) best = { name, speed };
    }
  }
  return { chosen: best.name, speeds, leftOut, complete };
}

/** Times as fast as the holder, or why not. */
async function attempt(host: SweepHost, holder: TileSet, name: TileSet): Promise<number | string> {
  let answer: number | string;
  try {
    await host.check(name);
    const [holderMs, ms] = await host.compare(holder, name);
    answer = holderMs / ms;
    if (!(answer > 0 && answer < Infinity)) answer = 'its time could not be measured';
  } catch (error) {
    answer = error instanceof Error ? error.message : String(error);
  }
  const trouble = host.trouble();
  if (trouble) throw new SweepAbandoned(name, trouble);
  return answer;
}
