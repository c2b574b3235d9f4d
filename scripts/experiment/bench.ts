/** A page that holds the images of a grid, made when it is first needed and again after it broke: runs follow each other in it. */
import type { Page } from 'playwright';
import type { Config } from '../../src/core/config/schema.ts';
import type { BackendChoice } from '../../src/worker/protocol.ts';
import { openPage, type OpenPage } from './browser.ts';
import { chooseBackend, setConfiguration } from './drive.ts';
import type { DataSource } from './options.ts';
import type { Progress } from './progress.ts';
import { loadInto } from './run-in-page.ts';

/** What the page is given before the first run. */
export interface BenchSetting extends DataSource {
  readonly backend: BackendChoice;
  /** Says at which size the images are loaded. */
  readonly base: Config;
}

export class Bench {
  private open: OpenPage | null = null;
  loadMs = 0;

  /** @param url the address of the built page */
  constructor(
    private readonly url: string,
    private readonly setting: BenchSetting,
    private readonly progress: Progress,
  ) {}

  /** Work in the page; rejects when the page or its browser dies meanwhile. */
  async use<T>(work: (page: Page) => Promise<T>): Promise<T> {
    if (!this.open) {
      const fresh = await openPage(this.url, this.setting.backend);
      this.open = fresh;
      await Promise.race([fresh.broken, this.fill(fresh.page)]);
    }
    return Promise.race([this.open.broken, work(this.open.page)]);
  }

  private async fill(page: Page): Promise<void> {
    await chooseBackend(page, this.setting.backend);
    await setConfiguration(page, this.setting.base);
    this.loadMs = await loadInto(page, this.setting, this.progress);
  }

  async close(): Promise<void> {
    const { open } = this;
    this.open = null;
    await open?.close().catch(() => undefined);
  }
}
