/** The Runs stage, as a person uses it. */
import { expect, type Download, type Locator, type Page } from '@playwright/test';

export class Runs {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Runs', exact: true }).click();
    await expect(this.stage()).toBeVisible();
  }

  stage(): Locator {
    return this.page.getByRole('region', { name: 'Runs', exact: true });
  }

  list(): Locator {
    return this.stage().getByRole('table', { name: 'Runs that were kept' });
  }

  row(name: string): Locator {
    return this.list()
      .getByRole('row')
      .filter({ has: this.page.getByRole('button', { name, exact: true }) });
  }

  /** AUROC of a run as the list shows it. */
  async auroc(name: string): Promise<string> {
    return (await this.row(name).locator('strong').textContent()) ?? '';
  }

  async choose(...names: string[]): Promise<void> {
    for (const name of names)
      await this.list()
        .getByRole('checkbox', { name: `Compare ${name}` })
        .check();
  }

  async show(name: string): Promise<void> {
    await this.list().getByRole('button', { name, exact: true }).click();
  }

  async view(name: RegExp): Promise<void> {
    await this.stage().getByRole('tab', { name }).click();
  }

  async exported(name: string): Promise<Download> {
    await this.stage().getByRole('button', { name: 'Export', exact: true }).click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name, exact: true }).click();
    const file = await download;
    await this.page.keyboard.press('Escape');
    return file;
  }

  async openBundle(path: string): Promise<void> {
    await this.stage().getByLabel('Open a bundle').setInputFiles(path);
    await expect(this.stage().getByText(/runs? (was|were) added/)).toBeVisible();
  }
}
