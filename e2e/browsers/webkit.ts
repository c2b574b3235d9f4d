/**
 * WebKit as WebKitGTK builds it, the nearest to Safari that runs on Linux: Debian's driver speaks the W3C's WebDriver protocol (plain HTTP
 * and JSON), and draws on a screen of its own (Xvfb). Each tab is a session with nothing kept from others.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Driver } from './tab.ts';
import { findWebkit } from '../../scripts/find-browsers.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Keys that the protocol writes as letters of Unicode's private area. */
const KEYS: Readonly<Record<string, string>> = {
  Escape: '\uE00C',
  Enter: '\uE007',
  Tab: '\uE004',
  Home: '\uE011',
  End: '\uE010',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

const LONGEST_SCRIPT_MS = 120_000;
const START_MS = 20_000;
/** A tab opens within seconds, also on a busy machine. */
const TAB_MS = 30_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A screen that nobody sees; its number once it stands. */
async function startScreen(program: string): Promise<{ screen: ChildProcess; display: string }> {
  const screen = spawn(program, ['-displayfd', '1', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await Promise.race([
    once(screen.stdout as NodeJS.ReadableStream, 'data'),
    once(screen, 'error').then(([error]) => Promise.reject(error as Error)),
  ]);
  return { screen, display: `:${String(number).trim()}` };
}

async function end(child: ChildProcess | null, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** The driver's process and what it answers. */
export class WebkitBrowser {
  private base = '';
  private driver: ChildProcess | null = null;

  private constructor(
    private readonly screen: ChildProcess,
    private readonly display: string,
    private readonly found: ReturnType<typeof findWebkit>,
  ) {}

  static async start(): Promise<WebkitBrowser> {
    const found = findWebkit();
    const { screen, display } = await startScreen(found.xvfb);
    const browser = new WebkitBrowser(screen, display, found);
    await browser.startDriver();
    return browser;
  }

  private async startDriver(): Promise<void> {
    const port = await freePort();
    this.base = `http://127.0.0.1:${port}`;
    this.driver = spawn(this.found.driver, [`--port=${port}`], {
      stdio: 'ignore',
      // Root has no sandbox to run it in; the pages are our own.
      env: { ...process.env, DISPLAY: this.display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
    });
    await this.listening();
  }

  private async listening(): Promise<void> {
    for (const startedAt = Date.now(); ; await pause(50)) {
      const answers = await fetch(`${this.base}/status`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (answers) return;
      if (Date.now() - startedAt > START_MS) throw new Error('WebKitWebDriver does not answer.');
    }
  }

  async ask(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const reply = await fetch(this.base + path, {
      method,
      signal,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = (await reply.json()) as { value: unknown };
    const failure = value as { error?: string; message?: string } | null;
    if (!reply.ok) throw new Error(`WebKit: ${failure?.error}: ${failure?.message}`);
    return value;
  }

  private async newSession(): Promise<string> {
    const browser = { binary: this.found.browser, args: ['--automation'] };
    const body = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': browser } } };
    const signal = AbortSignal.timeout(TAB_MS);
    const { sessionId } = (await this.ask('POST', '/session', body, signal)) as { sessionId: string };
    return sessionId;
  }

  /** Now and then the driver waits for ever for a browser that did not start: then another driver starts another one. No page is open yet. */
  private async openSession(): Promise<string> {
    try {
      return await this.newSession();
    } catch (error) {
      if ((error as Error).name !== 'TimeoutError') throw error;
      console.log(`WebKitWebDriver opened no browser within ${TAB_MS / 1000} s: it is started anew.`);
      await end(this.driver, 'SIGKILL');
      await this.startDriver();
      return this.newSession();
    }
  }

  async openTab(): Promise<Driver> {
    const session = `/session/${await this.openSession()}`;
    const post = (path: string, body: unknown) => this.ask('POST', session + path, body);
    await post('/timeouts', { script: LONGEST_SCRIPT_MS });
    await post('/window/rect', { x: 0, y: 0, width: 1440, height: 1000 });
    const element = async (value: string) => {
      const found = (await post('/element', { using: 'css selector', value })) as Record<string, string>;
      return `/element/${found[ELEMENT]}`;
    };
    return {
      goto: async (url) => void (await post('/url', { url })),
      reload: async () => void (await post('/refresh', {})),
      run: async (functionText, args) => {
        const script = `const [args, done] = arguments;
          (${functionText})(...args).then((value) => done({ value }), (error) => done({ failure: String(error) }));`;
        const outcome = (await post('/execute/async', { script, args: [args] })) as {
          value?: unknown;
          failure?: string;
        };
        if (outcome.failure !== undefined) throw new Error(outcome.failure);
        return outcome.value;
      },
      click: async (selector) => void (await post(`${await element(selector)}/click`, {})),
      press: async (key) => {
        const value = KEYS[key] ?? key;
        const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
        await post('/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
      },
      give: async (selector, paths) =>
        void (await post(`${await element(selector)}/value`, { text: paths.join('\n') })),
      screenshot: async () =>
        Buffer.from((await this.ask('GET', `${session}/screenshot`)) as string, 'base64'),
      close: async () => void (await this.ask('DELETE', session)),
    };
  }

  async stop(): Promise<void> {
    await end(this.driver);
    await end(this.screen);
  }
}
