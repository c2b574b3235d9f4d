/** Names of settings and of their values, from the catalogue of parameters. */
import { useTranslation } from 'react-i18next';
import type { Leaf } from '../../core/runs/config-leaves.ts';
import { formatNumber } from './number-field.tsx';

export function useSettingNames() {
  const { t } = useTranslation(['parameters', 'experiments']);
  const key = (path: string) => path.replaceAll('.', '-');
  return {
    setting: (path: string): string => t(`${key(path)}.label`, { defaultValue: path }),
    value: (path: string, value: Leaf | undefined): string => {
      if (value === undefined) return '–';
      if (typeof value === 'number') return formatNumber(value);
      if (typeof value === 'boolean') return t(value ? 'experiments:yes' : 'experiments:no');
      if (path === 'data.region') return t(value === '' ? 'region.whole' : 'region.part');
      return t(`${key(path)}.choice.${value}`, { defaultValue: value });
    },
  };
}
