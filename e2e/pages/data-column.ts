/** The data column as a person sees it: what can be given to it and what it shows. */
import { expect, type Locator, type Page } from '@playwright/test';

export interface Counts {
  readonly training: number;
  readonly testNormal: number;
  readonly defects: number;
}

export interface LeftOutFile {
  readonly path: string;
  readonly reason: string;
}

export class DataColumn {
  readonly column: Locator;
  readonly thumbnails: Locator;
  readonly grid: Locator;
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    this.column = page.getByTestId('dataset-column');
    this.grid = this.column.getByRole('listbox', { name: 'Images of the data set' });
    this.thumbnails = this.grid.getByRole('option');
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('dialog', (dialog) => {
      this.errors.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  async open(): Promise<void> {
    await this.page.goto('/?automation');
    await expect(this.column).toBeVisible();
  }

  /** Gives a folder to the folder picker and waits until everything is loaded. */
  async chooseFolder(folder: string): Promise<void> {
    await this.column.getByTestId('folder-input').setInputFiles(folder);
    await this.loaded();
  }

  async chooseFiles(files: string[] | { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    await this.column.getByTestId('files-input').setInputFiles(files);
    await this.loaded();
  }

  async loaded(): Promise<void> {
    await expect(this.column.getByRole('listbox').or(this.column.getByRole('alert')).first()).toBeVisible({
      timeout: 120_000,
    });
    await expect(this.column.getByRole('progressbar')).toHaveCount(0, { timeout: 120_000 });
  }

  /** Drags files over the page and drops them on a field of the overlay. */
  async drop(
    target: 'replace' | 'add-test' | 'add-train',
    files: { name: string; data: Buffer }[],
  ): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      (list) => {
        const data = new DataTransfer();
        for (const { name, base64 } of list) {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          data.items.add(new File([bytes], name));
        }
        return data;
      },
      files.map(({ name, data }) => ({ name, base64: data.toString('base64') })),
    );
    const field = this.page.locator(`[data-drop-target=${target}]`);
    // What listens for drops comes a moment after the page; a person drags on until it shows.
    await expect(async () => {
      await this.page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
      await expect(field).toBeVisible({ timeout: 1000 });
    }).toPass();
    await field.dispatchEvent('drop', { dataTransfer: transfer });
    await expect(this.page.getByTestId('drop-overlay')).toHaveCount(0);
    await this.loaded();
  }

  /** Drags a folder of this machine from outside into the page and lets it go, as the operating system would. */
  async dropFolder(folder: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    // A hand that drags moves all the time; the browser takes one event for a drag that has left.
    await expect
      .poll(async () => {
        for (const type of ['dragEnter', 'dragOver'] as const)
          await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
        return this.page.getByTestId('drop-overlay').isVisible();
      })
      .toBe(true);
    await session.send('Input.dispatchDragEvent', { type: 'drop', x: 600, y: 400, data });
    await session.detach();
    await this.loaded();
  }

  async counts(): Promise<Counts> {
    const list = this.column.getByLabel('Images by role');
    const numbers = await list.locator('b').allTextContents();
    const [training, testNormal, defects] = numbers.map((text) => Number(text.replaceAll(',', '')));
    return { training, testNormal, defects };
  }

  async expectCounts(expected: Counts): Promise<void> {
    await expect.poll(() => this.counts()).toEqual(expected);
  }

  /** Every line of the report of files left out, read by scrolling through it. */
  async leftOut(): Promise<LeftOutFile[]> {
    const button = this.column.getByRole('button', { name: /left out/ });
    if ((await button.count()) === 0) return [];
    await button.click();
    const dialog = this.page.getByRole('dialog', { name: 'Files left out' });
    const list = dialog.getByRole('region');
    const found = new Map<string, LeftOutFile>();
    for (let top = 0; ; top += 200) {
      const height = await list.evaluate((element, y) => {
        element.scrollTop = y;
        return element.scrollHeight - element.clientHeight;
      }, top);
      // Two pictures on: the lines that came into sight are drawn.
      await this.page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      const lines = await list.locator('[data-reason]').evaluateAll((elements) =>
        elements.map((element) => ({
          path: element.children[0].getAttribute('title') ?? '',
          reason: element.getAttribute('data-reason') ?? '',
        })),
      );
      for (const line of lines) found.set(`${line.reason} ${line.path}`, line);
      if (top >= height) break;
    }
    await dialog.getByRole('button', { name: 'Close' }).click();
    return [...found.values()];
  }
}
