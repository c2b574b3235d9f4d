/** A session from outside (a file, the browser's storage), checked field by field. */
import * as v from 'valibot';
import { parseConfig } from '../config/update.ts';
import { PlaygroundError } from '../errors.ts';
import { sessionSchema, type SessionOutline } from './content.ts';

export function damagedProject(reason: string, cause?: unknown): PlaygroundError {
  return new PlaygroundError(
    'project-damaged',
    `The project file cannot be opened: ${reason}. Nothing was changed.`,
    { reason },
    { cause },
  );
}

/** @throws PlaygroundError `project-damaged`, `bad-config` */
export function parseSession(value: unknown): SessionOutline {
  const result = v.safeParse(sessionSchema, value);
  if (!result.success) {
    const issue = result.issues[0];
    throw damagedProject(`${v.getDotPath(issue) ?? 'its list'} is not as it should be (${issue.message})`);
  }
  const { config, run, ...rest } = result.output;
  return {
    ...rest,
    config: parseConfig(config),
    run: run && { ...run, config: parseConfig(run.config) },
  };
}
