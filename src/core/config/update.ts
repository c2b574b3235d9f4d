/**
 * Changes to a configuration, by path (controls of the page, `--set key=value`, share links) or whole (files). Everything passes through
 * the rows, so that a configuration in memory never has a value outside of its range.
 */
import * as v from 'valibot';
import { PlaygroundError } from '../errors.ts';
import { isRegionCode } from '../region/code.ts';
import { presentPath } from './former-names.ts';
import { findParameter, readParameter, type Parameter } from './parameters.ts';
import { refusedValue, unknownParameter } from './refusals.ts';
import { configSchema, type Config } from './schema.ts';

/** Settings that say nothing of the method: a preset stays the preset whatever they are. */
const OWN: readonly string[] = ['seed', 'data.region'];

/** True when the row takes the value as it is. */
export function allows(parameter: Parameter, value: unknown): boolean {
  switch (parameter.kind) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return parameter.choices.some((choice) => choice === value);
    case 'number':
      return typeof value === 'number' && value >= parameter.min && value <= parameter.max;
    case 'integer':
      return (
        Number.isInteger(value) && (value as number) >= parameter.min && (value as number) <= parameter.max
      );
    case 'region':
      return isRegionCode(value);
    default:
      return parameter satisfies never;
  }
}

/** A copy with one leaf changed, unchecked. */
export function replaceLeaf(config: Config, path: string, value: unknown): Config {
  const copy = structuredClone(config);
  const keys = presentPath(path).split('.');
  const last = keys.pop() as string;
  const parent = keys.reduce<Record<string, unknown>>(
    (node, key) => node[key] as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  );
  parent[last] = value;
  return copy;
}

/**
 * A copy with one leaf changed; the preset becomes `custom` unless only the seed or the region of interest changed. What the settings say together is for
 * `conflictOf`, because several may be on their way.
 * @throws PlaygroundError `unknown-parameter`, `bad-number`, `bad-integer`, `bad-choice` or `bad-flag`.
 */
export function withParameter(config: Config, path: string, value: unknown): Config {
  const parameter = findParameter(path);
  if (!parameter) throw unknownParameter(path);
  if (Object.is(readParameter(config, parameter.path), value)) return config;
  if (!allows(parameter, value)) throw refusedValue(parameter, value);
  const copy = replaceLeaf(config, parameter.path, value);
  if (!OWN.includes(parameter.path)) copy.preset = 'custom';
  return copy;
}

/**
 * Text (from a command line or a link) as the value of a parameter.
 * @throws PlaygroundError as `withParameter`.
 */
export function parseParameterText(path: string, text: string): unknown {
  const parameter = findParameter(path);
  if (!parameter) throw unknownParameter(path);
  const value = readText(parameter, text.trim());
  if (!allows(parameter, value)) throw refusedValue(parameter, text);
  return value;
}

function readText({ kind }: Parameter, text: string): unknown {
  switch (kind) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'choice':
    case 'region':
      return text;
    case 'number':
    case 'integer':
      // An empty text would be 0; hexadecimal and the like are nobody's intention.
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    default:
      return kind satisfies never;
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
  const parameter = findParameter(path);
  const refused = parameter && issue.input !== undefined ? refusedValue(parameter, issue.input) : null;
  throw new PlaygroundError(
    'bad-config',
    `The settings are not valid: ${refused?.message ?? `${path}: ${issue.message}.`}`,
    { path, reason: refused ? String(refused.detail.reason) : issue.message },
  );
}
