/**
 * The worker around the engine: URLs of tfjs's WASM binaries (the bundler knows them), the protocol over comlink, large arrays moved
 * instead of copied. Everything else is src/engine.
 */
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import * as Comlink from 'comlink';
import { toErrorReport } from '../core/errors.ts';
import { createEngine } from '../engine/session/engine.ts';
import { deviceNotes } from './device-notes.ts';
import type { Checkpoint, EngineApi, EngineEvent, EngineListener } from './protocol.ts';

// Held as long as the worker lives: the page is given the lock when the browser ends the worker without a word.
if (self.name) void navigator.locks?.request(self.name, () => new Promise(() => {}));

const engine = createEngine({
  // The built worker lies in a folder of the page's.
  baseUrl: new URL(import.meta.env.DEV ? '/' : '..', self.location.href).href,
  notes: deviceNotes,
  wasmAssets: {
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedSimdUrl,
  },
});

function moveCheckpoint(checkpoint: Checkpoint): Checkpoint {
  return Comlink.transfer(
    checkpoint,
    checkpoint.tensors.map(({ data }) => data.buffer as ArrayBuffer),
  );
}

function moveEvent(event: EngineEvent): EngineEvent {
  if (event.type !== 'checkpoint') return event;
  const buffers = event.checkpoint.tensors.map(({ data }) => data.buffer as ArrayBuffer);
  return Comlink.transfer(event, buffers);
}

const api: EngineApi = {
  ...engine,
  initialise: (choice, listener: EngineListener) =>
    engine.initialise(choice, (event) => listener(moveEvent(event))),
  checkpoint: async () => moveCheckpoint(await engine.checkpoint()),
  batchPixels: async (step) => {
    const batch = await engine.batchPixels(step);
    return Comlink.transfer(batch, [batch.pixels.buffer as ArrayBuffer, batch.labels.buffer as ArrayBuffer]);
  },
  embeddings: async (ids) => {
    const embeddings = await engine.embeddings(ids);
    return Comlink.transfer(embeddings, [embeddings.data.buffer as ArrayBuffer]);
  },
};

/** comlink passes only message and stack of an Error, so failures are thrown as plain `ErrorReport` objects. */
function reporting<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return (...args) =>
    work(...args).catch((error: unknown) => {
      throw toErrorReport(error);
    });
}

Comlink.expose(
  Object.fromEntries(
    Object.entries(api).map(([name, work]) => [
      name,
      reporting(work as (...args: unknown[]) => Promise<unknown>),
    ]),
  ),
);
