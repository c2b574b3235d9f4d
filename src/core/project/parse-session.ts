/** A session from outside (a file, the browser's storage), checked field by field. */
import * as v from 'valibot';
import { parseKeptConfig, type Correction } from '../config/kept.ts';
import { PlaygroundError } from '../errors.ts';
import { requireSensibleSession } from './plausible.ts';
import { sessionSchema, type SessionOutline } from './content.ts';

export function damagedProject(reason: string, cause?: unknown): PlaygroundError {
  return new PlaygroundError(
    'project-damaged',
    `The project file cannot be opened: ${reason}. Nothing was changed.`,
    { reason },
    { cause },
  );
}

/** The page's settings and the run's are often the same. */
const uniquely = (corrections: readonly Correction[]): readonly Correction[] => [
  ...new Map(corrections.map((one) => [`${one.path} ${one.from}`, one])).values(),
];

/** @throws PlaygroundError `project-damaged`, `project-implausible`, `bad-config` */
export function parseSession(value: unknown): SessionOutline {
  const result = v.safeParse(sessionSchema, value);
  if (!result.success) {
    const issue = result.issues[0];
    throw damagedProject(`${v.getDotPath(issue) ?? 'its list'} is not as it should be (${issue.message})`);
  }
  const { config, run, ...rest } = result.output;
  const present = parseKeptConfig(config);
  const ofRun = run && parseKeptConfig(run.config);
  const outline: SessionOutline = {
    ...rest,
    config: present.config,
    run: run && ofRun && { ...run, config: ofRun.config },
    corrections: uniquely([...present.corrections, ...(ofRun?.corrections ?? [])]),
  };
  requireSensibleSession(outline);
  return outline;
}
