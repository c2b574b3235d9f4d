import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Rooms of the house, top to bottom. The rules below say which room may import from which. */
const rooms = [
  { type: 'core', pattern: 'src/core/**', mode: 'full' },
  { type: 'protocol', pattern: 'src/worker/protocol.ts', mode: 'full' },
  { type: 'engine-worker', pattern: 'src/worker/engine.worker.ts', mode: 'full' },
  { type: 'client', pattern: 'src/worker/**', mode: 'full' },
  { type: 'engine', pattern: 'src/engine/**', mode: 'full' },
  { type: 'services', pattern: 'src/services/**', mode: 'full' },
  { type: 'store', pattern: 'src/store/**', mode: 'full' },
  { type: 'feature', pattern: 'src/ui/features/*/**', mode: 'full', capture: ['feature'] },
  { type: 'ui', pattern: 'src/ui/**', mode: 'full' },
  { type: 'main', pattern: 'src/main.tsx', mode: 'full' },
];
const allow = (from, to) => ({ from: { type: from }, allow: to.map((type) => ({ to: { type } })) });

export default tseslint.config(
  {
    ignores: [
      'dist',
      'node_modules',
      'src/engine/kernels/wasm/generated',
      'src/engine/kernels/wasm/assembly',
      'public',
      'test-results',
      'playwright-report',
      'runs',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': rooms,
      'import/resolver': { typescript: { alwaysTryTypes: true } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          rules: [
            allow('core', ['core']),
            allow('protocol', ['core']),
            allow('engine', ['engine', 'core', 'protocol']),
            allow('engine-worker', ['engine', 'core', 'protocol']),
            allow('client', ['core', 'protocol', 'client', 'engine-worker']),
            allow('services', ['core', 'services']),
            allow('store', ['core', 'protocol', 'client', 'services', 'store']),
            allow('ui', ['core', 'protocol', 'services', 'store', 'ui', 'feature']),
            allow('feature', ['core', 'protocol', 'services', 'store', 'ui']),
            {
              from: { type: 'feature' },
              allow: { to: { type: 'feature', captured: { feature: '{{from.captured.feature}}' } } },
            },
            allow('main', ['ui', 'store']),
          ],
        },
      ],
      'no-restricted-imports': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/engine/**', 'src/worker/engine.worker.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tensorflow/*'], message: 'Only src/engine may import TensorFlow.' }] },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/ui/**', 'src/main.tsx', 'src/engine/**', 'src/worker/engine.worker.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@tensorflow/*'], message: 'Only src/engine may import TensorFlow.' },
            { group: ['react', 'react-dom', 'react/*'], message: 'Only src/ui may import React.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'window',
        'document',
        'navigator',
        'self',
        'fetch',
        'localStorage',
        'performance',
      ],
    },
  },
  { files: ['src/ui/**/*.{ts,tsx}', 'src/main.tsx'], ...reactHooks.configs.flat.recommended },
  { files: ['**/fixtures/**'], rules: { 'max-lines': 'off' } },
  prettier,
);
