/** The stage, with the open page of the textbook at its left (above it on a narrow screen); some pages bring a figure that takes its place. */
import { SETUPS } from '../../core/lessons/setups.ts';
import { usePlayground } from '../../store/store.ts';
import { classes } from '../components/classes.ts';
import { Part } from './part.tsx';
import { Stage } from './stage.tsx';
import styles from './stage-with-lesson.module.css';

const loadLesson = async () => (await import('../features/lessons/lesson-column.tsx')).LessonColumn;
const loadFigure = async () => (await import('../features/lessons/lesson-on-stage.tsx')).LessonOnStage;

export function StageWithLesson() {
  const page = usePlayground((state) => state.lessonPage);
  if (page === null) return <Stage />;
  return (
    <div className={classes(styles.beside, SETUPS[page - 1].data === 'own' && styles.withData)}>
      <div className={styles.lesson} data-testid="lesson">
        <Part load={loadLesson} />
      </div>
      <div className={styles.live} id="live-part">
        {SETUPS[page - 1].stage ? <Part load={loadFigure} /> : <Stage />}
      </div>
    </div>
  );
}
