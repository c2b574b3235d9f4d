/** What a browser's storage throws, as errors with a text (`errors` catalogue). */
import { PlaygroundError } from '../../core/errors.ts';

/** Thrown while opening when another tab holds an older version open. */
export class BlockedError extends Error {
  override readonly name = 'BlockedError';
}

/** By the names of DOMException that the IndexedDB specification gives for each failure. */
export function toStorageError(error: unknown): PlaygroundError {
  if (error instanceof PlaygroundError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const reason = error instanceof Error ? error.message : String(error);
  const cause = { cause: error };
  switch (name) {
    case 'QuotaExceededError':
      return new PlaygroundError('storage-full', 'The browser has no room left for the page.', {}, cause);
    case 'SecurityError':
    case 'InvalidStateError':
    case 'ReferenceError':
      return new PlaygroundError(
        'storage-refused',
        'The browser refuses storage to the page.',
        { reason },
        cause,
      );
    case 'BlockedError':
      return new PlaygroundError(
        'storage-blocked',
        'Another tab holds the storage in an older form.',
        {},
        cause,
      );
    case 'VersionError':
      return new PlaygroundError(
        'storage-outdated',
        'The storage was made by a newer version of the page.',
        {},
        cause,
      );
    default:
      return new PlaygroundError(
        'storage-failed',
        `The browser's storage failed: ${reason}`,
        { reason },
        cause,
      );
  }
}
