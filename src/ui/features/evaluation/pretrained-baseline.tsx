/**
 * The mandatory comparison (method section 3): untouched ImageNet features with the same density, measured by itself when images come. Before
 * there is a run its ROC is the panel's first curve; afterwards it is the dotted one beside the run's.
 */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { InTurn } from '../../components/in-turn.tsx';
import { ParameterControl } from '../../components/parameter-control.tsx';
import { Progress } from '../../components/progress.tsx';
import { Switch } from '../../components/switch.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import styles from './evaluation-panel.module.css';
import { formatRate } from './format.ts';
import { OwnBackbone } from './own-backbone.tsx';
import { selectBaselineAuroc, selectBaselineRoc, selectBaselineSet } from './selectors.ts';

const loadCharts = () => import('./charts.tsx');

export function PretrainedBaseline({ withCurve = false }: { readonly withCurve?: boolean }) {
  const { t } = useTranslation(['evaluation', 'errors']);
  const pretrained = usePlayground((state) => state.pretrained);
  const running = usePlayground((state) => state.pretrainedRunning);
  const error = usePlayground((state) => state.pretrainedError);
  const empty = usePlayground((state) => state.items.length === 0);
  const run = usePlayground((state) => state.runPretrained);
  const auroc = usePlayground(selectBaselineAuroc);
  const reason = empty ? t('pretrained.noImages') : running ? t('pretrained.running') : null;
  const own = usePlayground((state) => state.ownBackbone);
  const missing = error?.code === 'backbone-missing';
  return (
    <section className={styles.section} aria-labelledby="evaluation-pretrained">
      <h3 id="evaluation-pretrained" className={styles.heading}>
        {own ? t('ownBackbone.heading', { name: own.name }) : t('pretrained.title')}
      </h3>
      {pretrained && (
        <p className={styles.headline} data-testid="pretrained-auroc">
          <strong>{auroc === null ? '–' : formatRate(auroc)}</strong>
          <span className={styles.interval}>
            {auroc === null
              ? t('pretrained.noAnomalies')
              : pretrained.pixel && t('pretrained.pixel', { value: formatRate(pretrained.pixel.auroc) })}
          </span>
        </p>
      )}
      {withCurve && <BaselineRoc />}
      <p className={styles.help}>{t(own ? 'ownBackbone.measured' : 'pretrained.help')}</p>
      {running && <BaselineProgress />}
      {error && (
        <p role={missing ? undefined : 'alert'} className={missing ? styles.note : styles.warning}>
          {t(`errors:${error.code}`, { ...error.detail, defaultValue: error.message })}
        </p>
      )}
      <ParameterControl path="evaluation.noTraining" />
      <AutomaticSwitch />
      <Button size="small" onClick={() => void run()} disabledReason={reason} aria-busy={running}>
        {running ? t('pretrained.running') : t(pretrained || own ? 'pretrained.again' : 'pretrained.run')}
      </Button>
      <OwnBackbone />
    </section>
  );
}

function AutomaticSwitch() {
  const { t } = useTranslation('evaluation');
  const automatic = usePlayground((state) => state.autoPretrained);
  const setAutomatic = usePlayground((state) => state.setAutoPretrained);
  return (
    <label className={styles.choice}>
      <Switch checked={automatic} onChange={setAutomatic} />
      {t('pretrained.automatic')}
    </label>
  );
}

function BaselineProgress() {
  const { t } = useTranslation('evaluation');
  const status = usePlayground((state) => state.pretrainedStatus);
  const label = status ? t(`pretrained.phases.${status.phase}`) : t('pretrained.running');
  return (
    <div>
      <p className={styles.muted}>{label}</p>
      <Progress label={label} value={status?.fraction ?? null} />
    </div>
  );
}

function BaselineRoc() {
  const { t } = useTranslation('evaluation');
  const charts = useLoaded(loadCharts);
  const set = usePlayground(selectBaselineSet);
  const points = usePlayground(selectBaselineRoc);
  const auroc = usePlayground(selectBaselineAuroc);
  if (!set || !points) return null;
  return (
    <div
      className={styles.square}
      role="img"
      aria-label={t('pretrained.curve', { auroc: formatRate(auroc) })}
      data-testid="pretrained-roc"
    >
      {charts ? (
        <InTurn
          part={charts.RocChart}
          props={{ set, points, untrained: null, dotX: null, dotY: null, live: false }}
        />
      ) : (
        <p className={styles.loading}>{t('loadingChart')}</p>
      )}
    </div>
  );
}
