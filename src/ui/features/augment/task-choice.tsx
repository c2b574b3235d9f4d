/** "Which augmentation for my images?": folded away, and fetched when it is opened. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../components/disclosure.tsx';
import { useLoaded } from '../../components/use-loaded.ts';

const load = () => import('./task-choice-panel.tsx');

export function TaskChoice() {
  const { t } = useTranslation('augment');
  const [opened, setOpened] = useState(false);
  return (
    <section aria-label={t('choice.title')}>
      <Disclosure summary={<strong>{t('choice.title')}</strong>} onOpen={() => setOpened(true)}>
        {opened && <Loaded />}
      </Disclosure>
    </section>
  );
}

function Loaded() {
  const loaded = useLoaded(load);
  return loaded && <loaded.TaskChoicePanel />;
}
