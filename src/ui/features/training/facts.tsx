/** What the run costs: estimated before it starts, measured once it is prepared; and what it uses while it goes. */
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { inputSizePx } from '../../../core/augment/batch-size.ts';
import { taskViews } from '../../../core/augment/tasks.ts';
import { forwardMacs } from '../../../core/networks/cost.ts';
import { receptiveFieldPx } from '../../../core/networks/locations.ts';
import { describeNetwork } from '../../../core/networks/network.ts';
import { parameterCount } from '../../../core/networks/parameters.ts';
import { usePlayground } from '../../../store/store.ts';
import { formatBytes, formatCount, formatDuration, formatRate } from '../../format.ts';
import { costOf } from '../../run-cost.ts';
import { FactsList } from '../../components/facts-list.tsx';
import styles from './training-stage.module.css';

export function Facts() {
  const { t, i18n } = useTranslation('training');
  const language = i18n.language;
  const { plan, config, runConfig, backend, stepMs, memory, dataWaitShare } = usePlayground(
    useShallow((state) => ({
      plan: state.plan,
      config: state.config,
      runConfig: state.runConfig,
      backend: state.backend,
      stepMs: state.stepMs,
      memory: state.memory,
      dataWaitShare: state.dataWaitShare,
    })),
  );
  const run = runConfig ?? config;
  const views = taskViews(run.augment.task).length;
  const sources = run.training.sourcesPerStep;
  const count = (value: number) => formatCount(value, language);
  const sidePx = inputSizePx(run.model, run.data.imageSizePx);
  const network = describeNetwork(run.model, sidePx, views);

  const wholeMs = costOf(run, { plan, backend, runConfig, stepMs });
  const rows: (readonly [string, string])[] = [
    ['steps', count(run.training.steps)],
    ['batch', t('facts.batchValue', { sources, views, batch: count(sources * views) })],
    ['parameters', count(parameterCount(network))],
    [
      'arithmetic',
      t('facts.arithmeticValue', { millions: formatRate(forwardMacs(network, sidePx) / 1e6, language) }),
    ],
    ['sees', t('facts.seesValue', { fieldPx: receptiveFieldPx(network), stridePx: network.stridePx })],
  ];
  if (plan) {
    rows.push(
      ['time', t('facts.timeMeasured', { time: formatDuration(wholeMs, language) })],
      [
        'memoryPlanned',
        t(plan.memory.fits ? 'facts.memoryOf' : 'facts.memoryAbove', {
          needed: formatBytes(plan.memory.neededBytes, language),
          limit: formatBytes(plan.memory.limitBytes, language),
        }),
      ],
    );
    if (plan.memory.parts > 1)
      rows.push([
        'parts',
        t('facts.partsValue', {
          parts: count(plan.memory.parts),
          samples: count(plan.memory.samplesPerPart),
          whole: formatBytes(plan.memory.wholeBatchBytes, language),
        }),
      ]);
  } else {
    rows.push(['time', t('facts.timeEstimated', { time: formatDuration(wholeMs, language, true) })]);
  }
  if (stepMs !== null)
    rows.push(['stepTime', t('facts.milliseconds', { value: formatRate(stepMs, language) })]);
  if (dataWaitShare !== null)
    rows.push(['dataWait', t('facts.percent', { value: Math.round(100 * dataWaitShare) })]);
  if (memory)
    rows.push([
      'memory',
      t('facts.memoryValue', { bytes: formatBytes(memory.bytes, language), tensors: count(memory.tensors) }),
    ]);
  return (
    <section className={styles.figure} aria-label={t('facts.title')}>
      <h3>{t(plan ? 'facts.title' : 'facts.estimate')}</h3>
      <FactsList facts={rows.map(([key, value]) => ({ key, name: t(`facts.${key}`), value }))} />
    </section>
  );
}
