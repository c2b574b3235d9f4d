/** What axe finds, as lines that say rule and element. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What depends on colours: two thirds of the work, and all that differs between light and dark. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Dialogs and menus that are open. */
export const OPENED = 'dialog[open], [role="dialog"]';

type Options = Parameters<AxeBuilder['options']>[0];

/** The page has no frames of other origins, so axe finishes in the page itself; only what it finds is reported, which is where most of its time goes otherwise. */
async function found(page: Page, about: Options, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ ...about, resultTypes: ['violations'] });
  const { violations } = await (part ? axe.include(part) : axe).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 200)}`).join(' | ')}`,
  );
}

/** Every rule of axe on the page as it is shown now. `changed` (a CSS selector): colours are looked at there alone, the rest has had its look. */
export async function violations(page: Page, changed?: string): Promise<string[]> {
  if (!changed) return found(page, {});
  const rules = Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }]));
  return [...(await found(page, { rules })), ...(await colourViolations(page, changed))];
}

/** Only what depends on colours, for a page that has had the other rules in its other colours. */
export const colourViolations = (page: Page, changed?: string): Promise<string[]> =>
  found(page, { runOnly: OF_COLOURS }, changed);
