/**
 * From the files of a project archive to its session. The list is believed only when its checksum agrees, every other file only when the
 * list names it with this length and checksum; anything missing, left over or changed refuses the whole.
 */
import * as v from 'valibot';
import { elements, type KeptWeights, type SessionOutline } from './content.ts';
import { imageFile, maskFile } from './file-names.ts';
import { attachNumbers } from './loose-numbers.ts';
import { migrate } from './migrate.ts';
import { FORMAT, type ProjectPart } from './pack.ts';
import { damagedProject, parseSession } from './parse-session.ts';
import { requireSensibleWeights } from './plausible.ts';
import { sha256 } from './sha256.ts';

const listSchema = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  parts: v.array(
    v.object({
      file: v.pipe(v.string(), v.regex(/^((images|masks)\/\d{6}\.png|numbers\.bin|weights\.bin)$/)),
      bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
  session: v.unknown(),
});

export interface ProjectList {
  readonly version: number;
  readonly parts: ReadonlyMap<string, ProjectPart>;
  readonly session: unknown;
}

/** @throws PlaygroundError `project-damaged` */
export function readList(bytes: Uint8Array, checksum: Uint8Array): ProjectList {
  const text = new TextDecoder('latin1').decode(checksum);
  if (text !== sha256(bytes)) throw damagedProject('its list was changed since it was written');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw damagedProject('its list is not JSON', cause);
  }
  const result = v.safeParse(listSchema, value);
  if (!result.success) {
    throw damagedProject(`${v.getDotPath(result.issues[0]) ?? 'its list'} is not as it should be`);
  }
  const { version, parts, session } = result.output;
  const byName = new Map(parts.map((part) => [part.file, part]));
  if (byName.size !== parts.length) throw damagedProject('its list names a file twice');
  return { version, parts: byName, session };
}

/** @throws PlaygroundError `project-damaged` when it is not the file that the list names. */
export function checkPart({ file, bytes, sha256: expected }: ProjectPart, content: Uint8Array): Uint8Array {
  if (content.length !== bytes || sha256(content) !== expected) {
    throw damagedProject(`${file} was changed since it was written`);
  }
  return content;
}

function split(bytes: Uint8Array, run: SessionOutline['run']): KeptWeights {
  const tensors = run?.tensors ?? [];
  const total = tensors.reduce((sum, { shape }) => sum + 4 * elements(shape), 0);
  if (total !== bytes.length) throw damagedProject('its weights have another size than their shapes');
  let at = 0;
  return tensors.map(({ shape }) => {
    const own = bytes.slice(at, at + 4 * elements(shape));
    at += own.length;
    return new Float32Array(own.buffer);
  });
}

/** Which files hold the pictures of an item. */
export interface PictureFiles {
  readonly image: string;
  readonly mask: string | null;
}

/** Pictures of all items, or of none (a sample is painted again, images of one's own were left out). */
function picturesOf(parts: ReadonlySet<string>, items: SessionOutline['items']): PictureFiles[] | null {
  const expected = items.map((item, i): PictureFiles => ({
    image: imageFile(i),
    mask: item.hasMask ? maskFile(i) : null,
  }));
  const names = expected.flatMap(({ image, mask }) => (mask ? [image, mask] : [image]));
  const pictures = [...parts].filter((name) => name.endsWith('.png'));
  if (pictures.length === 0 && names.length > 0) return null;
  if (pictures.length !== names.length || names.some((name) => !parts.has(name))) {
    throw damagedProject('it has other pictures than its list says');
  }
  return expected;
}

export interface UnpackedProject {
  readonly outline: SessionOutline;
  readonly weights: KeptWeights;
  /** Null where the pictures are not in the file. */
  readonly pictures: readonly PictureFiles[] | null;
}

/**
 * @param numbers contents of `numbers.bin`, checked; @param weights of `weights.bin`
 * @throws PlaygroundError `project-damaged`, `project-implausible`, `project-newer`, `bad-config`
 */
export function unpackProject(list: ProjectList, numbers: Uint8Array, weights: Uint8Array): UnpackedProject {
  let session: unknown;
  try {
    session = attachNumbers(list.session, numbers);
  } catch (cause) {
    throw damagedProject('its numbers do not belong to its list', cause);
  }
  const outline = parseSession(migrate(session, list.version));
  const values = split(weights, outline.run);
  requireSensibleWeights((outline.run?.tensors ?? []).map(({ name }, i) => ({ name, data: values[i] })));
  return {
    outline,
    weights: values,
    pictures: picturesOf(new Set(list.parts.keys()), outline.items),
  };
}
