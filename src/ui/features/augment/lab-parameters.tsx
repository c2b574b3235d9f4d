/** The parameters of the task in folded groups that join one by one, advanced ones folded once more, and notes on the present choice. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../components/disclosure.tsx';
import { useStages } from '../../components/in-turn.tsx';
import { ParameterControl } from '../../components/parameter-control.tsx';
import styles from './lab-parameters.module.css';
import { LabPreview } from './lab-preview.tsx';
import { parameterSections } from './parameter-groups.ts';
import { notesFor } from './notes.ts';
import type { Lab } from './use-lab.ts';

export function LabParameters({ lab }: { readonly lab: Lab }) {
  const { t } = useTranslation('augment');
  const { config, image } = lab;
  const sections = parameterSections(config.augment.task);
  const stage = useStages(sections.length);
  const [unfolded] = useState(() => window.matchMedia('(min-width: 641px)').matches);
  return (
    <section className={styles.parameters} aria-labelledby="lab-parameters">
      <h3 id="lab-parameters" className={styles.heading}>
        {t('parameters.title')}
      </h3>
      <p className={styles.text}>{t('parameters.text')}</p>
      <div className={styles.beside}>
        <LabPreview lab={lab} />
        <div className={styles.groups}>
          {sections.slice(0, stage).map(({ group, parameters }) => {
            const plain = parameters.filter((parameter) => !parameter.advanced);
            const advanced = parameters.filter((parameter) => parameter.advanced);
            return (
              <Disclosure
                key={group}
                className={styles.group}
                summary={t(`parameters.${group}`)}
                defaultOpen={unfolded}
              >
                <div className={styles.controls}>
                  {plain.map(({ path }) => (
                    <ParameterControl key={path} path={path} />
                  ))}
                  {advanced.length > 0 && (
                    <Disclosure summary={t('parameters.advanced')}>
                      <div className={styles.controls}>
                        {advanced.map(({ path }) => (
                          <ParameterControl key={path} path={path} />
                        ))}
                      </div>
                    </Disclosure>
                  )}
                </div>
              </Disclosure>
            );
          })}
        </div>
      </div>
      <LabNotes notes={notesFor(config, image.width)} />
    </section>
  );
}

function LabNotes({ notes }: { readonly notes: ReturnType<typeof notesFor> }) {
  const { t } = useTranslation('augment');
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label={t('notes.title')}>
      {notes.map(({ code, values }) => (
        <li key={code}>{t(`notes.${code}`, values)}</li>
      ))}
    </ul>
  );
}
