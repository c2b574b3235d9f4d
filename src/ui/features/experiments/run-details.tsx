/** One run: its name and note, where it comes from, its figures, its hardest images, and what can be done with it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trainsNothing } from '../../../core/config/untrained.ts';
import { PRESETS } from '../../../core/config/presets.ts';
import { differingLeaves } from '../../../core/runs/config-leaves.ts';
import { lastMetrics, type RunRecord } from '../../../core/runs/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { formatCount, formatRate } from '../../format.ts';
import { DetectorControls } from './detector-controls.tsx';
import { moment, share } from './format.ts';
import { RunImages } from './run-images.tsx';
import styles from './run-details.module.css';
import { useSettingNames } from '../../components/use-setting-names.ts';
import { WeightsControls } from './weights-controls.tsx';

function useFacts(run: RunRecord): readonly (readonly [string, string])[] {
  const { t, i18n } = useTranslation('experiments');
  const { language } = i18n;
  const last = lastMetrics(run);
  const untrained = run.metrics.find(({ step }) => step === 0);
  const { dataset, backend, config } = run;
  const rows: (readonly [string, string])[] = [
    ['auroc', share(last?.auroc)],
    ['interval', last?.low === null || !last ? '–' : `[${share(last.low)}, ${share(last.high)}]`],
  ];
  if (!trainsNothing(config)) rows.push(['untrained', share(untrained?.auroc)]);
  rows.push(['averagePrecision', share(last?.averagePrecision)]);
  if (last?.pixelAuroc !== null && last) rows.push(['pixelAuroc', share(last.pixelAuroc)]);
  if (last?.aupro !== null && last) rows.push(['aupro', share(last.aupro)]);
  rows.push(
    ['steps', `${formatCount(run.step, language)} / ${formatCount(config.training.steps, language)}`],
    ['dataset', `${dataset.name} (${dataset.fingerprint})`],
    ['images', t('imagesValue', { ...dataset })],
    ['started', moment(run.startedAt, language)],
    ['backend', backend ? [backend.name, backend.device].filter(Boolean).join(', ') : '–'],
  );
  if (run.stepMs !== null) rows.push(['stepTime', `${formatRate(run.stepMs, language)} ms`]);
  rows.push(['page', run.versions.page]);
  return rows;
}

function Changed({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('experiments');
  const names = useSettingNames();
  const { preset } = run.config;
  const base = preset === 'custom' ? 'paper' : preset;
  const differences = differingLeaves([run.config, PRESETS[base]]).filter(({ path }) => path !== 'preset');
  const title = t(base === 'paper' ? 'changed.titlePaper' : 'changed.title');
  return (
    <section aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      {differences.length === 0 ? (
        <p className={styles.muted}>{t('changed.none', { preset: base })}</p>
      ) : (
        <FactsList
          facts={differences.map(({ path, values: [own, other] }) => ({
            key: path,
            name: names.setting(path),
            value: (
              <>
                {names.value(path, own)}
                <span className={styles.muted}>
                  {' '}
                  {t('changed.instead', { value: names.value(path, other) })}
                </span>
              </>
            ),
          }))}
        />
      )}
    </section>
  );
}

export function RunDetails({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation(['experiments', 'poster']);
  const judged = usePlayground(
    ({ currentRunId, evaluations }) => currentRunId === run.id && (evaluations.at(-1)?.step ?? 0) > 0,
  );
  const [said, setSaid] = useState('');
  const { editRun, setConfig, deleteRuns } = usePlayground.getState();
  const facts = useFacts(run);
  return (
    <div className={styles.details}>
      <div className={styles.edit}>
        <label className={styles.field}>
          <span>{t('column.name')}</span>
          <input
            defaultValue={run.name}
            maxLength={200}
            onBlur={(event) => {
              const name = event.target.value.trim();
              if (name === '') event.target.value = run.name;
              else if (name !== run.name) void editRun(run.id, { name });
            }}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
        </label>
        <label className={styles.field}>
          <span>{t('note')}</span>
          <textarea
            defaultValue={run.note}
            rows={2}
            maxLength={10_000}
            placeholder={t('notePlaceholder')}
            onBlur={(event) => {
              const note = event.target.value;
              if (note !== run.note) void editRun(run.id, { note });
            }}
          />
        </label>
        <div className={styles.buttons}>
          <Button
            onClick={() => {
              setConfig(run.config);
              setSaid(t('duplicated'));
            }}
          >
            {t('duplicate')}
          </Button>
          <Button
            title={t('poster:openHelp')}
            disabledReason={judged ? null : t('poster:notCurrent')}
            onClick={() => usePlayground.getState().setDialog('poster')}
          >
            {t('poster:open')}
          </Button>
          <Button variant="danger" onClick={() => void deleteRuns([run.id])}>
            {t('delete')}
          </Button>
        </div>
        <p className={styles.muted} role="status">
          {said || t('duplicateHelp')}
        </p>
        <WeightsControls run={run} />
        <DetectorControls run={run} />
      </div>
      <section aria-label={t('facts.title')}>
        <h3 className={styles.heading}>{t('facts.title')}</h3>
        <FactsList facts={facts.map(([key, value]) => ({ key, name: t(`facts.${key}`), value }))} />
      </section>
      <Changed run={run} />
      <RunImages run={run} />
    </div>
  );
}
