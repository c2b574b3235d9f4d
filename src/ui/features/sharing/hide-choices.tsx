/** The lesson link's choice: which columns, tabs, controls and groups of parameters a class does not see. */
import { useTranslation } from 'react-i18next';
import { BAR_PARTS, GROUPS, PANELS, STAGE_TABS, type HiddenPart } from '../../../core/share/hidden-parts.ts';
import styles from './share-dialog.module.css';

export interface HideChoicesProps {
  readonly hidden: readonly HiddenPart[];
  readonly onChange: (hidden: readonly HiddenPart[]) => void;
}

export function HideChoices({ hidden, onChange }: HideChoicesProps) {
  const { t } = useTranslation(['sharing', 'shell', 'parameters']);
  const sets: readonly { readonly title: string; readonly parts: readonly [HiddenPart, string][] }[] = [
    {
      title: t('hide.panels'),
      parts: [
        ...PANELS.map((part): [HiddenPart, string] => [
          part,
          t(part === 'data' ? 'shell:data' : 'shell:panel'),
        ]),
        ...BAR_PARTS.map((part): [HiddenPart, string] => [part, t(`hide.${part}`)]),
      ],
    },
    {
      title: t('hide.tabs'),
      parts: STAGE_TABS.map((tab) => [`tab-${tab}`, t(`hide.tabNames.${tab}`)]),
    },
    {
      title: t('hide.groups'),
      parts: GROUPS.map((group) => [`parameters-${group}`, t(`parameters:groups.${group}`)]),
    },
  ];
  const toggle = (part: HiddenPart, hide: boolean) =>
    onChange(hide ? [...hidden, part] : hidden.filter((one) => one !== part));
  return (
    <div className={styles.sets}>
      {sets.map(({ title, parts }) => (
        <fieldset key={title} className={styles.set}>
          <legend>{title}</legend>
          {parts.map(([part, label]) => (
            <label key={part} className={styles.check}>
              <input
                type="checkbox"
                checked={!hidden.includes(part)}
                onChange={(event) => toggle(part, !event.target.checked)}
              />
              {label}
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
