/** Pictures from the camera into the data set: a burst of so many, at an interval, as training or as test images. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeBurst } from '../../../services/camera/burst.ts';
import type { FrameGrabber } from '../../../services/camera/frames.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { Progress } from '../../components/progress.tsx';
import { Select } from '../../components/select.tsx';
import styles from './camera-stage.module.css';

/** Also the folders that the pictures are named after, which give them their labels. */
const KINDS = { train: 'train', normal: 'good', defect: 'defect' } as const;
type Kind = keyof typeof KINDS;

const MOST = 500;

/** Pictures of one visit never share a name. */
let burstCount = 0;

function inRange(value: number, min: number, max: number): number {
  if (!(value >= min && value <= max)) throw new RangeError(`${value}`);
  return value;
}

export function TakePictures({ grabber }: { readonly grabber: FrameGrabber | null }) {
  const { t } = useTranslation('camera');
  const [kind, setKind] = useState<Kind>('train');
  const [count, setCount] = useState(20);
  const [seconds, setSeconds] = useState(0.5);
  const [taken, setTaken] = useState<number | null>(null);
  const own = usePlayground((state) => state.items.length > 0 && state.sampleName === null);
  const others = usePlayground((state) => state.items.length > 0 && state.sampleName !== null);
  const importing = usePlayground((state) => state.importProgress !== null);
  const training = usePlayground((state) => state.items.filter(({ role }) => role === 'train').length);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const start = async () => {
    if (!grabber) return;
    const abort = new AbortController();
    controller.current = abort;
    setTaken(0);
    const burst = ++burstCount;
    const files = await takeBurst(
      (i) => grabber.picture(KINDS[kind], `camera-${burst}-${String(i + 1).padStart(3, '0')}.png`),
      { count, intervalMs: seconds * 1000, signal: abort.signal, onTaken: setTaken },
    );
    setTaken(null);
    const target = !own ? 'replace' : kind === 'train' ? 'add-train' : 'add-test';
    if (files.length > 0) await usePlayground.getState().importFiles(files, target);
  };

  const reason =
    !own && kind !== 'train'
      ? t('take.trainFirst')
      : importing
        ? t('take.importing')
        : !grabber
          ? t('take.noPicture')
          : null;
  return (
    <section className={styles.section} aria-label={t('take.title')}>
      <h3>{t('take.title')}</h3>
      <p className={styles.note}>{t(others ? 'take.replaces' : 'take.lead')}</p>
      <div className={styles.fields}>
        <Field label={t('take.kind')}>
          {({ id }) => (
            <Select
              id={id}
              value={kind}
              options={(Object.keys(KINDS) as Kind[]).map((value) => ({
                value,
                label: t(`take.kinds.${value}`),
              }))}
              onChange={setKind}
            />
          )}
        </Field>
        <Field label={t('take.count')}>
          {({ id }) => (
            <NumberField
              id={id}
              value={count}
              onCommit={(value) => setCount(Math.round(inRange(value, 1, MOST)))}
            />
          )}
        </Field>
        <Field label={t('take.interval')}>
          {({ id }) => (
            <NumberField
              id={id}
              value={seconds}
              unit="s"
              onCommit={(value) => setSeconds(inRange(value, 0, 60))}
            />
          )}
        </Field>
      </div>
      {taken === null ? (
        <Button variant="primary" disabledReason={reason} onClick={() => void start()}>
          {t('take.start', { count })}
        </Button>
      ) : (
        <div className={styles.taking}>
          <Progress
            label={t('take.progress')}
            value={taken / count}
            text={t('take.taken', { taken, count })}
          />
          <span role="status">{t('take.taken', { taken, count })}</span>
          <Button size="small" onClick={() => controller.current?.abort()}>
            {t('take.stop')}
          </Button>
        </div>
      )}
      <p className={styles.note}>{t('take.there', { count: own ? training : 0 })}</p>
    </section>
  );
}
