/** What axe finds, as lines that say rule and element. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Every rule of axe on the page as it is shown now, or on `part` of it (a CSS selector). The page has no frames of other origins, so axe
 * finishes in the page itself; only what it finds is reported, which is where most of its time goes otherwise.
 */
export async function violations(page: Page, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations: found } = await (part ? axe.include(part) : axe).analyze();
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 200)}`).join(' | ')}`,
  );
}
