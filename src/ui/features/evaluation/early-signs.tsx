/** Below the figure: that the proxy task is hardly learned, or that features without training are better here, with what to try. */
import { useTranslation } from 'react-i18next';
import { taskViews } from '../../../core/augment/tasks.ts';
import { betterWithout, proxySign } from '../../../core/schedule/early-signs.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './evaluation-panel.module.css';
import { formatRate } from './format.ts';
import { selectBaselineAuroc, selectLatest, selectSummary, selectUntrainedAuroc } from './selectors.ts';

export function EarlySigns() {
  const { t } = useTranslation('evaluation');
  const run = usePlayground((state) => state.runConfig);
  const records = usePlayground((state) => state.records);
  const step = usePlayground((state) => selectLatest(state)?.step ?? 0);
  const auroc = usePlayground((state) => selectSummary(state)?.interval?.auroc ?? null);
  const untrained = usePlayground(selectUntrainedAuroc);
  const pretrained = usePlayground(selectBaselineAuroc);
  if (!run) return null;
  const { steps } = run.training;
  const proxy = proxySign(records, taskViews(run.augment.task).length, steps);
  const signs = [...(proxy ? [proxy] : []), ...betterWithout({ auroc, step, steps, untrained, pretrained })];
  const percent = (share: number) => Math.round(100 * share);
  return signs.map((sign) => (
    <p key={sign.kind} className={styles.note}>
      {sign.kind === 'proxy'
        ? t('signs.proxy', { accuracy: percent(sign.accuracy), chance: percent(sign.chance) })
        : t(`signs.${sign.kind}`, { by: formatRate(sign.by) })}
    </p>
  ));
}
