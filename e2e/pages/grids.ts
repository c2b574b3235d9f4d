/** Grids of runs on the Runs stage, as a person uses them; what the queue holds is read from the store. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { AutomationWindow } from './playground.ts';

export interface GridOutline {
  readonly state: string;
  readonly entries: readonly { readonly state: string; readonly runId: string | null }[];
  /** Of the run on the page. */
  readonly runId: string | null;
  readonly step: number;
  readonly evaluations: number;
  /** Step of its last checkpoint that is in the browser's storage; 0 without one. */
  readonly kept: number;
  /** Finished runs in the list. */
  readonly runs: number;
}

export class Grids {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Runs', exact: true }).click();
    await this.page.getByRole('button', { name: 'Grid of runs' }).click();
    await expect(this.dialog()).toBeVisible();
  }

  dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Grid of runs' });
  }

  panel(): Locator {
    return this.page.getByRole('region', { name: 'Queue' });
  }

  table(): Locator {
    return this.panel().getByRole('table', { name: 'Results of the grid' });
  }

  /** The queue as soon as it is as wanted. */
  async when(wanted: (now: GridOutline) => boolean): Promise<GridOutline> {
    let found: GridOutline | null = null;
    await expect
      .poll(
        async () => {
          found = await this.outline();
          return found !== null && wanted(found);
        },
        { timeout: 90_000, intervals: [40] },
      )
      .toBe(true);
    return found as unknown as GridOutline;
  }

  /** Steps at which a kept run was evaluated. */
  evaluatedSteps(runId: string): Promise<number[]> {
    return this.page.evaluate((id) => {
      const { runs } = (window as unknown as AutomationWindow).playground.store.getState();
      return runs.find((run) => run.id === id)?.metrics.map(({ step }) => step) ?? [];
    }, runId);
  }

  private outline(): Promise<GridOutline | null> {
    return this.page.evaluate(async () => {
      const { store } = (window as unknown as AutomationWindow).playground;
      const sessions = await new Promise<
        { summary: { step: number }; outline: { run: { runId: string } | null } }[]
      >((resolve, reject) => {
        const opening = indexedDB.open('cutpaste-playground');
        opening.onerror = () => reject(new Error('no storage'));
        opening.onsuccess = () => {
          const db = opening.result;
          const reading = db
            .transaction('autosave')
            .objectStore('autosave')
            .getAll(IDBKeyRange.bound('session/', 'session/~'));
          reading.onsuccess = () => {
            db.close();
            resolve(reading.result);
          };
        };
      });
      const { grids, currentRunId, step, evaluations, runs } = store.getState();
      if (grids.length === 0) return null;
      const own = sessions.find(({ outline }) => outline.run !== null && outline.run.runId === currentRunId);
      return {
        state: grids[0].state,
        entries: grids[0].entries.map(({ state, runId }) => ({ state, runId })),
        runId: currentRunId,
        step,
        evaluations: evaluations.length,
        kept: own ? own.summary.step : 0,
        runs: runs.filter(({ state }) => state === 'finished').length,
      };
    });
  }
}
