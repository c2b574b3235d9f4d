/**
 * Errors a person can act on. The code names the text in the catalogues (what happened, what was kept, what
 * to do next); `detail` carries values for that text; the English message serves logs and the command line.
 */
export class PlaygroundError extends Error {
  override readonly name = 'PlaygroundError';
  constructor(
    readonly code: string,
    message: string,
    readonly detail: Readonly<Record<string, string | number>> = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The form in which an error crosses a worker boundary. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Any thrown value as a report; unknown ones get the code `unexpected`. */
export function toErrorReport(error: unknown): ErrorReport {
  if (error instanceof PlaygroundError)
    return { code: error.code, message: error.message, detail: error.detail };
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), detail: {} };
}
