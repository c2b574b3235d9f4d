/** The name of an image's group in the page's language; the defects of built-in samples are translated. */
import { useTranslation } from 'react-i18next';
import { UNSORTED } from '../../../core/dataset/types.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';

type Named = Pick<DatasetItem, 'role' | 'label' | 'defectType'>;

/** A function from a defect type to its name. */
export function useDefectName(): (defectType: string) => string {
  const { t } = useTranslation(['dataset', 'samples']);
  const isSample = usePlayground((state) => state.sampleName !== null);
  return (defectType) => {
    if (defectType === UNSORTED) return t('unsortedType');
    return isSample
      ? t(`samples:defects.${defectType}` as 'samples:defects.crack', { defaultValue: defectType })
      : defectType;
  };
}

export function useGroupName(): (item: Named) => string {
  const { t } = useTranslation('dataset');
  const defectName = useDefectName();
  return ({ role, label, defectType }) => {
    if (role !== 'test') return t(`group.${role}`);
    return label === 'normal' ? t('group.normal') : t('group.defect', { type: defectName(defectType) });
  };
}
