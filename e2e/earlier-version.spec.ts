/** What version 0.1.0 left in the browser and on the disk opens in the page of today. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { unpackStorage, writeEntries } from '../scripts/fixtures/kept-storage.ts';
import { Keeping } from './pages/keeping.ts';
import { Playground, type AutomationWindow } from './pages/playground.ts';
import { Runs } from './pages/runs.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`fixtures/version-0.1.0/${name}`, import.meta.url));
const facts = JSON.parse(readFileSync(fixture('facts.json'), 'utf8')) as {
  readonly step: number;
  readonly scores: Readonly<Record<string, number>>;
};

test('a session and runs that version 0.1.0 kept are offered, open and go on; its project file agrees', async ({
  page,
}) => {
  const playground = new Playground(page);
  const keeping = new Keeping(page);
  // A page of this address without the program.
  await page.goto('/manifest.webmanifest');
  await page.evaluate(writeEntries, [
    'cutpaste-playground',
    unpackStorage(readFileSync(fixture('storage.json.gz'))),
  ] as const);
  await keeping.open();
  await expect(keeping.messages()).toContainText(`mine: 12 images, step ${facts.step} of 40, `);
  await keeping.restore();
  await expect(playground.status()).toHaveAttribute('data-phase', 'paused', { timeout: 60_000 });
  expect((await playground.state()).step).toBe(facts.step);
  expect(await keeping.scores()).toEqual(facts.scores);
  await playground.play();
  await playground.finished();
  expect((await playground.state()).losses).toHaveLength(40);

  const runs = new Runs(page);
  await runs.open();
  expect(await runs.auroc('#1')).toBe('1.000');
  await runs.show('#1');
  await runs.stage().getByRole('button', { name: 'Load weights' }).click();
  await expect.poll(async () => (await playground.state()).step).toBe(10);

  await page.getByTestId('files-input').setInputFiles(fixture('project.zip'));
  await keeping.messages().getByRole('button', { name: 'Open the project' }).click();
  await expect(keeping.messages()).toContainText(/All 6 scores were computed again and agree/, {
    timeout: 60_000,
  });
  expect(
    await page.evaluate(
      () => (window as unknown as AutomationWindow).playground.store.getState().runConfig?.seed,
    ),
  ).toBe(2);
  expect(playground.errors).toEqual([]);
});
