/**
 * Share links: what a page shows, as the part of an address behind `#`, which no server sees. Readable, and short: only what differs
 * from a preset is written, `#v=3&preset=quick&seed=3&training.steps=200&sample=hex-nuts&tab=maps`. Whatever comes in is checked by
 * schema and taken whole or not at all.
 */
import * as v from 'valibot';
import { conflictOf } from '../config/conflicts.ts';
import { findParameter, PARAMETERS, readParameter } from '../config/parameters.ts';
import { PRESETS } from '../config/presets.ts';
import type { Config } from '../config/schema.ts';
import { parseParameterText, withParameter } from '../config/update.ts';
import { PlaygroundError, toErrorReport, type ErrorReport } from '../errors.ts';
import { SAMPLES } from '../samples/samples.ts';
import { LINK_VERSION, LINK_VERSIONS, presetOf } from './former-presets.ts';
import { HIDDEN_PARTS, STAGE_TABS, type HiddenPart } from './hidden-parts.ts';

/** Longer than any link that is written here; nobody types more. */
const LONGEST = 4000;

type BaseName = keyof typeof PRESETS;
const PRESET_NAMES = Object.keys(PRESETS) as BaseName[];

const linkSchema = v.strictObject({
  v: v.picklist(LINK_VERSIONS),
  preset: v.optional(v.picklist(PRESET_NAMES), 'quick'),
  sample: v.optional(v.picklist(SAMPLES.map(({ name }) => name))),
  tab: v.optional(v.picklist(STAGE_TABS)),
  /** Page of the lessons. */
  lesson: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/))),
  /** Picture of the class's game (`MOST_ROUNDS` of core/classroom). */
  game: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[1-9][0-9]?$/),
      v.transform((text) => Number(text)),
    ),
  ),
  hide: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',').filter((part) => part !== '')),
      v.array(v.picklist(HIDDEN_PARTS)),
    ),
    '',
  ),
  lang: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/))),
});

/** What a link carries. */
export interface LinkContent {
  readonly config: Config;
  readonly sample: string | null;
  readonly tab: (typeof STAGE_TABS)[number] | null;
  readonly lesson: string | null;
  readonly hidden: readonly HiddenPart[];
  readonly language: string | null;
  /** Number of the picture that a class plays with; absent where it plays nothing. */
  readonly game?: number;
}

export type LinkReading =
  /** No link: nothing behind `#`, or something that is none of ours. */
  | { readonly kind: 'none' }
  | { readonly kind: 'link'; readonly content: LinkContent }
  | { readonly kind: 'refused'; readonly report: ErrorReport };

function differences(config: Config, base: Config): [string, string][] {
  return PARAMETERS.flatMap(({ path }) => {
    const value = readParameter(config, path);
    return Object.is(value, readParameter(base, path)) ? [] : [[path, String(value)] as [string, string]];
  });
}

/** The preset from which the fewest settings differ. */
function nearestPreset(config: Config): { name: BaseName; changes: [string, string][] } {
  const candidates = PRESET_NAMES.map((name) => ({ name, changes: differences(config, PRESETS[name]) }));
  return candidates.reduce((best, one) => (one.changes.length < best.changes.length ? one : best));
}

/** The text behind `#`, without it. */
export function writeLink({ config, sample, tab, lesson, hidden, language, game }: LinkContent): string {
  const { name, changes } = nearestPreset(config);
  const entries: [string, string | null][] = [
    ['v', LINK_VERSION],
    ['preset', name],
    ...changes,
    ['sample', sample],
    ['tab', tab],
    ['lesson', lesson],
    ['game', game === undefined ? null : String(game)],
    ['hide', hidden.length > 0 ? HIDDEN_PARTS.filter((part) => hidden.includes(part)).join(',') : null],
    ['lang', language],
  ];
  const parameters = new URLSearchParams(
    entries.filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return parameters.toString().replaceAll('%2C', ',');
}

/** The whole address of a link. `page` is the present address; its query and anchor are left out. */
export const linkAddress = (page: string, content: LinkContent): string =>
  `${page.split(/[?#]/)[0]}#${writeLink(content)}`;

function refuse(reason: string): never {
  throw new PlaygroundError('link-refused', `The link could not be opened: ${reason}. Defaults are used.`, {
    reason,
  });
}

function toConfig(base: Config, changes: ReadonlyMap<string, string>): Config {
  let config = base;
  for (const [path, text] of changes) config = withParameter(config, path, parseParameterText(path, text));
  const conflict = conflictOf(config);
  if (conflict) throw conflict;
  return config;
}

function read(text: string): LinkContent {
  if (text.length > LONGEST) refuse('it is too long');
  const frame = new Map<string, string>();
  const changes = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(text)) {
    const path = findParameter(key)?.path;
    if (changes.has(path ?? key) || frame.has(key)) refuse(`"${key}" stands there twice`);
    if (path !== undefined) changes.set(path, value);
    else frame.set(key, value);
  }
  if (!LINK_VERSIONS.includes(frame.get('v') ?? '')) refuse('it was made by another version of this page');
  const result = v.safeParse(linkSchema, Object.fromEntries(frame));
  if (!result.success)
    refuse(`"${v.getDotPath(result.issues[0])?.split('.')[0] ?? 'it'}" is not valid there`);
  const { preset, sample, tab, lesson, game, hide, lang } = result.output;
  return {
    config: toConfig(presetOf(result.output.v, preset), changes),
    sample: sample ?? null,
    tab: tab ?? null,
    lesson: lesson ?? null,
    hidden: hide,
    language: lang ?? null,
    ...(game === undefined ? {} : { game }),
  };
}

/** Reads the part of an address from `#` on. Never throws. */
export function readLink(hash: string): LinkReading {
  const text = hash.replace(/^#/, '');
  if (!/(^|&)v=/.test(text)) return { kind: 'none' };
  try {
    return { kind: 'link', content: read(text) };
  } catch (error) {
    return { kind: 'refused', report: toErrorReport(error) };
  }
}
