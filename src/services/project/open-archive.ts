/** Opening a project archive: everything in it is read and checked, pictures one at a time, before anything of it is used. */
import { Malformed, Truncated } from '../../core/dataset/formats/bytes.ts';
import { entryProblem, type ZipEntry } from '../../core/dataset/zip.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { CHECKSUM_FILE, LIST_FILE, NUMBERS_FILE, WEIGHTS_FILE } from '../../core/project/file-names.ts';
import { damagedProject } from '../../core/project/parse-session.ts';
import { checkPart, readList, unpackProject, type UnpackedProject } from '../../core/project/unpack.ts';
import { listArchive, readSource } from '../files/file-source.ts';

const LONGEST_LIST = 256 * 2 ** 20;
const CHECKSUM_BYTES = 64;

export interface OpenedArchive extends UnpackedProject {
  /** Entries of the pictures' files, by name. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

async function open(file: Blob): Promise<OpenedArchive> {
  const entries = new Map<string, ZipEntry>();
  for (const entry of await listArchive(file)) {
    if (entries.has(entry.name)) throw damagedProject('it holds a file twice');
    entries.set(entry.name, entry);
  }
  const read = async (name: string, most: number): Promise<Uint8Array> => {
    const entry = entries.get(name);
    if (!entry) throw damagedProject(`${name} is missing`);
    const problem = entry.bytes > most ? 'It is larger than it can be.' : entryProblem(entry);
    if (problem) throw damagedProject(`${name}: ${problem}`);
    return readSource({ file, entry });
  };
  const list = readList(await read(LIST_FILE, LONGEST_LIST), await read(CHECKSUM_FILE, CHECKSUM_BYTES));
  const unlisted = [...entries.keys()].filter(
    (name) => name !== LIST_FILE && name !== CHECKSUM_FILE && !list.parts.has(name),
  );
  if (unlisted.length > 0) throw damagedProject('it holds a file that its list does not name');
  const kept = new Map<string, Uint8Array>();
  for (const part of list.parts.values()) {
    const content = checkPart(part, await read(part.file, part.bytes));
    if (!part.file.endsWith('.png')) kept.set(part.file, content);
  }
  const numbers = kept.get(NUMBERS_FILE);
  const weights = kept.get(WEIGHTS_FILE);
  if (!numbers || !weights) throw damagedProject('its weights or its numbers are missing');
  return { ...unpackProject(list, numbers, weights), entries };
}

/**
 * @throws PlaygroundError `project-damaged`, `project-newer`, `bad-config`: with what is wrong; never anything else.
 */
export async function openArchive(file: Blob): Promise<OpenedArchive> {
  try {
    return await open(file);
  } catch (error) {
    if (error instanceof PlaygroundError && !error.code.startsWith('archive-')) throw error;
    if (error instanceof PlaygroundError) throw damagedProject(String(error.detail.reason), error);
    if (error instanceof Malformed || error instanceof Truncated) throw damagedProject(error.message, error);
    throw damagedProject(error instanceof Error ? error.message : String(error), error);
  }
}
