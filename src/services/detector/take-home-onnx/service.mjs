/** The service behind serve.mjs: POST /score with an image as the body, GET /health. Made from an opened detector and limits. */
import { createServer } from 'node:http';
import { mapPng, readImage } from './node-images.mjs';

/** What a caller did wrong, or what there is too much of. */
class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {{ detector: any, threshold: number, mapThreshold: number, scales?: object }} opened
 * @param {{ mostBytes: number, mostPixels: number, mostWaiting: number, timeoutMs: number }} limits
 * @returns {import('node:http').Server} that does not listen yet
 */
export function createService({ detector, threshold, mapThreshold, scales }, limits) {
  /** One image after the other: each uses all cores. */
  let line = Promise.resolve();
  let waiting = 0;
  function inTurn(work) {
    if (waiting >= limits.mostWaiting)
      throw new Refusal(503, 'Too many images are waiting. Try again in a moment.');
    waiting++;
    const mine = line.then(work).finally(() => waiting--);
    line = mine.catch(() => undefined);
    return mine;
  }

  async function body(request) {
    const tooLarge = () => new Refusal(413, `An image may have ${limits.mostBytes} bytes at most.`);
    if (Number(request.headers['content-length'] ?? 0) > limits.mostBytes) throw tooLarge();
    const parts = [];
    let size = 0;
    for await (const part of request) {
      size += part.length;
      if (size > limits.mostBytes) throw tooLarge();
      parts.push(part);
    }
    if (size === 0) throw new Refusal(400, 'The body is empty: send the bytes of an image.');
    return Buffer.concat(parts);
  }

  async function score(request) {
    const bytes = await body(request);
    return inTurn(async () => {
      const image = await readImage(bytes, { mostPixels: limits.mostPixels, scales }).catch((error) => {
        throw new Refusal(
          /pixel limit/.test(error.message) ? 413 : 415,
          `This is no image that can be read: ${error.message}`,
        );
      });
      return detector.score(image);
    });
  }

  async function answer(request, response) {
    const json = (status, value, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(`${JSON.stringify(value)}\n`);
    };
    try {
      const { pathname } = new URL(request.url, 'http://localhost');
      if (pathname === '/health') return json(200, { ok: true, waiting });
      if (pathname !== '/score') throw new Refusal(404, 'There are /score and /health.');
      if (request.method !== 'POST') throw new Refusal(405, 'Send the image with POST.');
      const found = await score(request);
      if (/image\/png/.test(request.headers.accept ?? '')) {
        const png = await mapPng(found, 2 * mapThreshold);
        response.writeHead(200, {
          'content-type': 'image/png',
          'x-anomaly-score': String(found.score),
          'x-is-anomalous': String(found.anomalous),
        });
        return response.end(png);
      }
      return json(200, {
        anomaly_score: found.score,
        p_value: found.pValue,
        is_anomalous: found.anomalous,
        threshold,
      });
    } catch (error) {
      if (response.headersSent) return response.destroy();
      const status = error instanceof Refusal ? error.status : 500;
      if (status === 500) console.error(error);
      // What is left of a body that was refused is not read.
      const headers = status === 413 ? { connection: 'close' } : {};
      return json(
        status,
        { error: status === 500 ? 'The image could not be scored.' : error.message },
        headers,
      );
    }
  }

  return createServer(
    { requestTimeout: limits.timeoutMs, headersTimeout: limits.timeoutMs },
    (request, response) => {
      response.on('error', () => response.destroy());
      void answer(request, response);
    },
  );
}
