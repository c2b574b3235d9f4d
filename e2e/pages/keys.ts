/** What fingers do that use no mouse. */
import type { Locator, Page } from '@playwright/test';

/** Presses Tab (or Shift+Tab) until `wanted` has the focus, as a person does. */
export async function tabTo(page: Page, wanted: Locator, back = false): Promise<void> {
  for (let i = 0; i < 150; i++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error('It cannot be reached with the keyboard.');
}
