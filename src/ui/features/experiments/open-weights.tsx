/** Opening weights from a safetensors file: what the PyTorch twin of a run has saved, or the file that was exported. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { weightsFromFile } from '../../../core/detector/weights/pytorch-weights.ts';
import { toErrorReport } from '../../../core/errors.ts';
import { openWeights } from '../../../store/runs/open-weights.ts';
import { mayDo } from '../../../store/session/session-machine.ts';
import { sessionRun, usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';

export function OpenWeights() {
  const { t } = useTranslation('detector');
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const phase = usePlayground((state) => state.phase);
  const open = async (file: File): Promise<void> => {
    setSaid(t('weightsOpening'));
    try {
      const { getState: get, setState: set, subscribe } = usePlayground;
      const weights = weightsFromFile(new Uint8Array(await file.arrayBuffer()), get().config);
      const name = file.name.replace(/\.safetensors$/i, '').slice(0, 100) || 'weights';
      await openWeights({ get, set, subscribe }, sessionRun, weights, name);
      setSaid(t('weightsOpened', { name, step: weights.step }));
    } catch (error) {
      setSaid('');
      usePlayground.setState({ runsError: toErrorReport(error) });
    }
  };
  const free = phase === 'ready' || mayDo('restoreCheckpoint', phase);
  const why = phase === 'idle' ? t('weightsNoImages') : free ? null : t('weightsBusy');
  return (
    <>
      <Button disabledReason={why} onClick={() => input.current?.click()}>
        {t('openWeights')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".safetensors"
        hidden
        aria-label={t('openWeights')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void open(file);
        }}
      />
      <span role="status">{said}</span>
    </>
  );
}
