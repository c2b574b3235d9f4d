/** `TLS_CERT=... TLS_KEY=... npm start -- --host`: over https a class has all that its browsers have, also under a name of the teacher's machine. */
import { spawn } from 'node:child_process';
import { chromium, expect, test } from '@playwright/test';
import { CHROMIUM_ARGS, locateChromium } from '../scripts/find-chromium.mjs';
import { Playground, SMALL_IMAGES } from './pages/playground.ts';

const HOST = 'classroom.test';
const TLS = 'scripts/queue/testing/tls';

test('over https with certificates: several threads, use offline and a run', async ({ viewport }, info) => {
  const env = { ...process.env, TLS_CERT: `${TLS}/cert.pem`, TLS_KEY: `${TLS}/key.pem`, NO_COLOR: '1' };
  const vite = ['node_modules/vite/bin/vite.js', 'preview', '--host', '--port', '0'];
  const server = spawn(process.execPath, vite, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      let said = '';
      server.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /https:\/\/localhost:(\d+)/.exec(said);
        if (found) resolve(found[1]);
      });
      server.once('exit', () => reject(new Error(`The server ended: ${said}`)));
    });
    const browser = await chromium.launch({
      executablePath: locateChromium() ?? undefined,
      // The laptops of a class trust the certificate; this browser trusts any.
      args: [...CHROMIUM_ARGS, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`, '--ignore-certificate-errors'],
    });
    const page = await browser.newPage({ viewport });
    const playground = new Playground(page);
    await page.goto(`https://${HOST}:${port}/?automation=keep`);
    expect(
      await page.evaluate(() => [isSecureContext, crossOriginIsolated, 'serviceWorker' in navigator]),
    ).toEqual([true, true, true]);
    await playground.set({
      ...SMALL_IMAGES,
      'training.steps': 3,
      'evaluation.everySteps': 0,
      'training.sourcesPerStep': 4,
    });
    await playground.loadFew('hex-nuts');
    await playground.play();
    await playground.finished();
    const { error, notices } = await playground.state();
    expect([error, notices]).toEqual([null, []]);
    await page.screenshot({ path: info.outputPath('https.png') });
    expect(playground.errors).toEqual([]);
    await browser.close();
  } finally {
    server.kill();
  }
});
