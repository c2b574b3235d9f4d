/**
 * What the built page may do, as Content-Security-Policy: load only what lies beside it, and send nothing anywhere. The page carries
 * its policy in a meta tag, so that it holds on any static host; a worker takes its own from the response that brought it, which the
 * service worker completes.
 */

type Directives = Readonly<Record<string, readonly string[]>>;

const PAGE: Directives = {
  'default-src': ["'self'"],
  // Compiling WebAssembly is all the evaluation there is; `eval` stays forbidden.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  // Radix locks the page's scrolling with a style element of its own making; KaTeX and charts write style attributes. Styles run nothing.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'font-src': ["'self'", 'data:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'blob:', 'data:'],
  'manifest-src': ["'self'"],
  'frame-src': ["'none'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** TensorFlow's WASM threads are workers made of text: they start from blob: addresses and take their script from one. */
const WORKER: Directives = {
  'default-src': ["'self'"],
  'script-src': ["'self'", 'blob:', "'wasm-unsafe-eval'"],
  'worker-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'blob:', 'data:'],
};

const asText = (directives: Directives): string =>
  Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');

export const PAGE_POLICY = asText(PAGE);
export const WORKER_POLICY = asText(WORKER);
