/** A researcher with a question: how much does the seed change? */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Person } from './person.ts';

/** As most people have it: what moves is drawn, and takes its time. */
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('a researcher trains two seeds, compares them and takes the table home', async ({ page }) => {
  const researcher = new Person(page);
  await researcher.opensThePage();
  await researcher.takesAFewOf('woven-cloth');
  await researcher.wantsAShortRun({ seed: 1 });
  await researcher.trains();
  await researcher.wantsAShortRun({ seed: 2 });
  await researcher.trains();

  await researcher.opensTheRuns();
  await researcher.readsTheAurocsOf('#1', '#2');
  await researcher.compares('#1', '#2');

  const table = await researcher.takesHomeTheTable();
  const [titles, ...runs] = readFileSync(await table.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(titles).toContain('seed');
  expect(runs).toHaveLength(2);
  await researcher.metNoError();
});
