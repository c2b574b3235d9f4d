/** Trials belong to the evaluation that they were asked for; one that was overtaken is asked again. */
import { describe, expect, it } from 'vitest';
import { createPlayground } from './store.ts';
import { FakeEngines, item, TEN_STEPS } from './testing/fake-engine.ts';

async function finishedRun() {
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn);
  store.setState({ items: [item('n0', 'train'), item('t0', 'test')], config: TEN_STEPS });
  await store.getState().play();
  return { engines, store };
}
const scoresOf = (corruption: string) => ({ corruption, step: 10, ids: ['t0'], levels: [] });

describe('trials', () => {
  it('are kept by corruption, asked again when overtaken, and go with the next evaluation', async () => {
    const { engines, store } = await finishedRun();
    const asked: string[] = [];
    engines.answers.robustness = async (corruption) => {
      asked.push(corruption);
      if (asked.length === 1)
        store.setState({ evaluations: store.getState().evaluations.map((one) => ({ ...one })) });
      return scoresOf(corruption);
    };
    await store.getState().runRobustness(['blur', 'noise']);
    expect(asked).toEqual(['blur', 'blur', 'noise']);
    expect(Object.keys(store.getState().robustness)).toEqual(['blur', 'noise']);
    expect(store.getState().robustnessQueue).toEqual([]);
    await store.getState().evaluateNow();
    expect(store.getState().robustness).toEqual({});
  });

  it('can be stopped between two, and say why one failed', async () => {
    const { engines, store } = await finishedRun();
    engines.answers.robustness = async (corruption) => {
      store.getState().stopRobustness();
      return scoresOf(corruption);
    };
    await store.getState().runRobustness(['blur', 'noise']);
    expect(Object.keys(store.getState().robustness)).toEqual(['blur']);
    engines.answers.learningCurve = () => Promise.reject(new Error('no'));
    await store.getState().runLearningCurve();
    expect(store.getState()).toMatchObject({ learningCurve: null, learningCurveRunning: false });
    expect(store.getState().trialsError?.message).toBe('no');
  });

  it('rank training images by the baseline where it is there, and forget the ranking when it goes', async () => {
    const { engines, store } = await finishedRun();
    const ranking = (by: 'run' | 'imagenet') => ({ by, step: 10, ids: ['n0'], scores: Float64Array.of(1) });
    engines.answers.rankTraining = async () => ranking('run');
    engines.answers.rankByBaseline = async () => ranking('imagenet');
    await store.getState().rankTraining();
    expect(store.getState()).toMatchObject({ trainingRanking: { by: 'run' }, trainingRankingRunning: false });
    await store.getState().runPretrained();
    expect(store.getState().trainingRanking).toBeNull();
    await store.getState().rankTraining();
    expect(store.getState().trainingRanking?.by).toBe('imagenet');
    await store.getState().evaluateNow();
    expect(store.getState().trainingRanking).toBeNull();
  });
});
