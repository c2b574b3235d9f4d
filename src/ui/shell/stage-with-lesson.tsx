/** The stage, with the open page of the textbook at its left (above it on a narrow screen). */
import { usePlayground } from '../../store/store.ts';
import { Part } from './part.tsx';
import { Stage } from './stage.tsx';
import styles from './stage-with-lesson.module.css';

const loadLesson = async () => (await import('../features/lessons/lesson-column.tsx')).LessonColumn;

export function StageWithLesson() {
  const reading = usePlayground((state) => state.lessonPage !== null);
  if (!reading) return <Stage />;
  return (
    <div className={styles.beside}>
      <div className={styles.lesson} data-testid="lesson">
        <Part load={loadLesson} />
      </div>
      <div className={styles.live} id="live-part">
        <Stage />
      </div>
    </div>
  );
}
