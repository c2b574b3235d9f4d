/** Whether a dropped archive is a project file, from its last few kilobytes: an archive of thousands of images is not listed for it. */
import { CHECKSUM_FILE, LIST_FILE } from '../../core/project/file-names.ts';

/** Holds the directory's last entries; those of a project end with its list and checksum, in whatever order a tool writes them again. */
const TAIL_BYTES = 4096;

export async function looksLikeProject(file: Blob): Promise<boolean> {
  try {
    const tail = await file.slice(Math.max(0, file.size - TAIL_BYTES)).arrayBuffer();
    const text = new TextDecoder('latin1').decode(tail);
    return text.includes(LIST_FILE) && text.includes(CHECKSUM_FILE);
  } catch {
    return false;
  }
}
