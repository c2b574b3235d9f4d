/** Makes batches while the engine trains; see batch-line.ts. */
import { serveBatches, type BatchRequest } from './batch-line.ts';

const serve = serveBatches((reply, transfer) => self.postMessage(reply, { transfer }));
self.onmessage = ({ data }: MessageEvent<BatchRequest>) => serve(data);
