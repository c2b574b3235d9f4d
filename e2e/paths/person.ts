/**
 * Someone with the page in front of them: what they do and see, each in one of their own words. The paths of five people are written with these, and nothing here
 * is waited for by the clock.
 */
import { expect, test, type Download, type Page } from '@playwright/test';
import type { SampleName } from '../../src/core/samples/types.ts';
import { LINK_VERSION } from '../../src/core/share/former-presets.ts';
import { DataColumn } from '../pages/data-column.ts';
import { inLink, Playground, SMALL_IMAGES } from '../pages/playground.ts';
import { Runs } from '../pages/runs.ts';
import { Textbook } from '../pages/textbook.ts';

/** Few steps of a small network on small images: a run of seconds. */
export const SMALL = {
  'training.steps': 4,
  'training.sourcesPerStep': 4,
  'evaluation.everySteps': 0,
  'model.width': 4,
  ...SMALL_IMAGES,
};

export class Person {
  readonly playground: Playground;
  private readonly data: DataColumn;
  private readonly runs: Runs;
  readonly textbook: Textbook;

  constructor(readonly page: Page) {
    this.playground = new Playground(page);
    this.data = new DataColumn(page);
    this.runs = new Runs(page);
    this.textbook = new Textbook(page);
  }

  opensThePage = () => test.step('opens the page', () => this.playground.open());

  /** With settings in the link, as a teacher or a colleague sends it. */
  opensALinkTo = (settings: Readonly<Record<string, string | number>>) =>
    test.step('opens a link', async () => {
      await this.page.goto(`/?automation#v=${LINK_VERSION}&preset=quick&${inLink(settings)}`);
    });

  choosesTheFolder = (folder: string) =>
    test.step('chooses a folder', async () => {
      await this.data.chooseFolder(folder);
    });

  seesImages = (training: number, testNormal: number, defects: number) =>
    test.step('sees how many images there are', () =>
      this.data.expectCounts({ training, testNormal, defects }));

  takesAFewOf = (sample: SampleName) =>
    test.step('takes a few images of a sample', () => this.playground.loadFew(sample));

  choosesTheSampleByItsPictures = (name: string) =>
    test.step(`chooses “${name}” by its pictures`, () =>
      this.page
        .getByRole('region', { name: 'Choose a sample by its pictures' })
        .getByRole('button', { name, exact: true })
        .click());

  wantsAShortRun = (more: Readonly<Record<string, unknown>> = {}) =>
    test.step('wants a short run', () => this.playground.set({ ...SMALL, ...more }));

  trains = () =>
    test.step('trains', async () => {
      await this.page.getByRole('button', { name: /^(Play|Run again)/ }).click();
      await this.seesTheRunFinish();
    });

  seesTheRunFinish = () => test.step('sees the run finish', () => this.playground.finished());

  readsTheAuroc = () =>
    test.step('reads the AUROC with its interval', async () => {
      // On a phone the results are a tab.
      const panel = this.playground.panel().or(this.page.getByRole('tabpanel', { name: 'Results' }));
      await expect(panel.getByRole('heading', { name: 'AUROC' }).first()).toBeVisible();
      await expect(panel.getByText(/^\[[01]\.\d{3}, [01]\.\d{3}\]$/).first()).toBeVisible();
    });

  movesTheThreshold = () =>
    test.step('moves the threshold', async () => {
      const threshold = this.playground.panel().getByRole('slider', { name: /threshold/i });
      const before = await threshold.getAttribute('aria-valuenow');
      await threshold.press('ArrowRight');
      await expect(threshold).not.toHaveAttribute('aria-valuenow', before ?? '');
    });

  looksAtTheMaps = () =>
    test.step('looks at the maps, one image after the other', async () => {
      await this.playground.tab('Maps').click();
      const table = this.page.getByRole('region', { name: 'Anomaly maps' });
      await expect(table.getByText(/^1 of \d+$/)).toBeVisible();
      await table.getByRole('group', { name: /^Patch map/ }).press('ArrowRight');
      await expect(table.getByText(/^2 of \d+$/)).toBeVisible();
    });

  opensTheRuns = () => test.step('opens the runs', () => this.runs.open());

  readsTheAurocsOf = (...names: string[]) =>
    test.step(`reads the AUROCs of ${names.join(' and ')}`, async () => {
      for (const name of names) expect(await this.runs.auroc(name)).toMatch(/^[01]\.\d{3}$/);
    });

  compares = (...names: string[]) =>
    test.step(`compares ${names.join(' and ')}`, async () => {
      await this.runs.choose(...names);
      await this.runs.view(/^Compare/);
      await expect(this.runs.stage().getByRole('heading', { name: 'ROC', exact: true })).toBeVisible();
    });

  takesHomeTheTable = (): Promise<Download> =>
    test.step('takes the table home', () => this.runs.exported('CSV'));

  takesHomeTheDetector = (): Promise<Download> =>
    test.step('takes the detector home', async () => {
      const download = this.page.waitForEvent('download');
      await this.page.getByRole('button', { name: 'Save the detector' }).click();
      return download;
    });

  opensTheTextbook = () =>
    test.step('opens the textbook', async () => {
      await this.page.getByRole('button', { name: /^Learn the method/ }).click();
      await this.seesThePageOfTheTextbook(1);
    });

  seesThePageOfTheTextbook = (number: number) =>
    test.step(`sees page ${number} of the textbook`, () =>
      expect(this.textbook.column().locator(`[data-page="${number}"][data-busy="false"]`)).toBeVisible({
        timeout: 60_000,
      }));

  presents = () =>
    test.step('presents one panel after the other, and ends it', async () => {
      await this.page.locator('body').press('p');
      const title = this.page.getByRole('heading', { level: 1 });
      const first = await title.textContent();
      await this.page.keyboard.press('ArrowRight');
      await expect(title).not.toHaveText(first ?? '');
      await this.page.keyboard.press('Escape');
      await expect(this.textbook.column()).toBeVisible();
    });

  copiesALinkForTheClass = (): Promise<string> =>
    test.step('copies a link for the class', async () => {
      await this.page.getByRole('button', { name: /share, present, use offline$/i }).click();
      await this.page.getByRole('button', { name: /Share …/ }).click();
      const dialog = this.page.getByRole('dialog', { name: 'Share' });
      await dialog.getByText('Lesson link: show a class only what it needs').click();
      await dialog.getByRole('checkbox', { name: 'Choice of backend' }).uncheck();
      await dialog.getByRole('button', { name: 'Copy' }).click();
      await expect(dialog.getByRole('status')).toHaveText('Copied.');
      await this.page.keyboard.press('Escape');
      return this.page.evaluate(() => navigator.clipboard.readText());
    });

  /** On a phone: columns are tabs, and nothing is wider than the screen. */
  turnsTo = (column: 'Data' | 'Stage' | 'Results') =>
    test.step(`turns to ${column}`, async () => {
      await this.page.getByRole('tab', { name: column, exact: true }).click();
      await this.seesTheColumn(column);
    });

  seesTheColumn = (column: 'Data' | 'Stage' | 'Results') =>
    test.step(`sees ${column}, as wide as the phone`, async () => {
      await expect(this.page.getByRole('tabpanel', { name: column })).toBeVisible();
      const { scrollWidth, clientWidth } = await this.page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }));
      expect(scrollWidth, column).toBeLessThanOrEqual(clientWidth);
    });

  metNoError = () => test.step('met no error', () => expect(this.playground.errors).toEqual([]));
}
