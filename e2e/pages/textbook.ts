/** The textbook beside the live app, driven as a reader does. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { AutomationWindow } from './playground.ts';

export class Textbook {
  constructor(readonly page: Page) {}

  column(): Locator {
    return this.page.getByTestId('lesson');
  }

  /** Opens a page and waits for its data; then few images and steps, so that a test is quick. */
  async openPage(number: number, settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.page.evaluate(
      async ([page, entries]) => {
        const { store } = (window as unknown as AutomationWindow).playground;
        await store.getState().openLesson(page);
        const { items, removeItems, sampleName } = store.getState();
        if (sampleName) {
          const seen = new Map<string, number>();
          const extra = items.filter(({ role, label, defectType }) => {
            const count = (seen.get(`${role}${defectType}`) ?? 0) + 1;
            seen.set(`${role}${defectType}`, count);
            return count > (role === 'train' ? 8 : label === 'normal' ? 4 : 2);
          });
          if (extra.length > 0) removeItems(extra.map(({ id }) => id));
        }
        for (const [path, value] of entries) store.getState().setParameter(path, value);
      },
      [number, Object.entries(settings)] as const,
    );
    await expect(this.column().locator(`[data-page="${number}"][data-busy="false"]`)).toBeVisible();
  }

  /** Changes the language, as the header's menu does. */
  async read(language: 'en' | 'ja'): Promise<void> {
    await this.page.evaluate((chosen) => {
      (window as unknown as AutomationWindow).playground.store.getState().setLanguage(chosen);
    }, language);
    await expect(this.page.locator('html')).toHaveAttribute('lang', language);
  }

  /** Forgets what was met, as the button in the contents does. */
  async forget(): Promise<void> {
    await this.page.evaluate(() => {
      (window as unknown as AutomationWindow).playground.store.getState().forgetLessons();
    });
  }

  /** Drags a box of the augmentation lab until its centre is at these shares of the picture. */
  async dragBox(box: Locator, fx: number, fy: number): Promise<void> {
    const frame = await box.locator('xpath=..').boundingBox();
    const at = await box.boundingBox();
    if (!frame || !at) throw new Error('The boxes are not there.');
    const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    for (const share of [0.5, 1])
      await this.page.mouse.move(
        x + (frame.x + frame.width * fx - x) * share,
        y + (frame.y + frame.height * fy - y) * share,
      );
    await this.page.mouse.up();
  }

  figure(): Locator {
    return this.column().locator('section').first();
  }

  async met(...goals: readonly string[]): Promise<void> {
    for (const goal of goals)
      await expect(this.column().locator(`[data-goal="${goal}"]`)).toHaveAttribute('data-met', 'true', {
        timeout: 60_000,
      });
  }

  async phase(name: string): Promise<void> {
    await expect(this.page.getByTestId('run-status')).toHaveAttribute('data-phase', name, {
      timeout: 60_000,
    });
  }
}
