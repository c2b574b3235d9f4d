/** What it computes on, why not on something faster, and a choice. */
import { useTranslation } from 'react-i18next';
import { whyOneThread } from '../../services/page-features.ts';
import { usePlayground } from '../../store/store.ts';
import type { BackendChoice, BackendComparison, BackendReport } from '../../worker/protocol.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { Popover } from '../components/popover.tsx';
import { Select } from '../components/select.tsx';
import { formatStepTime } from '../format.ts';
import { act } from './actions.ts';
import styles from './backend-chip.module.css';
import { MeasuredTiles } from './measured-tiles.tsx';
import { describeRejection } from './rejection.ts';

const CHOICES: readonly BackendChoice[] = ['auto', 'webgpu', 'webgl', 'wasm', 'cpu'];

export function BackendChip() {
  const { t } = useTranslation('shell');
  const backend = usePlayground((state) => state.backend);
  const starting = usePlayground((state) =>
    ['loading', 'self-test', 'tiles'].includes(state.status?.phase ?? ''),
  );
  const name = backend
    ? t(`backend.names.${backend.name}`)
    : t(starting ? 'backend.starting' : 'backend.notStarted');
  const detail = backend?.software
    ? t('backend.software')
    : backend?.name === 'wasm'
      ? t('backend.threads', { count: backend.threads })
      : '';
  return (
    <Popover
      label={t('backend.title')}
      trigger={
        <Button
          variant="ghost"
          className={styles.chip}
          aria-label={t('backend.open', { name: `${name} ${detail}`.trim() })}
          data-testid="backend-chip"
        >
          <span className={styles.dot} data-kind={kind(backend)} aria-hidden="true" />
          {name}
          {detail && <span className={styles.detail}>{detail}</span>}
          <Icon name="chevron" size={10} />
        </Button>
      }
    >
      <Explanation backend={backend} />
      <BackendSelect />
    </Popover>
  );
}

const kind = (backend: BackendReport | null): string =>
  !backend ? 'none' : backend.software ? 'slow' : backend.name === 'cpu' ? 'slow' : 'good';

function Explanation({ backend }: { readonly backend: BackendReport | null }) {
  const { t } = useTranslation('shell');
  const oneThread = whyOneThread();
  return (
    <div className={styles.text}>
      <h2>{t('backend.title')}</h2>
      <p>{t(`backend.explain.${backend?.name ?? 'none'}`)}</p>
      {backend?.software && <p>{t('backend.explain.software')}</p>}
      {backend?.device && <p>{t('backend.device', { device: backend.device })}</p>}
      {backend?.name === 'wasm' && oneThread && <p>{t(`backend.oneThread.${oneThread}`)}</p>}
      {backend?.compared && <Compared {...backend.compared} />}
      {backend && backend.rejected.length > 0 && (
        <>
          <p>{t('backend.rejected')}</p>
          <ul>
            {backend.rejected.map((one) => {
              const { key, detail } = describeRejection(one.reason);
              const reason = t(`backend.reasons.${key}`, { detail });
              return (
                <li key={one.name} title={one.reason}>
                  {t('backend.rejectedItem', { name: t(`backend.names.${one.name}`), reason })}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {backend?.tiles && <MeasuredTiles {...backend.tiles} />}
      {backend?.subgroups && (
        <p className={styles.muted}>
          {t(backend.subgroups.reason ? 'backend.subgroups.leftOut' : 'backend.subgroups.used', {
            ...backend.subgroups,
          })}
        </p>
      )}
      {backend && (
        <p className={styles.muted}>
          {t('backend.selfTest', { error: backend.selfTestError.toExponential(0) })}
        </p>
      )}
    </div>
  );
}

/** Both figures of the choice. */
function Compared({ steps, kept }: BackendComparison) {
  const { t, i18n } = useTranslation('shell');
  return (
    <>
      <p>{t(kept ? 'backend.compared.kept' : 'backend.compared.title')}</p>
      <ul data-testid="backends-compared">
        {steps.map(({ name, threads, stepMs, share }) => {
          const what = [
            t(`backend.names.${name}`),
            ...(name === 'wasm' ? [t('backend.threads', { count: threads })] : []),
          ];
          const time = formatStepTime(stepMs, i18n.language);
          const percent = Math.max(1, Math.round(100 * share));
          const figures = { name: what.join(', '), time, percent };
          return (
            <li key={name}>{t(share < 1 ? 'backend.compared.part' : 'backend.compared.step', figures)}</li>
          );
        })}
      </ul>
      {steps.length > 1 && <p>{t('backend.compared.used')}</p>}
    </>
  );
}

function BackendSelect() {
  const { t } = useTranslation('shell');
  const choice = usePlayground((state) => state.backendChoice);
  const setBackendChoice = usePlayground((state) => state.setBackendChoice);
  const phase = usePlayground((state) => state.phase);
  const busy = phase === 'preparing' || phase === 'pausing' || phase === 'evaluating';
  return (
    <Field label={t('backend.choose')} help={busy ? t(`why.${phase}`) : t('backend.chooseHelp')}>
      {({ id, describedBy }) => (
        <Select
          id={id}
          aria-describedby={describedBy}
          value={choice}
          disabledReason={busy ? t(`why.${phase}`) : null}
          options={CHOICES.map((value) => ({ value, label: t(`backend.choices.${value}`) }))}
          onChange={(value) => act(() => setBackendChoice(value))}
        />
      )}
    </Field>
  );
}
