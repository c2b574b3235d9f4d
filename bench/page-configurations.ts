/**
 * `npm run bench -- --only page-configurations [--count 200] [--from 0]`: random legal configurations through the command line's own check of its options and then in
 * the built page (`npm run build` first): one to three steps each on a few small images of several sizes, on WASM. None may be refused by either, end in a figure that is no finite number
 * (in the engine's answer or in words on the page), give a wrong reason, or hang. Training that is told to diverge is a right reason where the
 * same configuration at a thousandth of its learning rate does not.
 */
import { PARAMETERS, readParameter } from '../src/core/config/parameters.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { withParameter } from '../src/core/config/update.ts';
import { parseOptions, type RunOptions } from '../scripts/experiment/options.ts';
import { BareTab } from '../scripts/bare-tab.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import { asCommand, smallConfig } from './random-configurations.ts';

const STATE = 'window.playground.store.getState()';
const HANGS_AFTER_S = 180;
/** The page makes its images anew where the size changes. */
const IMAGE_SIZES_PX = [64, 64, 96, 64, 128];

/** Larger images only for the small nets: ResNet-18 takes minutes at 128 px with windows at every seventh pixel. */
function drawn(seed: number): Config {
  const config = smallConfig(seed, IMAGE_SIZES_PX[seed % IMAGE_SIZES_PX.length]);
  return config.model.backbone.startsWith('small') ? config : smallConfig(seed, IMAGE_SIZES_PX[0]);
}

/** What the command line makes of the configuration; null where it is the same. */
function commandFault(config: Config): string | null {
  const settings = PARAMETERS.filter(
    ({ path }) => readParameter(config, path) !== readParameter(PRESETS.paper, path),
  ).flatMap(({ path }) => ['--set', `${path}=${String(readParameter(config, path))}`]);
  try {
    const options = parseOptions(['--sample', 'hex-nuts', '--out', 'x', '--preset', 'paper', ...settings]);
    const { config: read } = options as RunOptions;
    const other = PARAMETERS.find(({ path }) => readParameter(read, path) !== readParameter(config, path));
    return other
      ? `the command line reads ${other.path} as ${String(readParameter(read, other.path))}`
      : null;
  } catch (error) {
    return `the command line refuses it: ${(error as Error).message}`;
  }
}

/** Paths of numbers that are not finite in what the page has of the run, and words of such on the page. */
const FAULTS = `(() => {
  const found = [];
  // Strides, windows and regions are drawn apart from each other.
  const RIGHT_REASONS = ['region-unseen'];
  const look = (value, path) => {
    if (typeof value === 'number') { if (!Number.isFinite(value)) found.push(path + ' = ' + value); }
    else if (ArrayBuffer.isView(value)) { if (!Array.from(value).every(Number.isFinite)) found.push(path + ' has numbers that are not finite'); }
    else if (value && typeof value === 'object') for (const [key, one] of Object.entries(value)) look(one, path + '.' + key);
  };
  const { phase, step, config, evaluations, records, sessionError, notices } = ${STATE};
  look(evaluations, 'evaluations');
  look(records, 'records');
  if (RIGHT_REASONS.includes(sessionError?.code)) return found;
  if (sessionError) found.push(sessionError.code + ': ' + sessionError.message);
  else if (phase !== 'finished') found.push('phase ' + phase + ' at step ' + step);
  else if (evaluations.length < 2 || evaluations.some(({ testScores }) => testScores.length === 0)) found.push('no scores');
  const words = document.body.innerText.match(/.{0,30}\\b(NaN|-?Infinity|undefined)\\b.{0,30}/g);
  if (words) found.push('on the page: ' + words.slice(0, 3).join(' / '));
  for (const { code } of notices) if (!['loss-above-chance', 'config-corrected'].includes(code)) found.push('notice ' + code);
  return found;
})()`;

/** What a run that diverges says. */
const DIVERGES = /^(training-diverged|weights-not-finite|density-not-finite|scores-not-finite): /;

/** Where a run is. */
const WHERE = `(({ phase, step, status }) => phase + ', step ' + step + ', ' + JSON.stringify(status))(${STATE})`;

/** @returns how many configurations had a fault */
export async function runConfigurationsInPage(from: number, count: number): Promise<number> {
  const server = await serveFolder('dist');
  let tab: BareTab | null = null;
  let failed = 0;
  let diverged = 0;
  /** Faults of one run. @throws Error when it hangs */
  const faultsOf = async (page: BareTab, config: Config): Promise<string[]> => {
    await page.evaluate(
      `(async () => { if (${STATE}.phase !== 'ready') await ${STATE}.reset(); ${STATE}.setConfig(${JSON.stringify(config)}); })()`,
    );
    await page.until(`${STATE}.importProgress === null && ${STATE}.phase === 'ready'`);
    await page.evaluate(`void ${STATE}.play()`);
    await page.until(
      `(${STATE}.phase === 'finished' && ${STATE}.status === null) || ${STATE}.phase === 'failed'`,
      HANGS_AFTER_S * 1000,
    );
    return page.evaluate<string[]>(FAULTS);
  };
  const opened = async () => {
    const made = await BareTab.open(`${server.url}?automation`);
    await made.until('window.playground !== undefined');
    await made.evaluate(`${STATE}.setBackendChoice('wasm')`);
    await made.evaluate(`${STATE}.setParameter('data.imageSizePx', 64)`);
    await made.evaluate(`${STATE}.loadSample('hex-nuts', 0, { train: 10, testNormal: 4, perDefect: 1 })`);
    await made.until(`${STATE}.phase === 'ready'`);
    return made;
  };
  for (let seed = from; seed < from + count; seed++) {
    const config = drawn(seed);
    const faults: string[] = [];
    const refused = commandFault(config);
    if (refused) faults.push(refused);
    tab ??= await opened();
    const startedMs = performance.now();
    try {
      let found = await faultsOf(tab, config);
      if (found.length === 1 && DIVERGES.test(found[0])) {
        const learningRate = config.training.learningRate / 1000;
        const slower = await faultsOf(tab, withParameter(config, 'training.learningRate', learningRate));
        const told = `${found[0].split(':')[0]} at a learning rate of ${config.training.learningRate}`;
        if (slower.length === 0) {
          diverged++;
          console.log(`${seed}: ${told}; at a thousandth of it there is no fault`);
          found = [];
        }
      }
      faults.push(...found);
    } catch (error) {
      const where = await tab.evaluate<string>(WHERE).catch(() => 'the page does not answer');
      faults.push(`hangs at ${where}: ${(error as Error).message}`);
      await tab.kill();
      tab = null;
    }
    const seconds = (performance.now() - startedMs) / 1000;
    if (seconds > 30) console.log(`${seed}: ${seconds.toFixed(0)} s, ${config.model.backbone}`);
    if ((seed + 1 - from) % 20 === 0)
      console.log(`${seed + 1 - from} of ${count} tried, ${failed} with a fault before the last`);
    if (faults.length === 0) continue;
    failed++;
    console.log(`${seed}: ${faults.slice(0, 4).join('; ')}\n  ${asCommand(config)}`);
  }
  await tab?.close();
  await server.close();
  console.log(
    `${count - failed} of ${count} configurations are whole on the command line and in the page, ${diverged} of them with rates that make training diverge, as they are told.`,
  );
  return failed;
}
