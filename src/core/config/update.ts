/**
 * Changing and checking configurations: one leaf by its path (controls, the command line) or a whole object from outside
 * (links, files). Everything passes through the schema, so that a configuration in memory is always valid.
 */
import * as v from 'valibot';
import { PlaygroundError } from '../errors.ts';
import { findParameter, readParameter } from './parameters.ts';
import { configSchema, type Config } from './schema.ts';

/**
 * A copy with one leaf changed; the preset becomes `custom` unless only the seed changed.
 * @throws PlaygroundError `unknown-parameter` or `bad-parameter` when the path or the value is not allowed.
 */
export function withParameter(config: Config, path: string, value: unknown): Config {
  if (!findParameter(path)) {
    throw new PlaygroundError('unknown-parameter', `There is no parameter "${path}". Nothing was changed.`, {
      path,
    });
  }
  if (Object.is(readParameter(config, path), value)) return config;
  const copy = structuredClone(config);
  const keys = path.split('.');
  const last = keys.pop() as string;
  const parent = keys.reduce<Record<string, unknown>>(
    (node, key) => node[key] as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  );
  parent[last] = value;
  if (path !== 'seed') copy.preset = 'custom';
  const result = v.safeParse(configSchema, copy);
  if (!result.success) {
    const reason = result.issues[0].message;
    throw new PlaygroundError(
      'bad-parameter',
      `${path} cannot be ${String(value)}: ${reason}. The old value was kept.`,
      {
        path,
        value: String(value),
        reason,
      },
    );
  }
  return result.output;
}

/**
 * Text (from a command line or a link) as the value of a parameter, checked by `withParameter` afterwards.
 * @throws PlaygroundError `unknown-parameter` or `bad-parameter`.
 */
export function parseParameterText(path: string, text: string): unknown {
  const parameter = findParameter(path);
  if (!parameter) {
    throw new PlaygroundError('unknown-parameter', `There is no parameter "${path}".`, { path });
  }
  const bad = (expected: string): never => {
    throw new PlaygroundError('bad-parameter', `${path} must be ${expected}, not "${text}".`, {
      path,
      value: text,
      reason: expected,
    });
  };
  switch (parameter.kind) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : bad('true or false');
    case 'choice':
      return parameter.choices.includes(text) ? text : bad(`one of ${parameter.choices.join(', ')}`);
    case 'number':
    case 'integer': {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isFinite(value) ? value : bad('a number');
    }
    default:
      return parameter satisfies never;
  }
}

/**
 * A configuration from outside, whole or not at all.
 * @throws PlaygroundError `bad-config` naming the first thing that is wrong.
 */
export function parseConfig(value: unknown): Config {
  const result = v.safeParse(configSchema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue) ?? '(whole)';
  throw new PlaygroundError('bad-config', `The configuration is not valid at ${path}: ${issue.message}.`, {
    path,
    reason: issue.message,
  });
}
