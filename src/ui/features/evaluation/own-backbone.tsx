/** Another network for the no-training baseline: a person's own TensorFlow.js LayersModel, as files, a folder's files or a zip. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import type { BackbonePreprocessing } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Field } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import styles from './evaluation-panel.module.css';

const PREPROCESSINGS = ['imagenet', 'symmetric', 'unit', 'bytes'] as const;

export function OwnBackbone() {
  const { t, i18n } = useTranslation(['evaluation', 'errors']);
  const own = usePlayground((state) => state.ownBackbone);
  const opening = usePlayground((state) => state.backboneOpening);
  const error = usePlayground((state) => state.backboneError);
  const empty = usePlayground((state) => state.items.length === 0);
  const { chooseBackbone, dropBackbone } = usePlayground.getState();
  const [preprocessing, setPreprocessing] = useState<BackbonePreprocessing>('imagenet');
  const input = useRef<HTMLInputElement>(null);
  const reason = empty ? t('pretrained.noImages') : opening ? t('ownBackbone.opening') : null;
  return (
    <Disclosure summary={t('ownBackbone.title')}>
      <div className={styles.controls}>
        <p className={styles.help}>{t('ownBackbone.help')}</p>
        <Field label={t('ownBackbone.preprocessing')}>
          {({ id }) => (
            <Select
              id={id}
              value={preprocessing}
              options={PREPROCESSINGS.map((value) => ({
                value,
                label: t(`ownBackbone.preprocessings.${value}`),
              }))}
              onChange={setPreprocessing}
            />
          )}
        </Field>
        <div className={styles.actions}>
          <Button
            size="small"
            disabledReason={reason}
            aria-busy={opening}
            onClick={() => input.current?.click()}
          >
            {t(opening ? 'ownBackbone.opening' : 'ownBackbone.choose')}
          </Button>
          {own && (
            <Button size="small" onClick={() => void dropBackbone()}>
              {t('ownBackbone.back')}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".json,.bin,.zip"
          data-testid="backbone-input"
          aria-label={t('ownBackbone.choose')}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) void chooseBackbone(files, preprocessing);
          }}
        />
        {error && (
          <p role="alert" className={styles.warning}>
            {t(`errors:${error.code}`, { ...error.detail, defaultValue: error.message })}
          </p>
        )}
        {own && (
          <p className={styles.help} role="status">
            {t('ownBackbone.report', {
              name: own.name,
              inputSizePx: own.inputSizePx,
              pooledFeatures: own.pooledFeatures,
              placesPerSide: own.placesPerSide,
              placeFeatures: own.placeFeatures,
              weights: own.weights.toLocaleString(i18n.language),
              how: t(`ownBackbone.preprocessings.${own.preprocessing}`),
            })}
          </p>
        )}
      </div>
    </Disclosure>
  );
}
