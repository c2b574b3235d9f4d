import { describe, expect, it } from 'vitest';
import { createPlayground } from '../store.ts';
import { FakeEngines, item, TEN_STEPS } from '../testing/fake-engine.ts';

function openPage() {
  const store = createPlayground(new FakeEngines().spawn);
  store.setState({ config: TEN_STEPS });
  store.setState({
    items: [item('n0', 'train'), item('n1', 'train'), item('t0', 'test')],
    datasetName: 'set',
  });
  return { now: () => store.getState() };
}

describe('a run that is trained longer', () => {
  it('goes on from its last weights for another cycle, and its configuration says so', async () => {
    const page = openPage();
    await expect(page.now().trainLonger()).rejects.toMatchObject({ code: 'not-now' });
    await page.now().play();
    const id = page.now().currentRunId;
    expect(await page.now().trainLonger()).toBe('finished');
    const { step, phase, records, config, runConfig, evaluations, currentRunId } = page.now();
    expect({ step, phase }).toEqual({ step: 20, phase: 'finished' });
    expect(config.training).toMatchObject({ steps: 20, cycles: 2 });
    expect(runConfig).toEqual(config);
    expect(records.map((record) => record.step)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(evaluations.map((one) => one.step)).toEqual([0, 5, 10, 15, 20]);
    expect(currentRunId).toBe(id);
  });

  it('is refused where cycles have no whole length; the run stays as it is', async () => {
    const page = openPage();
    page.now().setParameter('training.cycles', 3);
    await page.now().play();
    await expect(page.now().trainLonger()).rejects.toMatchObject({ code: 'no-longer' });
    expect(page.now()).toMatchObject({ phase: 'finished', step: 10 });
  });
});
