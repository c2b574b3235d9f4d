/**
 * Cross-origin isolation where a host cannot set headers: every answer gets them here. Shared memory, and with it several WASM
 * threads, need a page whose document and workers carry them. Scripts also get the policy of workers, which a meta tag cannot give.
 */
import { WORKER_POLICY } from './policy.ts';

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The same answer with the headers of isolation; what cannot be read (opaque, an error) stays as it is. */
export function isolate(response: Response, destination: RequestDestination): Response {
  if (response.type === 'opaque' || response.type === 'opaqueredirect' || response.status === 0)
    return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value);
  if (destination === 'worker') headers.set('Content-Security-Policy', WORKER_POLICY);
  const { status, statusText } = response;
  const empty = status === 204 || status === 304;
  return new Response(empty ? null : response.body, { status, statusText, headers });
}
