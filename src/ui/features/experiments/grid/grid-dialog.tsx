/** Putting a grid together: one of the paper's tables or one's own, how long, which seeds; what it costs is said before it starts. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { PARAMETERS } from '../../../../core/config/parameters.ts';
import type { Config } from '../../../../core/config/schema.ts';
import { withParameter } from '../../../../core/config/update.ts';
import { toErrorReport } from '../../../../core/errors.ts';
import type { Assignment } from '../../../../core/runs/grid/grid.ts';
import { PAPER_TABLES, type PaperTable } from '../../../../core/runs/grid/paper-tables.ts';
import { usePlayground } from '../../../../store/store.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Field } from '../../../components/field.tsx';
import { NumberField } from '../../../components/number-field.tsx';
import { Select } from '../../../components/select.tsx';
import { formatCount, formatDuration } from '../../../format.ts';
import { costOf } from '../../../run-cost.ts';
import { useErrorText } from '../use-error-text.ts';
import { useSettingNames } from '../../../components/use-setting-names.ts';
import { GridAxisEditor } from './grid-axis.tsx';
import { GridFile } from './grid-file.tsx';
import { emptyDraft, fileDraft, newAxis, paperDraft, readDraft, type GridDraft } from './grid-draft.ts';
import styles from './grid.module.css';

const MOST_AXES = 4;

function Refused({
  title,
  sets,
}: {
  readonly title: string;
  readonly sets: readonly (readonly [Assignment, string])[];
}) {
  const names = useSettingNames();
  if (sets.length === 0) return null;
  return (
    <Disclosure summary={title}>
      <ul className={styles.refused}>
        {sets.slice(0, 50).map(([set, why], i) => (
          <li key={i}>
            {set.map(({ path, value }) => `${names.setting(path)} ${names.value(path, value)}`).join(', ')}
            {why && `: ${why}`}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

export function GridDialog() {
  const onClose = () => usePlayground.getState().setDialog(null);
  const { t, i18n } = useTranslation('grids');
  const errorText = useErrorText();
  const present = usePlayground((state) => state.config);
  /** Of a file; null: the page's settings. */
  const [fileBase, setFileBase] = useState<Config | null>(null);
  const config = fileBase ?? present;
  const measured = usePlayground(
    useShallow(({ backend, plan, runConfig, stepMs }) => ({ backend, plan, runConfig, stepMs })),
  );
  const hasImages = usePlayground(({ items }) => items.some(({ role }) => role === 'train'));
  const busy = usePlayground(({ grids }) => grids.find(({ state }) => state === 'running'));
  const hasRun = usePlayground(({ phase }) => phase !== 'idle' && phase !== 'ready');
  const [draft, setDraft] = useState<GridDraft>(() => emptyDraft(config, t('own')));
  const [refusal, setRefusal] = useState<string | null>(null);
  const [stepsError, setStepsError] = useState<string | null>(null);
  const { grid, expansion, error } = useMemo(() => readDraft(draft, config), [draft, config]);
  const timeMs = expansion?.runs.reduce((sum, run) => sum + costOf(run.config, measured), 0) ?? 0;

  const choose = (wanted: string): void => {
    setFileBase(null);
    if (wanted === 'own') return setDraft(emptyDraft(present, t('own')));
    const table = Number(wanted) as PaperTable;
    setDraft(paperDraft(table, present, draft.steps, t('tableName', { table, title: t(`table.${table}`) })));
  };
  /** The paper's table of lengths follows the chosen length. */
  const setSteps = (steps: number): void => {
    const { table, seeds, name } = draft;
    setDraft(table === 7 ? { ...paperDraft(7, config, steps, name), seeds } : { ...draft, steps });
  };
  const taken = new Set(draft.axes.flatMap(({ settings }) => settings));
  const free = PARAMETERS.find(({ path, group }) => group === 'training' && !taken.has(path))?.path;
  const why = error
    ? errorText(error)
    : !hasImages
      ? t('noImages')
      : busy
        ? t('busy', { name: busy.grid.name })
        : expansion?.runs.length === 0
          ? t('noRuns')
          : null;
  const start = async (): Promise<void> => {
    if (!grid) return;
    try {
      await usePlayground.getState().startGrid(grid);
      onClose();
    } catch (failure) {
      setRefusal(errorText(toErrorReport(failure)));
    }
  };

  return (
    <Dialog
      open
      title={t('title')}
      onClose={onClose}
      actions={
        <Button variant="primary" disabledReason={why} onClick={() => void start()}>
          {t('start', { count: expansion?.runs.length ?? 0 })}
        </Button>
      }
    >
      <p className={styles.lead}>{t('lead')}</p>
      <Field label={t('template')} help={t(draft.table ? `tableHelp.${draft.table}` : 'ownHelp')}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            aria-describedby={describedBy}
            value={draft.table === null ? 'own' : String(draft.table)}
            options={[
              { value: 'own', label: t('own') },
              ...PAPER_TABLES.map((table) => ({
                value: String(table),
                label: t('tableName', { table, title: t(`table.${table}`) }),
              })),
            ]}
            onChange={choose}
          />
        )}
      </Field>
      <GridFile
        grid={grid}
        why={error && errorText(error)}
        onOpen={(opened) => {
          setFileBase(opened.base);
          setDraft(fileDraft(opened));
          setRefusal(null);
        }}
        onError={(failure) => setRefusal(errorText(failure))}
      />
      {fileBase && <p className={styles.note}>{t('fileSettings')}</p>}
      <Field label={t('name')}>
        {({ id }) => (
          <input
            id={id}
            className={styles.text}
            value={draft.name}
            maxLength={200}
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
          />
        )}
      </Field>
      <ul className={styles.axes} aria-label={t('axes')}>
        {draft.axes.map((axis, i) => (
          <GridAxisEditor
            key={i}
            axis={axis}
            config={config}
            taken={taken}
            onChange={(next) =>
              setDraft({ ...draft, axes: draft.axes.map((one, k) => (k === i ? next : one)) })
            }
            onRemove={() => setDraft({ ...draft, axes: draft.axes.filter((_, k) => k !== i) })}
          />
        ))}
      </ul>
      <div>
        <Button
          size="small"
          disabledReason={draft.axes.length >= MOST_AXES ? t('axesFull', { count: MOST_AXES }) : null}
          onClick={() => free && setDraft({ ...draft, axes: [...draft.axes, newAxis(free, config)] })}
        >
          {t('addAxis')}
        </Button>
      </div>
      <div className={styles.pair}>
        <Field
          label={t('steps')}
          error={stepsError}
          help={taken.has('training.steps') ? t('stepsByAxis') : undefined}
        >
          {({ id, describedBy }) => (
            <NumberField
              className={styles.steps}
              id={id}
              aria-describedby={describedBy}
              value={draft.steps}
              onCommit={(value) => setSteps(withParameter(config, 'training.steps', value).training.steps)}
              onError={(failure) => setStepsError(failure ? errorText(toErrorReport(failure)) : null)}
            />
          )}
        </Field>
        <Field label={t('seeds')} help={t('seedsHelp')}>
          {({ id, describedBy }) => (
            <input
              id={id}
              aria-describedby={describedBy}
              className={styles.text}
              inputMode="numeric"
              value={draft.seeds}
              onChange={({ target }) => setDraft({ ...draft, seeds: target.value })}
            />
          )}
        </Field>
      </div>
      <div className={styles.summary} role="status">
        {expansion ? (
          <>
            <strong>
              {t('cost', {
                runs: formatCount(expansion.runs.length, i18n.language),
                cells: formatCount(expansion.cells.length, i18n.language),
                time: formatDuration(timeMs, i18n.language, true),
              })}
            </strong>
            <span>{t(measured.stepMs !== null || measured.plan ? 'costMeasured' : 'costGuess')}</span>
          </>
        ) : (
          error && <span className={styles.error}>{errorText(error)}</span>
        )}
        {hasRun && <span>{t('endsRun')}</span>}
        {refusal && <span className={styles.error}>{refusal}</span>}
      </div>
      <Refused
        title={t('invalid', { count: expansion?.invalid.length ?? 0 })}
        sets={(expansion?.invalid ?? []).map(({ set, error: reason }) => [set, errorText(reason)] as const)}
      />
      <Refused
        title={t('duplicates', { count: expansion?.duplicates.length ?? 0 })}
        sets={(expansion?.duplicates ?? []).map(({ set }) => [set, ''] as const)}
      />
    </Dialog>
  );
}
