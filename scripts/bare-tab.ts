/**
 * A tab of a Chromium that is driven by nothing but the DevTools protocol. Playwright tells every page that it is in front and has the focus,
 * and starts the browser without its throttling of pages in the background; here a tab is really hidden when another one is chosen.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.mjs';

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: { readonly sessionId?: string; readonly targetInfo?: { readonly type: string } };
}

export class BareTab {
  readonly #browser: ChildProcess;
  readonly #profile: string;
  /** Whether the profile goes with the tab. */
  readonly #ownProfile: boolean;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #workers = new Set<string>();
  #asked = 0;
  #tab = '';
  #session = '';

  private constructor(browser: ChildProcess, profile: string, ownProfile: boolean) {
    this.#browser = browser;
    this.#profile = profile;
    this.#ownProfile = ownProfile;
    // What was asked of a browser that is gone is answered by nobody.
    const gone = () => {
      for (const answer of this.#waiting.values()) answer({ error: { message: 'The browser is gone.' } });
    };
    browser.once('exit', gone);
    (browser.stdio[3] as Writable).on('error', gone);
    // Messages are JSON with a zero byte after each.
    let text = '';
    (browser.stdio[4] as Readable).setEncoding('utf8').on('data', (part: string) => {
      const messages = (text + part).split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const answer = JSON.parse(message) as Answer;
        if (answer.method === 'Target.attachedToTarget' && answer.params?.targetInfo?.type === 'worker')
          this.#workers.add(String(answer.params.sessionId));
        if (answer.method === 'Target.detachedFromTarget')
          this.#workers.delete(String(answer.params?.sessionId));
        if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
      }
    });
  }

  /**
   * A browser of its own with this page in front.
   * @param kept a profile that outlives the browser; without it, one that goes with it
   */
  static async open(url: string, kept?: string): Promise<BareTab> {
    const profile = kept ?? mkdtempSync(join(tmpdir(), 'bare-tab-'));
    const args = [
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--window-size=1440,900',
      ...CHROMIUM_ARGS,
      'about:blank',
    ];
    const browser = spawn(await findChromium(), args, {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const tab = new BareTab(browser, profile, kept === undefined);
    tab.#tab = await tab.#newTab(url);
    const { sessionId } = await tab.#send('Target.attachToTarget', { targetId: tab.#tab, flatten: true });
    tab.#session = String(sessionId);
    return tab;
  }

  async #newTab(url: string): Promise<string> {
    const { targetId } = await this.#send('Target.createTarget', { url });
    return String(targetId);
  }

  async #send(method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#asked;
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      if (this.#browser.exitCode !== null || this.#browser.signalCode !== null)
        return resolve({ error: { message: 'The browser is gone.' } });
      const message = JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) });
      (this.#browser.stdio[3] as Writable).write(`${message}\0`);
    });
    this.#waiting.delete(id);
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result ?? {};
  }

  /** Value of an expression (awaited) in the page, as JSON. @throws Error what the page threw */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.#send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      this.#session,
    )) as { result: { value: T }; exceptionDetails?: { text: string; exception?: { description?: string } } };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Asks until the expression is true. @throws Error after `mostMs` */
  async until(expression: string, mostMs = 60_000): Promise<void> {
    const endMs = performance.now() + mostMs;
    while (!(await this.evaluate<boolean>(expression).catch(() => false))) {
      if (performance.now() > endMs) throw new Error(`It did not become true: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The page's workers are heard of from now on. */
  async watchWorkers(): Promise<void> {
    const how = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    await this.#send('Target.setAutoAttach', how, this.#session);
  }

  /** JavaScript heaps in use, in MiB, of the page and of all its workers together, after what nobody holds was collected. */
  async heapsMib(): Promise<{ page: number; workers: number }> {
    const of = async (session: string): Promise<number> => {
      await this.#send('HeapProfiler.collectGarbage', {}, session);
      const { usedSize } = await this.#send('Runtime.getHeapUsage', {}, session);
      return Number(usedSize) / 2 ** 20;
    };
    let workers = 0;
    for (const session of [...this.#workers]) workers += await of(session).catch(() => 0);
    return { page: await of(this.#session), workers };
  }

  /** Another tab of the same window is chosen. */
  async hide(): Promise<void> {
    await this.#send('Target.activateTarget', { targetId: await this.#newTab('about:blank') });
    await this.until(`document.visibilityState === 'hidden'`, 10_000);
  }

  async show(): Promise<void> {
    await this.#send('Target.activateTarget', { targetId: this.#tab });
    await this.until(`document.visibilityState === 'visible'`, 10_000);
  }

  /** Process of the browser, the parent of all its others. */
  get pid(): number {
    return this.#browser.pid ?? 0;
  }

  /** The browser and all its processes end at once, as by `kill -9`; the profile stays as it is then. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.#browser.once('exit', resolve));
    process.kill(-this.pid, 'SIGKILL');
    await ended;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#browser.once('exit', resolve));
    await this.#send('Browser.close', {}).catch(() => undefined);
    await ended;
    if (!this.#ownProfile) return;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
