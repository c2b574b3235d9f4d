/** What the next run is made of: sample, preset with its cost, seed. */
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { PRESETS } from '../../core/config/presets.ts';
import type { PresetName } from '../../core/config/schema.ts';
import { SAMPLES } from '../../core/samples/catalogue.ts';
import { usePlayground } from '../../store/store.ts';
import { classes } from '../components/classes.ts';
import { NumberField } from '../components/number-field.tsx';
import { Select } from '../components/select.tsx';
import { formatDuration } from '../format.ts';
import { costOf } from '../run-cost.ts';
import styles from './top-bar.module.css';

/** No sample has this name. */
const EARLIER = 'earlier';

function SampleSelect() {
  const { t } = useTranslation(['shell', 'samples']);
  const sampleName = usePlayground((state) => state.sampleName);
  const datasetName = usePlayground((state) => state.datasetName);
  const hasItems = usePlayground((state) => state.items.length > 0);
  const loadSample = usePlayground((state) => state.loadSample);
  const earlier = usePlayground((state) => state.earlierData);
  const reopen = usePlayground((state) => state.reopenEarlier);
  const own = hasItems && !sampleName ? t('sampleOwn', { name: datasetName }) : t('sampleNone');
  return (
    <label className={styles.setting}>
      <span>{t('sample')}</span>
      <Select
        className={styles.select}
        value={sampleName ?? ''}
        options={[
          ...(sampleName ? [] : [{ value: '', label: own }]),
          ...(earlier?.own ? [{ value: EARLIER, label: t('sampleEarlier', { name: earlier.name }) }] : []),
          ...SAMPLES.map(({ name }) => ({ value: name as string, label: t(`samples:names.${name}`) })),
        ]}
        onChange={(name) => void (name === EARLIER ? reopen() : name && loadSample(name))}
      />
    </label>
  );
}

/** Presets that take longer than this are offered after the others, whatever the machine. */
const LONG_MS = 3_600_000;
const NAMES = Object.keys(PRESETS) as (keyof typeof PRESETS)[];

function PresetSelect() {
  const { t, i18n } = useTranslation('shell');
  const config = usePlayground((state) => state.config);
  const measured = usePlayground(
    useShallow(({ backend, plan, runConfig, stepMs }) => ({ backend, plan, runConfig, stepMs })),
  );
  const images = usePlayground((state) => state.items.length);
  const applyPreset = usePlayground((state) => state.applyPreset);
  const label = (name: PresetName) => {
    const settings = name === 'custom' ? config : PRESETS[name];
    const time = formatDuration(costOf(settings, measured, images), i18n.language, true);
    const cost = settings.training.steps > 0 ? 'presetCost' : 'presetCostUntrained';
    return t(cost, { preset: t(`presets.${name}`), time });
  };
  const isLong = (name: keyof typeof PRESETS) => Number(costOf(PRESETS[name], measured) > LONG_MS);
  const sorted = [...NAMES].sort((a, b) => isLong(a) - isLong(b));
  const names: PresetName[] = config.preset === 'custom' ? ['custom', ...sorted] : sorted;
  return (
    <label className={styles.setting}>
      <span>{t('preset')}</span>
      <Select
        className={classes(styles.select, styles.wide)}
        value={config.preset}
        title={t(`presetHelp.${config.preset}`)}
        options={names.map((value) => ({ value, label: label(value) }))}
        onChange={(name) => name !== 'custom' && applyPreset(name)}
      />
    </label>
  );
}

function SeedField() {
  const { t } = useTranslation(['shell', 'parameters']);
  const seed = usePlayground((state) => state.config.seed);
  const setParameter = usePlayground((state) => state.setParameter);
  return (
    <label className={styles.setting}>
      <span>{t('seed')}</span>
      <NumberField
        className={styles.seed}
        value={seed}
        title={t('parameters:seed.help')}
        onCommit={(value) => setParameter('seed', value)}
      />
    </label>
  );
}

export function RunSetup() {
  return (
    <div className={styles.setup}>
      <SampleSelect />
      <PresetSelect />
      <SeedField />
    </div>
  );
}
