/** Nothing leaves the page, and nothing strange gets in: requests and policy violations over the whole job. */
import { expect, test } from '@playwright/test';
import { StaticHost } from './pages/static-host.ts';
import { inLink, SMALL_IMAGES } from './pages/playground.ts';

test('the whole job asks no third party for anything and breaks no rule of its policy', async ({ page }) => {
  const host = new StaticHost('dist');
  const stranger = new StaticHost('dist');
  await host.start();
  await stranger.start();
  try {
    const strangers: string[] = [];
    const refused: string[] = [];
    page.context().on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(host.url) && !/^(blob|data):/.test(url)) strangers.push(url);
    });
    page.on('console', (message) => {
      if (/content.security.policy|refused to/i.test(message.text())) refused.push(message.text());
    });
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        console.error(`Content Security Policy: ${effectiveDirective} ${blockedURI}`),
      );
    });
    await page.goto(
      `${host.url}#v=1&preset=quick&training.steps=4&evaluation.everySteps=2&training.sourcesPerStep=4&${inLink(SMALL_IMAGES)}`,
    );
    await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
    await page.getByRole('button', { name: /Run the sample/ }).click();
    const status = page.getByTestId('run-status');
    await expect(status).toHaveAttribute('data-phase', 'finished', { timeout: 120_000 });
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expect(page.getByRole('tabpanel')).toBeVisible();
    }
    await page.getByTestId('backend-chip').click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Share, present, use offline' }).click();
    await page.getByRole('button', { name: /Share …/ }).click();
    await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
    await page.keyboard.press('Escape');

    // The policy is in force in the page and in its workers: what it forbids does not happen.
    expect(refused).toEqual([]);
    expect(strangers).toEqual([]);
    // In a task of its own: what the debugger runs is exempt from the policy.
    const evaluated = await page.evaluate(
      () =>
        new Promise<unknown>((resolve) =>
          setTimeout(() => {
            try {
              resolve((0, eval)('1'));
            } catch {
              resolve('refused');
            }
          }),
        ),
    );
    expect(evaluated).toBe('refused');
    const engine = page.workers().find((worker) => worker.url().includes('engine'));
    if (!engine) throw new Error('The engine has no worker.');
    const send = (address: string) =>
      fetch(address, { mode: 'no-cors' }).then(
        () => 'sent',
        () => 'refused',
      );
    expect(await page.evaluate(send, stranger.url)).toBe('refused');
    expect(await engine.evaluate(send, stranger.url)).toBe('refused');
    expect(stranger.requests).toEqual([]);
  } finally {
    await host.stop();
    await stranger.stop();
  }
});
