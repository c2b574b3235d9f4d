/** What a visitor downloads, as the build has measured it. */
import * as v from 'valibot';
import type { DownloadSize } from './messages.ts';

const part = v.object({ files: v.number(), bytes: v.number(), compressed: v.number() });
const schema = v.object({ app: part, backbone: part });

/** Null where the page was not built (the dev server) or the file cannot be had. */
export async function fetchDownloadSize(baseUrl: string): Promise<DownloadSize | null> {
  try {
    const response = await fetch(new URL('download-size.json', baseUrl));
    return v.parse(schema, await response.json());
  } catch {
    return null;
  }
}
