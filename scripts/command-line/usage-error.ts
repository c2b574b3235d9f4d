/** What a person gave that cannot be done: told in one line, exit code 2, nothing was started. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
