/**
 * The tiles of this device: measured once (kernels/webgpu/gemm/sweep.ts), kept by adapter, browser and version of the page, and measured again when
 * one of these changes. Where a device is lost on the way, the set that was being tried is left out from then on, like those before
 * it, and the engine starts again without measuring. Nothing is measured on a software adapter.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { version } from '../../../package.json';
import { TILE_SETS, type TileSet } from '../../core/config/rows/tile-sets.ts';
import type { TileReport } from '../../worker/protocol.ts';
import { TileWork } from '../kernels/webgpu/conv/tile-work.ts';
import { tilesOf } from '../kernels/webgpu/gemm/plan.ts';
import { SweepAbandoned, sweepTiles, type Sweep } from '../kernels/webgpu/gemm/sweep.ts';
import { tileKey } from '../kernels/webgpu/gemm/tile.ts';
import { setMeasuredTiles } from '../kernels/webgpu/gemm/tiles-in-force.ts';
import { isSoftwareAdapter } from '../kernels/webgpu/program.ts';
import type { DeviceWatch } from './device-loss.ts';
import type { DeviceNotes } from './host.ts';
import { inTime } from './in-time.ts';

/** A set that was begun so often and never ended (the page was closed, or the browser fell) is not begun again. */
const MOST_ATTEMPTS = 2;
/** At so many starts a measurement is made whose time was over: shaders that were compiled before come faster. */
const MOST_MEASUREMENTS = 2;

interface Attempt {
  readonly set: TileSet;
  readonly times: number;
}

const isSet = (name: unknown): name is TileSet => (TILE_SETS as readonly unknown[]).includes(name);

interface Kept extends Sweep {
  readonly tookMs: number;
  readonly measurements: number;
}

function isKept(value: unknown): value is Kept {
  const { chosen, speeds, leftOut, complete, tookMs, measurements } = (value ?? {}) as Partial<Kept>;
  return (
    isSet(chosen) &&
    Array.isArray(speeds) &&
    speeds.every(({ name, speed }) => isSet(name) && speed > 0 && speed < Infinity) &&
    speeds.some(({ name }) => name === chosen) &&
    Array.isArray(leftOut) &&
    leftOut.every(({ name, reason }) => isSet(name) && typeof reason === 'string') &&
    typeof complete === 'boolean' &&
    typeof tookMs === 'number' &&
    typeof measurements === 'number'
  );
}

function isAttempt(value: unknown): value is Attempt {
  const { set, times } = (value ?? {}) as Partial<Attempt>;
  return isSet(set) && typeof times === 'number';
}

const isBad = ({ times }: Attempt) => times >= MOST_ATTEMPTS;

/** All that a choice depends on. */
function keyOf(device: string): string {
  const { userAgent = '' } = globalThis.navigator ?? {};
  const code = TILE_SETS.map((set) => tilesOf(set).map(tileKey).join());
  return `tiles ${JSON.stringify([device, userAgent, version, code])}`;
}

export interface DeviceTiles {
  readonly backend: WebGPUBackend;
  /** The adapter in words. */
  readonly device: string;
  readonly notes: DeviceNotes | undefined;
  readonly watch: Pick<DeviceWatch, 'trouble'>;
  /** False: what was kept is used, but nothing is measured. */
  readonly mayTry: boolean;
  /** Called before something is measured. */
  readonly measuring: () => void;
  /** Stands in for the device, in tests. */
  readonly work?: Pick<TileWork, 'check' | 'compare' | 'dispose'>;
}

/**
 * Puts the tiles of this device in force and tells them; null on a software adapter.
 * @throws SweepAbandoned where the device was lost
 */
export async function chooseTiles(asked: DeviceTiles): Promise<TileReport | null> {
  setMeasuredTiles(null);
  if (isSoftwareAdapter(asked.backend)) return null;
  const { device, notes, mayTry } = asked;
  const key = keyOf(device);
  const found = notes && (await inTime(notes.read(key)));
  const kept = isKept(found) ? found : null;
  const measurements = kept?.measurements ?? 0;
  if (kept && (kept.complete || measurements >= MOST_MEASUREMENTS || !mayTry)) return inForce(kept, true);
  if (!mayTry) return null;
  asked.measuring();
  const swept = await sweepNoted(asked, key);
  if (notes) await inTime(notes.write(key, { ...swept, measurements: measurements + 1 }));
  return inForce(swept, false);
}

function inForce({ chosen, speeds, leftOut, complete, tookMs }: Sweep & { tookMs: number }, kept: boolean) {
  setMeasuredTiles(chosen);
  return { chosen, speeds, leftOut, complete, tookMs, kept };
}

/** With a note of what is being tried, in case it is the last thing that is done. */
async function sweepNoted({ backend, notes, watch, work: given }: DeviceTiles, key: string) {
  const noteKey = `${key}, under way`;
  // Of each set that was begun and did not end; one forgotten for another would be begun for ever.
  let open = [notes && (await inTime(notes.read(noteKey)))].flat().filter(isAttempt);
  const note = async (attempts: readonly Attempt[]) => {
    open = [...attempts];
    if (notes) await inTime(notes.write(noteKey, open));
  };
  const others = (set: TileSet) => open.filter((attempt) => attempt.set !== set);
  let trying: TileSet | null = null;
  const begin = async (set: TileSet) => {
    const times = open.find((attempt) => attempt.set === set)?.times ?? 0;
    // The one before it in this measurement has ended.
    if (trying) open = others(trying);
    trying = set;
    await note([...others(set), { set, times: times + 1 }]);
  };
  const work = given ?? new TileWork(backend);
  const now = () => performance.now();
  const startedMs = now();
  const known = open
    .filter(isBad)
    .map(({ set }) => ({ name: set, reason: 'the device stopped while it was measured' }));
  try {
    const swept = await sweepTiles(
      {
        check: (set) => work.check(set),
        compare: (holder, challenger) => work.compare(holder, challenger),
        trying: begin,
        trouble: () => watch.trouble(),
        now,
      },
      known,
    );
    await note(open.filter(({ set }) => known.some(({ name }) => name === set)));
    return { ...swept, tookMs: now() - startedMs };
  } catch (error) {
    if (error instanceof SweepAbandoned)
      await note([...others(error.set), { set: error.set, times: MOST_ATTEMPTS }]);
    throw error;
  } finally {
    work.dispose();
  }
}
