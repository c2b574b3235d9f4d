/** The textbook beside the live app, driven as a reader does. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { AutomationWindow } from './playground.ts';

/** Runs in the page: opens a page of the textbook with a part of its images and these settings, so that a test is quick. */
export async function openFew([page, entries]: readonly [number, readonly (readonly [string, unknown])[]]) {
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
}

export class Textbook {
  constructor(readonly page: Page) {}

  column(): Locator {
    return this.page.getByTestId('lesson');
  }

  /** Opens a page and waits for its data; then few images and steps, so that a test is quick. */
  async openPage(number: number, settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.page.evaluate(openFew, [number, Object.entries(settings)] as const);
    await expect(this.column().locator(`[data-page="${number}"][data-busy="false"]`)).toBeVisible();
  }

  figure(): Locator {
    return this.page
      .getByTestId('lesson-figure')
      .or(this.column())
      .locator('section')
      .filter({ hasNot: this.page.locator('[data-goal]') })
      .first();
  }

  async met(...goals: readonly string[]): Promise<void> {
    for (const goal of goals)
      await expect(this.column().locator(`[data-goal="${goal}"]`)).toHaveAttribute('data-met', 'true', {
        timeout: 60_000,
      });
  }

  /** Says beforehand what is expected. */
  async expectBefore(option: string): Promise<void> {
    await this.column().getByRole('radio', { name: option, exact: true }).check();
  }

  /** What it came to; both are in the sentence that is shown then. */
  async outcome(guess: string): Promise<string> {
    const line = this.column().locator(`[data-guess="${guess}"][data-outcome]`);
    await expect(line).toContainText('You expected');
    return (await line.getAttribute('data-outcome')) ?? '';
  }

  async phase(name: string): Promise<void> {
    await expect(this.page.getByTestId('run-status')).toHaveAttribute('data-phase', name, {
      timeout: 60_000,
    });
  }
}
