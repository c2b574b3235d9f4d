/** Certificates for `npm start`: with them the page comes over https, where browsers give all that they have. */
import { readFileSync } from 'node:fs';

/** Contents of `file`. @throws Error in words: whoever starts the page reads it */
function contentOf(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(`${name} names "${file}", which cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** What a server of https needs, or undefined where neither variable is set. @throws Error where one is missing or a file cannot be read */
export function certificates({
  TLS_CERT,
  TLS_KEY,
}: NodeJS.ProcessEnv): { cert: Buffer; key: Buffer } | undefined {
  if (!TLS_CERT && !TLS_KEY) return undefined;
  if (!TLS_CERT || !TLS_KEY) {
    const missing = TLS_CERT ? 'TLS_KEY' : 'TLS_CERT';
    throw new Error(
      `https needs a certificate and its key: ${missing} is not set. Set both, or neither for plain http.`,
    );
  }
  return { cert: contentOf('TLS_CERT', TLS_CERT), key: contentOf('TLS_KEY', TLS_KEY) };
}
