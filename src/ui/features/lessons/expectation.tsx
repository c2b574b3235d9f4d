/** "What do you expect?" before a page's run; afterwards what came of it. Without a guess beforehand nothing is said. */
import { useTranslation } from 'react-i18next';
import { QUESTIONS } from '../../../core/lessons/guesses.ts';
import { lessonViewOf } from '../../../store/lesson-view.ts';
import { usePlayground } from '../../../store/store.ts';
import notes from './lesson-notes.module.css';

export function Expectation({ id }: { readonly id: string }) {
  const { t } = useTranslation('guesses');
  const guess = usePlayground((state) => state.lessonFacts.guesses[id]);
  const known = usePlayground((state) => QUESTIONS[id]?.outcome(lessonViewOf(state)) ?? null);
  const question = QUESTIONS[id];
  if (!question || (!guess && known !== null)) return null;
  const name = (option: string) => t(`${id}.options.${option}`);
  if (guess && guess.outcome !== null)
    return (
      <p className={notes.expectation} role="status" data-guess={guess.choice} data-outcome={guess.outcome}>
        {t(guess.choice === guess.outcome ? 'asExpected' : 'otherwise', {
          expected: name(guess.choice),
          came: name(guess.outcome),
        })}
      </p>
    );
  const choose = (choice: string) => {
    const { lessonFacts, noteLesson } = usePlayground.getState();
    noteLesson({ guesses: { ...lessonFacts.guesses, [id]: { choice, outcome: null } } });
  };
  return (
    <fieldset className={notes.expectation}>
      <legend>{t(`${id}.question`)}</legend>
      {question.options.map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={`guess-${id}`}
            checked={guess?.choice === option}
            onChange={() => choose(option)}
          />{' '}
          {name(option)}
        </label>
      ))}
    </fieldset>
  );
}
