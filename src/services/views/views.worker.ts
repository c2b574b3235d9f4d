/** Makes views off the page's thread: a whole image takes tens of milliseconds. */
import { serve } from '../worker-serve.ts';
import { makeViews } from './make-views.ts';
import type { ViewsReply, ViewsRequest } from './protocol.ts';

serve<ViewsRequest, ViewsReply>(makeViews, (reply) =>
  reply.kind === 'render' ? reply.views.map(({ data }) => data.buffer) : [],
);
