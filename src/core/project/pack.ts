/**
 * Writing a project file: a zip archive whose `project.json` says of every other file its length and SHA-256, and whose own SHA-256 lies
 * beside it. Pictures come one by one, so that they never lie in memory together. Pictures and weights are stored as they are (they do
 * not shrink), everything else is packed.
 */
import { Zip, ZipPassThrough } from 'fflate';
import { PlaygroundError } from '../errors.ts';
import { DeflatedFile } from '../export/deflated-file.ts';
import { encodePng } from '../export/png.ts';
import type { KeptPixels, KeptWeights, SessionOutline } from './content.ts';
import { CHECKSUM_FILE, imageFile, LIST_FILE, maskFile, NUMBERS_FILE, WEIGHTS_FILE } from './file-names.ts';
import { detachNumbers } from './loose-numbers.ts';
import { PROJECT_VERSION } from './migrate.ts';
import { sha256 } from './sha256.ts';

export const FORMAT = 'cutpaste-playground-project';

/** What a zip archive without ZIP64 can hold, with room for its directory. */
const MOST_BYTES = 4e9;
const MOST_FILES = 65_000;

export interface ProjectPart {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export class ProjectPacker {
  readonly #zip: Zip;
  readonly #parts: ProjectPart[] = [];
  #written = 0;

  /** @param write gets the archive in pieces, in order */
  constructor(write: (piece: Uint8Array<ArrayBuffer>) => void) {
    this.#zip = new Zip((error, piece) => {
      if (error) throw error;
      this.#written += piece.length;
      if (this.#written > MOST_BYTES) throw tooLarge();
      write(piece as Uint8Array<ArrayBuffer>);
    });
  }

  addPixels(index: number, { image, mask }: KeptPixels): void {
    this.#addPart(imageFile(index), encodePng(image.width, image.height, 3, image.data), false);
    if (!mask) return;
    const grey = mask.data.map((value) => (value ? 255 : 0));
    this.#addPart(maskFile(index), encodePng(mask.width, mask.height, 1, grey), false);
  }

  /** Writes the rest; the archive is whole then. */
  finish(outline: SessionOutline, weights: KeptWeights): void {
    this.#addPart(WEIGHTS_FILE, joined(weights), false);
    const { tree, bytes } = detachNumbers(outline);
    this.#addPart(NUMBERS_FILE, bytes, true);
    const list = { format: FORMAT, version: PROJECT_VERSION, parts: this.#parts, session: tree };
    const text = new TextEncoder().encode(JSON.stringify(list));
    this.#add(LIST_FILE, text, true);
    this.#add(CHECKSUM_FILE, new TextEncoder().encode(sha256(text)), false);
    this.#zip.end();
  }

  #addPart(file: string, bytes: Uint8Array, shrinks: boolean): void {
    if (this.#parts.length >= MOST_FILES) throw tooLarge();
    this.#parts.push({ file, bytes: bytes.length, sha256: sha256(bytes) });
    this.#add(file, bytes, shrinks);
  }

  #add(name: string, bytes: Uint8Array, shrinks: boolean): void {
    const file = shrinks ? new DeflatedFile(name) : new ZipPassThrough(name);
    this.#zip.add(file);
    file.push(bytes as Uint8Array<ArrayBuffer>, true);
  }
}

function joined(arrays: KeptWeights): Uint8Array {
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

function tooLarge(): PlaygroundError {
  return new PlaygroundError(
    'project-too-large',
    'The project is larger than a zip archive can be (4 GB). Nothing was saved. Save it without images.',
  );
}
