/**
 * `npm run bench -- --only kill [--count 10] [--from 0]`: the browser is ended by `kill -9` at random moments of loading, training, evaluating and saving,
 * on a profile that stays, with the built page (`npm run build` first). After each the next browser restores what was kept; at the end every kept
 * session is restored once more. Prints a row for each kill; fails where more than half a minute of training was lost or a session cannot be restored.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from '../src/core/export/png.ts';
import { createRandom, type Random } from '../src/core/random/random.ts';
import { BareTab } from '../scripts/bare-tab.ts';
import { serveFolder } from '../scripts/experiment/server.ts';

const STATE = 'window.playground.store.getState()';
const POLL_MS = 100;
const MOST_LOST_S = 30;

/** Where the kill falls; the longest wait within it. */
const STAGES = { load: 2500, training: 45_000, evaluation: 2000, saving: 1200 } as const;
type Stage = keyof typeof STAGES;
const ORDER: readonly Stage[] = ['training', 'saving', 'evaluation', 'load'];

/** Evaluations are far apart, so that what is kept between them is what counts. */
const SETTINGS = {
  'training.steps': 60_000,
  'evaluation.everySteps': 4096,
  'training.sourcesPerStep': 4,
  'data.imageSizePx': 64,
  'model.width': 8,
  'model.cropSizePx': 32,
  'evaluation.windowSizePx': 32,
  'evaluation.windowStridePx': 16,
};

interface Seen {
  readonly atMs: number;
  readonly phase: string;
  readonly step: number;
  readonly images: number;
  readonly data: string;
}

interface Offered {
  readonly id: string;
  readonly name: string;
  readonly step: number;
  readonly images: number;
}

interface Row {
  readonly stage: Stage;
  readonly delayMs: number;
  readonly seen: Seen;
  readonly restored: number | null;
  readonly lostS: number;
  readonly fault: string | null;
}

function picture(seed: number, spot: boolean): string {
  const side = 64;
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / (3 * side))];
    return spot && x > 20 && x < 34 && y > 24 && y < 40
      ? 240
      : (x * 3 + y * 2 + ((x ^ y) & 15) * 4 + seed * 5) & 127;
  });
  return Buffer.from(encodePng(side, side, 3, data)).toString('base64');
}

/** Opens a folder of one's own; resolves when the page has begun. */
async function openImages(tab: BareTab, name: string, count: number): Promise<void> {
  const files = Array.from({ length: count }, (_, i) => {
    const group = i % 4 < 2 ? 'train/good' : i % 4 === 2 ? 'test/good' : 'test/spot';
    return { path: `${name}/${group}/${i}.png`, bytes: picture(i + name.length * 1000, i % 4 === 3) };
  });
  await tab.evaluate(`(() => {
    const files = ${JSON.stringify(files)}.map(({ path, bytes }) => {
      const raw = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
      const file = new File([raw], path.split('/').pop(), { type: 'image/png' });
      return Object.defineProperty(file, 'relativePath', { value: path });
    });
    void ${STATE}.importFiles(files, 'replace');
  })()`);
}

const look = (tab: BareTab): Promise<Seen> =>
  tab
    .evaluate<Omit<Seen, 'atMs'>>(
      `(({ phase, step, items, datasetName }) => ({ phase, step, images: items.length, data: datasetName }))(${STATE})`,
    )
    .then((seen) => ({ ...seen, atMs: performance.now() }));

const offers = (tab: BareTab): Promise<readonly Offered[]> =>
  tab.evaluate(`${STATE}.offeredSessions.map(({ id, name, step, images }) => ({ id, name, step, images }))`);

/** @returns what is wrong, or null */
async function restore(tab: BareTab, { id, name, step, images }: Offered): Promise<string | null> {
  const [found, count, error] = await tab.evaluate<[number, number, string | null]>(`(async () => {
    await ${STATE}.restoreSession(${JSON.stringify(id)});
    const { step, items, keepingError, sessionError } = ${STATE};
    return [step, items.length, (keepingError ?? sessionError)?.message ?? null];
  })()`);
  if (error) return `"${name}": ${error}`;
  return found === step && count === images
    ? null
    : `"${name}": step ${found} of ${step}, ${count} of ${images} images`;
}

const begun = async (url: string, profile: string): Promise<BareTab> => {
  const tab = await BareTab.open(url, profile);
  await tab.until(`window.playground !== undefined && ${STATE}.autosave.state === 'on'`);
  return tab;
};

/** Comes to the moment and ends the browser; what was seen until then. */
async function killAt(tab: BareTab, stage: Stage, delayMs: number, round: number): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  let over = false;
  const watching = (async () => {
    while (!over) {
      const one = await look(tab).catch(() => null);
      if (one && !over) seen.push(one);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  })();
  const now = await look(tab);
  if (now.images === 0) {
    await openImages(tab, 'mine', 40);
    await tab.until(`${STATE}.phase === 'ready'`);
  }
  await tab.evaluate(`void ${STATE}.play()`);
  await tab.until(`${STATE}.phase === 'training' && ${STATE}.step > ${now.step}`);
  if (stage === 'saving') {
    await tab.evaluate(`new Promise((resolve) => {
      const end = window.playground.events.on(({ type }) => { if (type === 'checkpoint') { end(); resolve(); } });
    })`);
  }
  if (stage === 'evaluation') await tab.evaluate(`void ${STATE}.evaluateNow()`);
  if (stage === 'load') {
    // The question before a run ends is answered as a person does who means it.
    await openImages(tab, `other-${round}`, 240);
    await tab.until(`${STATE}.openingAsked !== null`);
    await tab.evaluate(`${STATE}.acceptOpening()`);
  }
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  over = true;
  const last = await look(tab).catch(() => null);
  await tab.kill();
  await watching;
  return last ? [...seen, last] : seen;
}

/** Seconds in which the run was under way beyond the step. */
function secondsBeyond(seen: readonly Seen[], data: string, step: number): number {
  let ms = 0;
  for (let i = 1; i < seen.length; i++) {
    const { phase, step: at, atMs, data: of } = seen[i];
    if (of === data && at > step && phase !== 'paused' && phase !== 'ready') ms += atMs - seen[i - 1].atMs;
  }
  return ms / 1000;
}

const print = ({ stage, delayMs, seen, restored, lostS, fault }: Row): void =>
  console.log(
    `| ${stage} | ${(delayMs / 1000).toFixed(1)} | ${seen.phase}, ${seen.data} | ${seen.step} | ${restored ?? '-'} | ${lostS.toFixed(1)} | ${fault ?? 'none'} |`,
  );

/** The run that stood at the kill is restored; sessions of a set that was half loaded may be there or not. */
async function afterKill(tab: BareTab, stage: Stage, delayMs: number, seen: readonly Seen[]): Promise<Row> {
  const trained = seen.findLast(({ step }) => step > 0) ?? seen[seen.length - 1];
  // The list is read after the tab has become the one that keeps.
  await tab.until(`${STATE}.offeredSessions.length > 0`, 20_000).catch(() => undefined);
  const kept = await offers(tab);
  const mine = kept.find(({ name }) => name === trained.data);
  const fault = mine ? await restore(tab, mine) : `no session of "${trained.data}" is offered`;
  const restored = mine?.step ?? null;
  const lostS = secondsBeyond(seen, trained.data, restored ?? 0);
  const late = lostS > MOST_LOST_S ? `${lostS.toFixed(0)} s of training are lost` : null;
  return {
    stage,
    delayMs,
    seen: { ...trained, phase: seen[seen.length - 1].phase },
    restored,
    lostS,
    fault: fault ?? late,
  };
}

function planOf(
  random: Random,
  count: number,
): readonly { readonly stage: Stage; readonly delayMs: number }[] {
  return Array.from({ length: count }, (_, i) => {
    const stage = ORDER[i % ORDER.length];
    return { stage, delayMs: random.float() * STAGES[stage] };
  });
}

/** @returns how many kills had a fault */
export async function measureKills(seed: number, count: number): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'kill-'));
  const server = await serveFolder('dist');
  const url = `${server.url}?automation=keep`;
  const rows: Row[] = [];
  let tab = await begun(url, profile);
  try {
    for (const [path, value] of Object.entries(SETTINGS))
      await tab.evaluate(`${STATE}.setParameter('${path}', ${value})`);
    console.log(
      '| killed in | after, s | phase and data seen last | step seen | step restored | training lost, s | fault |',
    );
    console.log('| --- | --- | --- | --- | --- | --- | --- |');
    for (const [round, { stage, delayMs }] of planOf(createRandom(seed, 'kills'), count).entries()) {
      const seen = await killAt(tab, stage, delayMs, round);
      tab = await begun(url, profile);
      const row = await afterKill(tab, stage, delayMs, seen);
      rows.push(row);
      print(row);
    }
    await tab.evaluate(`${STATE}.reset()`).catch(() => undefined);
    await tab.kill();
    tab = await begun(url, profile);
    await tab.until(`${STATE}.offeredSessions.length > 0`, 20_000).catch(() => undefined);
    const all = await offers(tab);
    const faults: string[] = [];
    for (const one of all) {
      const fault = await restore(tab, one);
      if (fault) faults.push(fault);
    }
    console.log(
      `\n${all.length - faults.length} of ${all.length} kept sessions can be restored at the end. ${faults.join('; ')}`,
    );
    return rows.filter(({ fault }) => fault !== null).length + faults.length;
  } finally {
    await tab.kill().catch(() => undefined);
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
