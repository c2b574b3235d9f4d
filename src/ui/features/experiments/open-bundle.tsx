/** Opening a bundle of runs from a file. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toErrorReport } from '../../../core/errors.ts';
import { openRuns } from '../../../services/runs/bundle.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';

export function OpenBundle() {
  const { t } = useTranslation('experiments');
  const input = useRef<HTMLInputElement>(null);
  const [message, setMessage] = useState('');
  const open = async (file: File): Promise<void> => {
    setMessage(t('bundle.opening'));
    try {
      const found = await openRuns(file);
      const added = await usePlayground.getState().addRuns(found);
      setMessage(t('bundle.added', { count: added, there: found.length - added }));
    } catch (error) {
      setMessage('');
      usePlayground.setState({ runsError: toErrorReport(error) });
    }
  };
  return (
    <>
      <Button onClick={() => input.current?.click()}>{t('bundle.open')}</Button>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        hidden
        aria-label={t('bundle.open')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void open(file);
        }}
      />
      <span role="status">{message}</span>
    </>
  );
}
