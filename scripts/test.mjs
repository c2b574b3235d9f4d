/**
 * Everything that a change must pass, in order, stopping at the first failure: format check, lint, types, unit tests,
 * build, bundle budget, end-to-end tests in a real Chromium. Run by `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { findOrInstallChromium } from './find-chromium.mjs';

const STAGES = ['kernels', 'backbone', 'format:check', 'lint', 'types', 'unit', 'build', 'budget', 'e2e'];

let chromium;
try {
  chromium = await findOrInstallChromium();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
console.log(`Browser: ${chromium}`);

for (const stage of STAGES) {
  const startedAt = Date.now();
  console.log(`\n== ${stage}`);
  const { status } = spawnSync('npm', ['run', '--silent', stage], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, CHROMIUM_PATH: chromium },
  });
  if (status !== 0) {
    console.error(`\n"npm run ${stage}" failed. Mend it and run "npm test" again.`);
    process.exit(status ?? 1);
  }
  console.log(`== ${stage} passed in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
}
console.log('\nAll stages passed.');
