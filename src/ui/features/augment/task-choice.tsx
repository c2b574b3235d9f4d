/** "Which augmentation for my images?": folded away, and fetched when it is opened. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { useLoaded } from '../../components/use-loaded.ts';

const load = () => import('./task-choice-panel.tsx');

export function TaskChoice() {
  const { t } = useTranslation('augment');
  const opened = usePlayground((state) => state.choiceOpened);
  const setOpened = usePlayground((state) => state.setChoiceOpened);
  return (
    <section aria-label={t('choice.title')}>
      <Disclosure
        summary={<strong>{t('choice.title')}</strong>}
        defaultOpen={opened}
        onOpen={() => setOpened(true)}
        onFold={() => setOpened(false)}
      >
        {opened && <Loaded />}
      </Disclosure>
    </section>
  );
}

function Loaded() {
  const loaded = useLoaded(load);
  return loaded && <loaded.TaskChoicePanel />;
}
