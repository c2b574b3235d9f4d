/** The way to other data while some is open: a sample, or a folder or files as a new set or added to this one. */
import { Popover as Primitive } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportTarget } from '../../../store/state.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { Popover } from '../../components/popover.tsx';
import { Select } from '../../components/select.tsx';
import { LateCards } from './late-cards.tsx';
import styles from './change-data.module.css';
import type { FilePicker } from './use-file-picker.tsx';

const TARGETS: readonly ImportTarget[] = ['replace', 'add-test', 'add-train', 'add-calibration'];

export function ChangeData({ picker }: { readonly picker: FilePicker }) {
  const { t } = useTranslation('dataset');
  const [target, setTarget] = useState<ImportTarget>('replace');
  const loadSample = usePlayground((state) => state.loadSample);
  const trigger = (
    <Button size="small">
      {t('change')}
      <Icon name="chevron" size={12} />
    </Button>
  );
  return (
    <Popover label={t('change')} trigger={trigger}>
      <div className={styles.menu}>
        <Field label={t('target')}>
          {({ id }) => (
            <Select
              id={id}
              value={target}
              options={TARGETS.map((value) => ({ value, label: t(`targets.${value}`) }))}
              onChange={setTarget}
            />
          )}
        </Field>
        <div className={styles.buttons}>
          <Primitive.Close asChild>
            <Button onClick={() => picker.openFolder(target)}>{t('chooseFolder')}</Button>
          </Primitive.Close>
          <Primitive.Close asChild>
            <Button onClick={() => picker.openFiles(target)}>{t('chooseFiles')}</Button>
          </Primitive.Close>
        </div>
        <p className={styles.note}>{t('changeHelp')}</p>
        <div className={styles.samples}>
          <LateCards
            watched
            onChoose={(name) => void loadSample(name)}
            wrap={(card) => <Primitive.Close asChild>{card}</Primitive.Close>}
          />
        </div>
      </div>
    </Popover>
  );
}
