import { describe, expect, it, vi } from 'vitest';
import type { SessionOutline } from '../../core/project/content.ts';
import { createPlaygroundWithRun } from '../store.ts';
import { FakeEngines, item, TEN_STEPS } from '../testing/fake-engine.ts';
import { CheckpointFiles } from './checkpoint-files.ts';

describe('files of checkpoints', () => {
  it('hold the run as of each checkpoint, and only the last of those that come while one is written', async () => {
    const { store, run } = createPlaygroundWithRun(new FakeEngines().spawn);
    store.setState({
      config: TEN_STEPS,
      items: [item('n0', 'train'), item('n1', 'train'), item('t0', 'test')],
    });
    const packed: SessionOutline[] = [];
    const given: string[] = [];
    let release = (): void => undefined;
    let held: Promise<void> | null = new Promise((resolve) => (release = resolve));
    const files = new CheckpointFiles(run.events, {
      get: store.getState,
      pack: async (outline) => {
        packed.push(outline);
        await held;
        return new Blob([String(outline.run?.step)]);
      },
      give: (file) => void file.text().then((text) => given.push(text)),
    });
    await store.getState().play();
    expect(packed.map(({ run }) => run?.step)).toEqual([5]);
    held = null;
    release();
    expect(await files.settled()).toBe(2);
    await vi.waitFor(() => expect(given).toEqual(['5', '10']));
    expect(packed.map(({ run }) => run?.step)).toEqual([5, 10]);
    expect([...(packed[0].run?.records.step ?? [])]).toEqual([1, 2, 3, 4, 5]);
    expect(packed[0].run?.evaluations.map(({ step }) => step)).toEqual([0, 5]);
    expect(packed[1].run?.config).toEqual(TEN_STEPS);
    expect(files.failure).toBeNull();
  });
});
