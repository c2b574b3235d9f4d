/** Two steps of a configuration on the small set, and everything that is wrong with what comes out: for tests and benchmarks. */
import { toErrorReport } from '../../../core/errors.ts';
import type { Config } from '../../../core/config/schema.ts';
import type { EngineApi, EngineEvent, Evaluation } from '../../../worker/protocol.ts';

/** Paths of all numbers in a value that are not finite. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (ArrayBuffer.isView(value)) {
    const numbers = value as unknown as ArrayLike<number>;
    let bad = 0;
    for (let i = 0; i < numbers.length; i++) if (!Number.isFinite(numbers[i])) bad++;
    return bad > 0 ? [`${path}: ${bad} of ${numbers.length} numbers`] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => notFinite(one, path === '' ? key : `${path}.${key}`));
}

/** Bounds of an open interval are no figures. */
function faultsOf(evaluation: Evaluation): string[] {
  const found = notFinite(evaluation);
  const { testScores, maps } = evaluation;
  if (testScores.length === 0) found.push('no test scores');
  if (maps.length > 0 && maps.length !== testScores.length) found.push('maps are missing');
  return found.map((fault) => `evaluation at ${evaluation.step}: ${fault}`);
}

/** What is wrong after two steps; empty when nothing is. `events` is where the engine's listener collects. */
export async function faultsAfterTwoSteps(
  engine: EngineApi,
  events: EngineEvent[],
  config: Config,
): Promise<readonly string[]> {
  events.length = 0;
  try {
    const plan = await engine.prepare(config);
    const outcome = await engine.train(2);
    const wanted = Math.min(2, config.training.steps);
    const faults = notFinite(plan, 'plan');
    if (outcome.step !== wanted) faults.push(`stopped at step ${outcome.step} (${outcome.reason})`);
    for (const event of events) {
      if (event.type === 'steps') faults.push(...notFinite(event.records, 'steps'));
      if (event.type === 'evaluation') faults.push(...faultsOf(event.evaluation));
    }
    if (!events.some(({ type }) => type === 'evaluation')) faults.push('no evaluation');
    return faults;
  } catch (error) {
    const { code, message } = toErrorReport(error);
    return [`${code}: ${message}`];
  }
}
