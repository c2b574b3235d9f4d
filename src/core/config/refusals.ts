/** Errors about one setting, for whoever asked: a control, a link, the command line, a grid, a file. */
import { PlaygroundError } from '../errors.ts';
import type { Parameter } from './parameters.ts';
import { allowedBy } from './schema.ts';

export const unknownParameter = (path: string): PlaygroundError =>
  new PlaygroundError('unknown-parameter', `There is no setting "${path}". Nothing was changed.`, { path });

/** Says what the setting may be; `reason` says the same without words. */
export function refusedValue(parameter: Parameter, given: unknown): PlaygroundError {
  const { path } = parameter;
  const value = String(given);
  const message = `${path} cannot be ${value === '' ? 'empty' : value}: it must be ${allowedBy(parameter)}. Nothing was changed.`;
  const why = (allowed: string) => ({ path, value, reason: `${path}=${value} (${allowed})` });
  switch (parameter.kind) {
    case 'boolean':
      return new PlaygroundError('bad-flag', message, why('true, false'));
    case 'choice': {
      const choices = parameter.choices.join(', ');
      return new PlaygroundError('bad-choice', message, { ...why(choices), choices });
    }
    case 'number': {
      const { min, max } = parameter;
      return new PlaygroundError('bad-number', message, { ...why(`${min} … ${max}`), min, max });
    }
    case 'integer': {
      const { min, max } = parameter;
      return new PlaygroundError('bad-integer', message, { ...why(`${min} … ${max}`), min, max });
    }
    case 'region':
      return new PlaygroundError('bad-region', message, why('--roi FILE'));
    default:
      return parameter satisfies never;
  }
}
