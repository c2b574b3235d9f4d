/** Page 3: the two questions, each after some steps of training: what the network takes for what. */
import { useTranslation } from 'react-i18next';
import { taskViews } from '../../../core/augment/tasks.ts';
import type { Task } from '../../../core/config/schema.ts';
import { usePlayground } from '../../../store/store.ts';
import { ClassConfusion } from '../../components/class-confusion.tsx';
import styles from './lessons.module.css';
import { TrainButton, trainAnew } from './train-button.tsx';

const QUESTIONS = ['cutpaste', '3way'] as const satisfies readonly Task[];

export function QuestionFigure() {
  const { t } = useTranslation(['lessons', 'kinds']);
  const asked = usePlayground((state) => state.lessonFacts.asked);
  const ask = (task: Task) => {
    usePlayground.getState().setParameter('augment.task', task);
    void trainAnew();
  };
  return (
    <section className={styles.figure} aria-label={t('question.figure')}>
      {QUESTIONS.map((task) => {
        const classes = taskViews(task).map(({ className }) => t(`kinds:${className}.name`));
        const answer = asked[task];
        return (
          <div key={task} className={styles.question}>
            <TrainButton label={t(`question.ask.${task}`)} onPress={() => ask(task)} />
            {answer?.auroc.after !== null && answer?.auroc.before !== null && answer && (
              <p data-auroc={task}>
                {t('question.auroc', {
                  before: answer.auroc.before.toFixed(3),
                  after: answer.auroc.after.toFixed(3),
                })}
              </p>
            )}
            {answer && (
              <ClassConfusion
                names={classes}
                counts={answer.confusion}
                caption={t('question.after', {
                  step: answer.step,
                  accuracy: Math.round(100 * answer.accuracy),
                  chance: Math.round(100 / classes.length),
                })}
              />
            )}
          </div>
        );
      })}
    </section>
  );
}
