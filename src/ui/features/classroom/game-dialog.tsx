/** "Whose paste fools the network?": a learner moves the patch of a picture that the whole class has, until the network takes the paste for normal. */
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsKey } from '../../../core/classroom/entry.ts';
import {
  LEAST_CHANGED,
  MOST_ROUNDS,
  pasteGroups,
  PLAIN_LEVELS,
  readPastes,
  withPastes,
  writePaste,
  type PasteEntry,
} from '../../../core/classroom/paste.ts';
import type { BoxName } from '../../../core/augment/types.ts';
import { pasteBoard } from '../../../store/class-board.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { MovableBox } from '../../components/movable-box.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { PixelCanvas } from '../../components/pixel-canvas.tsx';
import { useWidth } from '../../components/use-width.ts';
import { Sheet } from '../../components/sheet.tsx';
import { BoardActions } from './board-actions.tsx';
import styles from './classroom.module.css';
import { GameBoard } from './game-board.tsx';
import { GameLink } from './game-link.tsx';
import game from './game.module.css';
import { HandIn } from './hand-in.tsx';
import { NoNetwork } from './no-network.tsx';
import { useCollection } from './use-collection.ts';
import { useDataName } from './use-data-name.ts';
import { useGame, type Game } from './use-game.ts';

/** Largest side of a picture, in CSS px; on a phone what the sheet has. */
const LARGEST_PX = 340;

const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)} %`;

function Verdict({ of: { verdict, stale, error } }: { readonly of: Game }) {
  const { t } = useTranslation('game');
  if (error) return <p role="alert">{t('failed', { message: error })}</p>;
  if (!verdict) return <p role="status">{t('asking')}</p>;
  const { normal, fooled, counts, changed } = verdict;
  return (
    <div className={game.verdict} data-fooled={fooled && counts} data-stale={stale}>
      <p role="status" className={game.answer} data-testid="paste-verdict">
        {fooled
          ? t('saysNormal', { share: percent(normal) })
          : t('saysPasted', { share: percent(1 - normal) })}
      </p>
      <meter className={game.meter} min={0} max={1} value={normal} aria-label={t('normalShare')} />
      <p>
        {t('changed', { share: percent(changed, 1), least: percent(LEAST_CHANGED) })}{' '}
        {t(!counts ? 'tooLittle' : fooled ? 'won' : 'notYet')}
      </p>
    </div>
  );
}

function Picture({ of }: { readonly of: Game }) {
  const { t } = useTranslation(['game', 'augment']);
  const helpId = useId();
  const { source, result, boxes, move, restore } = of;
  const [ref, width] = useWidth();
  const room = Math.min(LARGEST_PX, Math.floor(width));
  const scale = room / source.width;
  const box = (name: BoxName) => {
    const rect = boxes[name];
    return (
      rect && (
        <MovableBox
          name={name}
          rect={rect}
          scale={scale}
          viewHeight={source.height}
          describedBy={helpId}
          onChange={(wanted) => move(name, wanted)}
          onCancel={restore}
        />
      )
    );
  };
  return (
    <div ref={ref} className={game.pictures}>
      {room > 0 && (
        <>
          <figure className={game.figure}>
            <figcaption>{t('source')}</figcaption>
            <div className={game.frame} style={{ width: room, height: room }}>
              <PixelCanvas image={source} scale={scale} label={t('source')} />
              {box('cut')}
              {box('paste')}
            </div>
          </figure>
          <figure className={game.figure}>
            <figcaption>{t('seen')}</figcaption>
            <PixelCanvas image={result} scale={scale} label={t('seen')} />
          </figure>
        </>
      )}
      <p id={helpId} className={styles.help}>
        {t('augment:boxes.help')}
      </p>
    </div>
  );
}

/** The best paste that counts of this picture and this network, as long as the sheet is open. */
function useBest(of: Game | null, key: string) {
  const [best, setBest] = useState<{ readonly key: string; normal: number; changed: number } | null>(null);
  const now = of?.verdict?.counts && !of.stale ? of.verdict : null;
  const known = best?.key === key ? best : null;
  if (now && (!known || now.normal > known.normal))
    setBest({ key, normal: now.normal, changed: now.changed });
  return known;
}

export function GameDialog() {
  const { t } = useTranslation('game');
  const dataName = useDataName();
  const setDialog = usePlayground((state) => state.setDialog);
  const run = usePlayground((state) => state.runConfig);
  const step = usePlayground((state) => state.step);
  const data = usePlayground((state) => (state.sampleName ?? state.datasetName).slice(0, 60));
  const round = usePlayground((state) => state.gameRound);
  const setRound = usePlayground((state) => state.setGameRound);
  const played = useGame(round);
  const best = useBest(played, `${round} ${step} ${run?.seed}`);
  const collection = useCollection({ ...pasteBoard, merge: withPastes, read: readPastes });
  const groups = useMemo(() => pasteGroups(collection.board), [collection.board]);
  const entryOf = (name: string): PasteEntry | null =>
    run && best
      ? {
          name: name.slice(0, 40),
          data,
          settings: settingsKey(run),
          seed: run.seed,
          steps: step,
          round,
          normal: best.normal,
          changed: best.changed,
        }
      : null;
  return (
    <Sheet
      wide
      title={t('title')}
      onClose={() => setDialog(null)}
      actions={<Button onClick={() => setDialog('classroom')}>{t('toBoard')}</Button>}
    >
      <section className={styles.mine} aria-labelledby="game-play">
        <h3 id="game-play">{t('play')}</h3>
        <p>{t('text', { least: percent(LEAST_CHANGED), levels: PLAIN_LEVELS })}</p>
        {!played ? (
          <NoNetwork />
        ) : (
          <>
            <Field label={t('round')} help={t('roundHelp', { data: dataName(data), most: MOST_ROUNDS })}>
              {({ id, describedBy }) => (
                <NumberField
                  id={id}
                  aria-describedby={describedBy}
                  value={round}
                  onCommit={(next) => setRound(Math.min(MOST_ROUNDS, Math.max(1, Math.round(next))))}
                />
              )}
            </Field>
            {run && <GameLink run={run} round={round} />}
            <Verdict of={played} />
            <Picture of={played} />
            {best && (
              <HandIn
                summary={t('best', { share: percent(best.normal), round, seed: run?.seed ?? 0 })}
                lineOf={(name) => writePaste(entryOf(name) as PasteEntry)}
                fileEnding="paste"
                onAdd={(name) => collection.add([entryOf(name) as PasteEntry])}
              />
            )}
          </>
        )}
      </section>
      <section className={styles.board} aria-labelledby="game-board">
        <h3 id="game-board">{t('board')}</h3>
        <p className={styles.help}>{t('boardText')}</p>
        <BoardActions
          collection={collection}
          write={writePaste}
          fileName="pastes.cutpaste.txt"
          testId="paste-files"
        />
        {groups.length === 0 ? (
          <p>{t('empty')}</p>
        ) : (
          groups.map((entries, i) => <GameBoard key={i} entries={entries} of={groups} />)
        )}
      </section>
    </Sheet>
  );
}
