/**
 * The side panel: it fits the density and shows the live ROC, the histogram with its threshold, the images by score and the
 * map of the chosen one, while training runs on the stage. Everything is derived through core/metrics: figure, curves and histogram from what was seen last
 * (an evaluation or a look between two), the rest from the last evaluation.
 */
import { useTranslation } from 'react-i18next';
import { asSeen, selectSeen } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import { InTurn } from '../../components/in-turn.tsx';
import hidden from '../../components/visually-hidden.module.css';
import { useBoard } from '../../use-board.ts';
import { AurocHeadline } from './auroc-headline.tsx';
import { ChosenImage } from './chosen-image.tsx';
import { Costs } from './costs.tsx';
import { Curves } from './curves.tsx';
import { DataCheck } from './data-check.tsx';
import { DensitySettings } from './density-settings.tsx';
import { DoubtfulImages } from './doubtful-images.tsx';
import { EarlySigns } from './early-signs.tsx';
import styles from './evaluation-panel.module.css';
import { FilmButton } from './film/film-button.tsx';
import { ImageList } from './image-list.tsx';
import { LearningCurve } from './learning-curve.tsx';
import { PretrainedBaseline } from './pretrained-baseline.tsx';
import { PosterButton } from './poster/poster-button.tsx';
import { PixelFigures } from './pixel-figures.tsx';
import { Robustness } from './robustness.tsx';
import { selectLatest, selectScoredSet } from './selectors.ts';
import { PromiseSection } from './threshold-promise.tsx';
import { ThresholdSection } from './threshold-section.tsx';
import { VerdictLine } from './verdict-line.tsx';

function Actions() {
  return (
    <div className={styles.actions}>
      <FilmButton />
      <PosterButton />
    </div>
  );
}

export function EvaluationPanel() {
  const { t } = useTranslation('evaluation');
  const evaluation = usePlayground(selectLatest);
  const set = usePlayground(selectScoredSet);
  const seen = usePlayground(selectSeen);
  const seenSet = usePlayground((state) => selectScoredSet(asSeen(state)));
  const board = useBoard();
  const scored = evaluation && set && seen && seenSet;
  const headline = scored && (
    <>
      <AurocHeadline evaluation={seen} set={seenSet} actions={<Actions />} />
      <VerdictLine />
    </>
  );
  const signs = scored && (
    <>
      <InTurn part={EarlySigns} props={{}} />
      <InTurn part={DataCheck} props={{ evaluation }} />
      <PretrainedBaseline />
    </>
  );
  const curves = scored && <InTurn part={Curves} props={{ set: seenSet }} />;
  const threshold = scored && (
    <InTurn part={ThresholdSection} props={{ evaluation: seen, set: seenSet, brief: board }} />
  );
  const costs = scored && <InTurn part={Costs} props={{ set }} />;
  const more = scored && (
    <>
      <InTurn part={PixelFigures} props={{ evaluation }} />
      <InTurn part={Robustness} props={{}} />
      <InTurn part={LearningCurve} props={{}} />
      <InTurn part={DoubtfulImages} props={{ evaluation }} />
    </>
  );
  const list = scored && <InTurn part={ImageList} props={{ evaluation }} />;
  const chosen = scored && <InTurn part={ChosenImage} props={{ evaluation, beside: board }} />;
  return (
    <div className={styles.panel}>
      <h2 className={board && scored ? hidden.hidden : styles.title}>{t('title')}</h2>
      {!scored ? (
        <>
          <DensitySettings evaluation={evaluation} />
          <p className={styles.note}>{t('nothingYet')}</p>
          <PretrainedBaseline withCurve />
        </>
      ) : board ? (
        // What a run comes to stands side by side at the top; what is asked of it follows below.
        <div className={styles.board} data-testid="board">
          <div className={styles.column}>
            {headline}
            {curves}
            {signs}
            {more}
          </div>
          <div className={styles.column}>
            {threshold}
            {chosen}
            <PromiseSection evaluation={seen} />
            {list}
            <DensitySettings evaluation={evaluation} />
            {costs}
          </div>
        </div>
      ) : (
        <>
          <DensitySettings evaluation={evaluation} />
          {headline}
          {signs}
          {curves}
          {threshold}
          {costs}
          {more}
          {list}
          {chosen}
        </>
      )}
    </div>
  );
}
