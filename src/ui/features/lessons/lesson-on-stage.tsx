/** The figure of the open page where it takes the stage: large, in place of the tabs. */
import { lessonOf } from '../../../core/lessons/lessons.ts';
import { usePlayground } from '../../../store/store.ts';
import { FIGURES } from './figures.ts';
import styles from './lessons.module.css';

export function LessonOnStage() {
  const lesson = usePlayground((state) => lessonOf(state.lessonPage));
  if (!lesson) return null;
  const Figure = FIGURES[lesson.id];
  return (
    <div className={styles.onStage} data-testid="lesson-figure">
      <Figure />
    </div>
  );
}
