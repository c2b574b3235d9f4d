/** Figures of a bench that are dear to make: each is kept in a file of its own, so that a bench that was ended goes on where it was. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the file has; else what `make` gives, kept there. A file of other settings must have another name. */
export async function keptFigures<T>(file: string, make: () => Promise<T>): Promise<T> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const figures = await make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, `${JSON.stringify(figures)}\n`);
  renameSync(`${file}.part`, file);
  return figures;
}
