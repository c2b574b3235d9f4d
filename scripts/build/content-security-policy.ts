/** Puts the policy of `src/offline/policy.ts` into the built page, before anything that it governs. The dev server needs inline scripts. */
import type { Plugin } from 'vite';
import { PAGE_POLICY } from '../../src/offline/policy.ts';

export const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
      injectTo: 'head-prepend',
    },
  ],
};
