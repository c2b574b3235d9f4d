/** Keeping sessions and taking them away, as a person does. */
import { expect, type Locator, type Page } from '@playwright/test';
import { encodePng } from '../../src/core/export/png.ts';
import { SMALL_IMAGES, type AutomationWindow, type Playground } from './playground.ts';

/** Settings that train in seconds. */
export const SMALL = {
  'training.steps': 40,
  'evaluation.everySteps': 5,
  'training.sourcesPerStep': 4,
  ...SMALL_IMAGES,
};

/** A few pictures of one's own, with a defect that has a mask. */
function pictures(): { name: string; path: string; bytes: Buffer }[] {
  const picture = (seed: number, spot: boolean) => {
    const data = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % 64, Math.floor(i / 192)];
      return spot && x > 20 && x < 34 && y > 24 && y < 40
        ? 240
        : (x * 3 + y * 2 + ((x ^ y) & 15) * 4 + seed * 5) & 127;
    });
    return Buffer.from(encodePng(64, 64, 3, data));
  };
  const mask = Buffer.from(
    encodePng(
      64,
      64,
      1,
      Uint8Array.from({ length: 64 * 64 }, (_, i) =>
        i % 64 > 20 && i % 64 < 34 && i > 24 * 64 && i < 40 * 64 ? 255 : 0,
      ),
    ),
  );
  const files = [];
  for (let i = 0; i < 6; i++) files.push({ path: `mine/train/good/${i}.png`, bytes: picture(i, false) });
  for (let i = 0; i < 3; i++) files.push({ path: `mine/test/good/${i}.png`, bytes: picture(10 + i, false) });
  for (let i = 0; i < 3; i++) {
    files.push({ path: `mine/test/spot/${i}.png`, bytes: picture(20 + i, true) });
    files.push({ path: `mine/ground_truth/spot/${i}_mask.png`, bytes: mask });
  }
  return files.map(({ path, bytes }) => ({ name: path.split('/').pop() as string, path, bytes }));
}

/** Twelve images of one's own in the layout of MVTec AD, three of them with a defect and its mask. */
export async function openOwnImages(playground: Playground): Promise<void> {
  await playground.page.evaluate(
    async (files) => {
      const { store } = (window as unknown as AutomationWindow).playground;
      const made = files.map(({ name, path, bytes }) => {
        const raw = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
        return Object.defineProperty(new File([raw], name, { type: 'image/png' }), 'relativePath', {
          value: path,
        });
      });
      await store.getState().importFiles(made, 'replace');
    },
    pictures().map(({ name, path, bytes }) => ({ name, path, bytes: bytes.toString('base64') })),
  );
  await expect(playground.status()).toHaveAttribute('data-phase', 'ready', { timeout: 60_000 });
}

export class Keeping {
  constructor(readonly page: Page) {}

  /** The page with its session kept, as for every visitor. */
  async open(): Promise<void> {
    await this.page.goto('/?automation=keep');
    await expect(this.page.getByTestId('dataset-column')).toBeVisible();
    await expect.poll(() => this.autosaveState()).not.toMatch(/starting/);
  }

  autosaveState(): Promise<string> {
    return this.page.evaluate(
      () => (window as unknown as AutomationWindow).playground.store.getState().autosave.state,
    );
  }

  messages(): Locator {
    return this.page.getByRole('region', { name: 'Messages' });
  }

  /** What the store says is kept by now. */
  kept(): Promise<{ step: number; images: number; bytes: number }[]> {
    return this.page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('cutpaste-playground');
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const db = request.result;
            const all = db
              .transaction('autosave')
              .objectStore('autosave')
              .getAll(IDBKeyRange.bound('session/', 'session/\uffff'));
            all.onerror = () => reject(all.error);
            all.onsuccess = () => {
              db.close();
              resolve(
                (all.result as { summary: { step: number; images: number; bytes: number } }[]).map(
                  ({ summary }) => summary,
                ),
              );
            };
          };
        }),
    );
  }

  async restore(): Promise<void> {
    await expect(this.messages()).toContainText(/Restore the session of/);
    await this.messages().getByRole('button', { name: 'Restore' }).click();
    // The region is not shown while it is empty.
    await expect(this.page.getByText(/Restore the session of/)).toBeHidden({ timeout: 60_000 });
  }

  async openDialog(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Project, share, present, use offline' }).click();
    await this.page.getByRole('button', { name: 'Project …' }).click();
    const dialog = this.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    return dialog;
  }

  async saveTo(path: string, images: boolean): Promise<void> {
    const dialog = await this.openDialog();
    await dialog.getByRole('checkbox').setChecked(images);
    const download = this.page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save as a file' }).click();
    await (await download).saveAs(path);
    await this.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }

  /** Scores of the last evaluation by path of the image. */
  scores(): Promise<Record<string, number>> {
    return this.page.evaluate(() => {
      const { evaluations, items } = (window as unknown as AutomationWindow).playground.store.getState();
      const last = evaluations[evaluations.length - 1];
      const paths = new Map(items.map(({ id, path }) => [id, path]));
      return Object.fromEntries(last.testIds.map((id, i) => [paths.get(id), last.testScores[i]]));
    });
  }
}
