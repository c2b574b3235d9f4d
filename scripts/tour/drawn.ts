/** Waits until the page has drawn what was changed; also where it never comes to rest, because a run goes on. */
import type { Page } from 'playwright';

export const drawn = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let moments = 0; moments < 12; moments++) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 200 }));
    }
  });
