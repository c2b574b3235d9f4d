/** The whole page, driven as a person does; `?automation` gives the store, for settings without a control at hand and for reading. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { SamplePart } from '../../src/core/samples/catalogue.ts';
import type { SampleName } from '../../src/core/samples/types.ts';
import type { PlaygroundState } from '../../src/store/state.ts';
import type { EngineClient } from '../../src/worker/engine-client.ts';

export interface AutomationWindow {
  playground: { store: { getState(): PlaygroundState }; engine: EngineClient };
}

/**
 * Small images and a small network: what is evaluated before and after each run then takes a third of the time. For tests of what is done with a
 * run, whatever its numbers are.
 */
export const SMALL_IMAGES = {
  'data.imageSizePx': 64,
  'model.cropSizePx': 32,
  'evaluation.windowSizePx': 32,
  'evaluation.windowStridePx': 16,
};

/** Settings as a link holds them. */
export const inLink = (settings: Readonly<Record<string, string | number>>): string =>
  Object.entries(settings)
    .map(([key, value]) => `${key}=${value}`)
    .join('&');

export class Playground {
  readonly errors: string[] = [];
  readonly requests: string[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('request', (request) => this.requests.push(request.url()));
  }

  async open(): Promise<void> {
    await this.page.goto('/?automation');
    await expect(this.runSampleButton()).toBeVisible();
  }

  runSampleButton(): Locator {
    return this.page.getByRole('button', { name: /Run the sample/ });
  }

  status(): Locator {
    return this.page.getByTestId('run-status');
  }

  panel(): Locator {
    return this.page.getByRole('complementary', { name: 'Results' });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name, exact: true });
  }

  /** Changes settings, as the controls do; images of another size are there when it ends, as a run would need them. */
  async set(parameters: Readonly<Record<string, unknown>>): Promise<void> {
    await this.page.evaluate((entries) => {
      const { store } = (window as unknown as AutomationWindow).playground;
      for (const [path, value] of entries) store.getState().setParameter(path, value);
    }, Object.entries(parameters));
    await this.page.waitForFunction(
      () => (window as unknown as AutomationWindow).playground.store.getState().importProgress === null,
    );
  }

  /** Slow motion, as its control does; a reload ends it. */
  async setPace(stepsPerSecond: number): Promise<void> {
    await this.page.evaluate(
      (pace) => (window as unknown as AutomationWindow).playground.store.getState().setPace(pace),
      stepsPerSecond,
    );
  }

  async loadSample(name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Sample' }).selectOption({ label: name });
    await expect(this.status()).toHaveAttribute('data-phase', 'ready', { timeout: 120_000 });
  }

  /** Paints the first pictures of a built-in set only, as the textbook does: seconds where a whole set takes ten. */
  async loadFew(
    name: SampleName,
    part: SamplePart = { train: 6, testNormal: 3, perDefect: 1 },
  ): Promise<void> {
    await this.page.evaluate(
      ([sample, few]) =>
        (window as unknown as AutomationWindow).playground.store.getState().loadSample(sample, 0, few),
      [name, part] as const,
    );
    await expect(this.status()).toHaveAttribute('data-phase', 'ready', { timeout: 120_000 });
  }

  /** Leaves the first `train` training images and `test` test images of each label. */
  async keepOnly(train: number, test: number): Promise<void> {
    await this.page.evaluate(
      ([trainCount, testCount]) => {
        const { items, removeItems } = (window as unknown as AutomationWindow).playground.store.getState();
        const groups = [
          [items.filter(({ role }) => role === 'train'), trainCount],
          [items.filter(({ role, label }) => role === 'test' && label === 'normal'), testCount],
          [items.filter(({ role, label }) => role === 'test' && label === 'anomalous'), testCount],
        ] as const;
        removeItems(groups.flatMap(([group, count]) => group.slice(count).map(({ id }) => id)));
      },
      [train, test],
    );
  }

  /** One more file, which is no image: it is left out, and the list of such files says why. */
  async addBadFile(): Promise<void> {
    await this.page.evaluate(() =>
      (window as unknown as AutomationWindow).playground.store
        .getState()
        .importFiles([new File(['hello'], 'notes.txt')], 'add-test'),
    );
  }

  async play(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Play|Continue)/ }).click();
  }

  async finished(): Promise<void> {
    await expect(this.status()).toHaveAttribute('data-phase', 'finished', { timeout: 170_000 });
  }

  /** What is drawn after the end of a run stands; looks without searching the page, which would be work for its thread too. */
  async atRest(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let moments = 0; moments < 20; moments++) {
        await new Promise((resolve) => setTimeout(resolve, 12));
        await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
      }
    });
  }

  /** Plain values picked out of the state. */
  async state(): Promise<{
    phase: string;
    step: number;
    losses: number[];
    evaluatedSteps: number[];
    tensors: number | null;
    bytes: number | null;
    backend: string | null;
    notices: string[];
    error: string | null;
  }> {
    return this.page.evaluate(() => {
      const state = (window as unknown as AutomationWindow).playground.store.getState();
      return {
        phase: state.phase,
        step: state.step,
        losses: state.records.map(({ loss }) => loss),
        evaluatedSteps: state.evaluations.map(({ step }) => step),
        tensors: state.memory?.tensors ?? null,
        bytes: state.memory?.bytes ?? null,
        backend: state.backend?.name ?? null,
        notices: state.notices.map(({ code }) => code),
        error: state.sessionError?.message ?? null,
      };
    });
  }

  /** Without transitions: what is looked at next has its last colours. */
  async darkMode(dark: boolean): Promise<void> {
    await this.page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  }
}
