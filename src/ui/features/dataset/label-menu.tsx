/** One control that gives the selected images a role and a label, also a type of defect that is not there yet. */
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelChange } from '../../../core/dataset/relabel.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import styles from './selection-bar.module.css';
import { useDefectName } from './use-group-name.ts';

interface Props {
  readonly defectTypes: readonly string[];
  readonly onChange: (change: LabelChange) => void;
}

export function LabelMenu({ defectTypes, onChange }: Props) {
  const { t } = useTranslation('dataset');
  const defectName = useDefectName();
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const apply = (value: string): void => {
    if (value === 'new') setNaming(true);
    else if (value === 'train' || value === 'calibration') onChange({ role: value });
    else if (value === 'normal') onChange({ role: 'test', label: 'normal' });
    else if (value.startsWith('type:')) {
      onChange({ role: 'test', label: 'anomalous', defectType: value.slice('type:'.length) });
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    onChange({ role: 'test', label: 'anomalous', defectType: name.trim() });
    setNaming(false);
    setName('');
  };
  if (naming) {
    return (
      <form className={styles.naming} onSubmit={submit}>
        <input
          autoFocus
          className={styles.input}
          aria-label={t('newTypeName')}
          placeholder={t('newTypeName')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && setNaming(false)}
        />
        <Button size="small" type="submit">
          {t('apply')}
        </Button>
        <Button size="small" variant="ghost" onClick={() => setNaming(false)}>
          {t('cancel')}
        </Button>
      </form>
    );
  }
  return (
    <Select
      aria-label={t('label')}
      className={styles.label}
      value=""
      options={[
        { value: '', label: t('labelPrompt'), disabled: true },
        { value: 'train', label: t('group.train') },
        { value: 'calibration', label: t('group.calibration') },
        { value: 'normal', label: t('group.normal') },
        ...defectTypes.map((type) => ({
          value: `type:${type}`,
          label: t('group.defect', { type: defectName(type) }),
        })),
        { value: 'new', label: t('newType') },
      ]}
      onChange={apply}
    />
  );
}
