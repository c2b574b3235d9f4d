/** The camera tab: take normal pictures, train on them, then hold things in front of the camera and watch the score. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FrameGrabber } from '../../../services/camera/frames.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import { Select } from '../../components/select.tsx';
import { Switch } from '../../components/switch.tsx';
import styles from './camera-stage.module.css';
import { LivePanel, useWhyNotLive } from './live-panel.tsx';
import { TakePictures } from './take-pictures.tsx';
import { useCamera, type CameraState } from './use-camera.ts';
import { useLiveScores } from './use-live-scores.ts';
import { Viewfinder } from './viewfinder.tsx';

export function CameraStage() {
  const { t } = useTranslation(['camera', 'errors']);
  const state = useCamera();
  const { camera, starting, error, start } = state;
  const [grabber, setGrabber] = useState<FrameGrabber | null>(null);
  const onVideo = useCallback(
    (video: HTMLVideoElement | null) => setGrabber(video && new FrameGrabber(video)),
    [],
  );
  const [liveWanted, setLiveWanted] = useState(false);
  const sizePx = usePlayground(({ items, config }) => items[0]?.image.width ?? config.data.imageSizePx);
  const live = useWhyNotLive() === null && liveWanted && camera !== null;
  const scores = useLiveScores(grabber, live, sizePx);
  return (
    <div className={styles.stage}>
      <h2 className={styles.title}>{t('title')}</h2>
      {error && (
        <Notice
          tone="error"
          actions={
            <Button size="small" onClick={() => void start()}>
              {t('again')}
            </Button>
          }
        >
          {t(`errors:${error.code}`, { ...error.detail, defaultValue: error.message })}
        </Notice>
      )}
      {!camera ? (
        <div className={styles.invitation}>
          <p>{t('lead')}</p>
          <p className={styles.note}>{t('privacy')}</p>
          <Button
            variant="primary"
            disabledReason={starting ? t('starting') : null}
            onClick={() => void start()}
          >
            <Icon name="camera" />
            {t(starting ? 'starting' : 'start')}
          </Button>
        </div>
      ) : (
        <div className={styles.columns}>
          <div className={styles.left}>
            <Viewfinder
              stream={camera.stream}
              frame={live ? scores.frame : null}
              sizePx={sizePx}
              onVideo={onVideo}
            />
            <Settings state={state} />
          </div>
          <div className={styles.right}>
            <TakePictures grabber={grabber} />
            <LivePanel live={live} scores={scores} onChange={setLiveWanted} />
          </div>
        </div>
      )}
    </div>
  );
}

function Settings({
  state: { camera, choices, settings, start, stop, hold },
}: {
  readonly state: CameraState;
}) {
  const { t } = useTranslation('camera');
  const [held, setHeld] = useState(false);
  const list = (names: readonly ('exposure' | 'focus' | 'whiteBalance')[]) =>
    names.map((name) => t(`settings.${name}`)).join(t('settings.and'));
  const set = (on: boolean) => {
    setHeld(on);
    void hold(on);
  };
  return (
    <div className={styles.settings}>
      <Field label={t('choice')}>
        {({ id }) => (
          <Select
            id={id}
            value={camera?.id ?? ''}
            options={choices.map(({ id: value, name }) => ({ value, label: name }))}
            onChange={(next) => {
              setHeld(false);
              void start(next);
            }}
          />
        )}
      </Field>
      <label className={styles.hold}>
        <Switch checked={held} onChange={set} />
        {t('hold')}
      </label>
      <Button onClick={stop}>{t('stop')}</Button>
      {settings && (
        <p className={styles.note} role="status">
          {settings.held.length > 0 && t('held', { names: list(settings.held) })}{' '}
          {settings.free.length > 0 && t('free', { names: list(settings.free) })}
        </p>
      )}
    </div>
  );
}
