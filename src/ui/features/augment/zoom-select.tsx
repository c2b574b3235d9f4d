/** How large the pictures of the lab are shown: fitting, at training size, or enlarged. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../components/select.tsx';
import styles from './sample-steps.module.css';
import type { Zoom } from './use-lab.ts';

const ZOOMS: readonly Zoom[] = ['fit', 1, 2, 4, 8];

export function ZoomSelect({ zoom, onChange }: { readonly zoom: Zoom; onChange(zoom: Zoom): void }) {
  const { t } = useTranslation('augment');
  const id = useId();
  const name = (value: Zoom) =>
    value === 'fit' ? t('zoomFit') : value === 1 ? t('zoomTraining') : t('zoomTimes', { factor: value });
  return (
    <span className={styles.zoom}>
      <label htmlFor={id}>{t('zoom')}</label>
      <Select
        id={id}
        value={String(zoom)}
        options={ZOOMS.map((value) => ({ value: String(value), label: name(value) }))}
        onChange={(value) => onChange(ZOOMS.find((known) => String(known) === value) ?? 'fit')}
      />
    </span>
  );
}
