/** The augmentation lab as a person uses it. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { SampleName } from '../../src/core/samples/types.ts';
import { Playground } from './playground.ts';

/** Enough to fill a row of the lab. */
export const LAB_IMAGES = { train: 12, testNormal: 1, perDefect: 0 };

export interface BoxPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class AugmentationLab {
  readonly stage: Locator;
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    this.stage = page.getByRole('tabpanel', { name: 'Augment' });
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  /** Opens the page with the first training pictures of a built-in set and waits for the lab. */
  async openWithSample(name: SampleName): Promise<void> {
    const playground = new Playground(this.page);
    await playground.open();
    await playground.loadFew(name, LAB_IMAGES);
    await this.page.getByRole('tab', { name: 'Augment' }).click({ timeout: 120_000 });
    await expect(this.stage.getByRole('heading', { name: 'Augmentation lab' })).toBeVisible();
    await expect(this.cells().first()).toBeVisible({ timeout: 120_000 });
  }

  async chooseTask(value: string): Promise<void> {
    await this.stage.getByRole('combobox', { name: 'Pretext task' }).selectOption(value);
  }

  async goToStep(step: number): Promise<void> {
    const field = this.stage.getByRole('textbox', { name: 'Training step' });
    await field.fill(String(step));
    await field.press('Enter');
  }

  async newDraw(): Promise<void> {
    await this.stage.getByRole('button', { name: 'New draw' }).click();
  }

  async zoom(label: string): Promise<void> {
    await this.stage.getByRole('combobox', { name: 'Zoom' }).selectOption({ label });
  }

  cells(): Locator {
    return this.stage.getByRole('radio');
  }

  cell(label: number, source: number): Locator {
    return this.stage.locator(`[data-sample="${label}-${source}"]`);
  }

  box(name: 'cut' | 'paste'): Locator {
    return this.stage.locator(`[data-name="${name}"]`);
  }

  /** Where a box says it is. */
  async place(name: 'cut' | 'paste'): Promise<BoxPlace> {
    const text = (await this.box(name).getAttribute('aria-label')) ?? '';
    const [x, y, width, height] = (text.match(/\d+/g) ?? []).map(Number);
    return { x, y, width, height };
  }

  announcement(): Locator {
    return this.stage.getByRole('status');
  }

  /** RGB bytes of a cell's canvas, as drawn. */
  async pixelsOf(label: number, source: number): Promise<Buffer> {
    const rgba = await this.cell(label, source)
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) =>
        new TextDecoder('x-user-defined').decode(
          canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data,
        ),
      );
    return Buffer.from(Buffer.from(rgba, 'latin1').filter((_, i) => i % 4 !== 3));
  }

  /** Side of the first step's picture of the network input, in CSS px and in its own pixels. */
  async networkInput(): Promise<{ shownPx: number; pixels: number }> {
    return this.stage.getByRole('img', { name: /^Network input/ }).evaluate((canvas: HTMLCanvasElement) => ({
      shownPx: canvas.getBoundingClientRect().width,
      pixels: canvas.width,
    }));
  }
}
