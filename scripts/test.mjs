/**
 * Everything that a change must pass, stopping at the first failure: format check, lint, types, dead exports, build, unit tests, bundle budget, the
 * package installed in an empty folder, grids over several processes with a real Redis, end-to-end tests in real browsers. What uses one core each runs side by side, its words
 * printed when it ends. Run by `npm test`.
 */
import { spawn } from 'node:child_process';
import { installBrowsers } from './find-browsers.mjs';
import { findOrInstallChromium } from './find-chromium.mjs';
import { installPython } from './find-python.mjs';
import { findOrInstallRedis } from './find-redis.mjs';

/** One after another; those of one line at once. */
const STAGES = [
  ['kernels'],
  ['backbone'],
  ['lint', 'build', 'format:check', 'types', 'dead-code'],
  ['budget'],
  ['package'],
  ['unit'],
  ['queue'],
  ['e2e'],
];

let chromium;
try {
  chromium = await findOrInstallChromium();
  findOrInstallRedis();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
console.log(`Browser: ${chromium}`);

/** Children that still run: all end with the first that fails. */
const running = new Set();

/** Browsers beside Chromium, and Python, that are not there: told at the end too, and a failure where this is continuous integration. */
const missing = Object.entries(installBrowsers()).filter(([, advice]) => advice !== '');
const noPython = installPython();
const notRun = [
  ...missing.map(([name, advice]) => `not run: e2e in ${name}. ${advice}`),
  ...(noPython ? [`not run: the detector's Python scripts. ${noPython}`] : []),
].join('\n');
if (notRun) console.error(notRun);
if (notRun && process.env.CI) process.exit(1);
/** Arguments of a stage's command. */
const ARGUMENTS = {
  e2e: ['chromium', 'firefox', 'webkit']
    .filter((name) => missing.every(([other]) => other !== name))
    .map((name) => `--project=${name}`),
};

for (const stages of STAGES) await Promise.all(stages.map((stage) => run(stage, stages.length === 1)));
console.log(notRun ? `\nAll other stages passed.\n${notRun}` : '\nAll stages passed.');

/** Ends the whole command where the stage fails. `alone`: its words are seen as they come. */
async function run(stage, alone) {
  const startedAt = Date.now();
  if (alone) console.log(`\n== ${stage}`);
  const child = spawn('npm', ['run', '--silent', stage, '--', ...(ARGUMENTS[stage] ?? [])], {
    stdio: ['inherit', alone ? 'inherit' : 'pipe', alone ? 'inherit' : 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, CHROMIUM_PATH: chromium },
  });
  running.add(child);
  const words = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => words.push(part));
  const status = await new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
  running.delete(child);
  if (!alone) process.stdout.write(`\n== ${stage}\n${Buffer.concat(words)}`);
  if (status !== 0) {
    for (const other of running) other.kill();
    console.error(`\n"npm run ${stage}" failed. Mend it and run "npm test" again.`);
    process.exit(status);
  }
  console.log(`== ${stage} passed in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
}
