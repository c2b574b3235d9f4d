import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Rooms of the house, top to bottom. The rules below say which room may import from which. */
const rooms = [
  { type: 'core', pattern: 'src/core/**' },
  { type: 'worker', pattern: 'src/worker' },
  { type: 'engine', pattern: 'src/engine/**' },
  { type: 'services', pattern: 'src/services/**' },
  { type: 'offline', pattern: 'src/offline/**' },
  { type: 'store', pattern: 'src/store/**' },
  { type: 'feature', pattern: 'src/ui/features/*/**', capture: ['feature'] },
  { type: 'ui', pattern: 'src/ui/**' },
];
/** The worker's room has three kinds of files: the contract, the worker itself, and the page's side of it. */
const workerFiles = [
  { category: 'protocol', pattern: 'src/worker/protocol*.ts' },
  { category: 'engine-worker', pattern: 'src/worker/engine.worker.ts' },
  { category: 'main', pattern: 'src/main.tsx' },
];
const FILES = workerFiles.map(({ category }) => category);
const select = (name) =>
  FILES.includes(name) ? { file: { categories: name } } : { element: { type: name } };
const allow = (from, to) => ({ from: select(from), allow: to.map((name) => ({ to: select(name) })) });

const noTensorFlow = { group: ['@tensorflow/*'], message: 'Only src/engine may import TensorFlow.' };
const noReact = {
  group: ['react', 'react-dom', 'react/*', 'react-dom/*'],
  message: 'Only src/ui may import React.',
};
const onlyRooms = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  {
    ignores: [
      'dist',
      'program',
      'node_modules',
      'src/engine/kernels/wasm/generated',
      'src/engine/kernels/wasm/assembly',
      // Checked by core's own tsconfig.json only.
      'src/core/everywhere.d.ts',
      'public',
      'test-results',
      'playwright-report',
      'runs',
      '.cache',
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
    // With types: a promise that nobody waits for loses its error, and a kind that a switch forgets is silent.
    files: ['src/**/*.{ts,tsx}', 'scripts/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': rooms.map((room) => ({ ...room, partialMatch: false })),
      'boundaries/files': workerFiles,
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            allow('core', ['core']),
            allow('engine', ['engine', 'core', 'protocol']),
            allow('engine-worker', ['engine', 'core', 'protocol']),
            allow('worker', ['core', 'worker']),
            allow('services', ['core', 'services']),
            allow('offline', ['core', 'services', 'offline']),
            allow('store', ['core', 'worker', 'services', 'store']),
            allow('ui', ['core', 'protocol', 'services', 'store', 'ui', 'feature']),
            allow('feature', ['core', 'protocol', 'services', 'store', 'ui']),
            {
              from: { element: { type: 'feature' } },
              allow: {
                to: {
                  element: { type: 'feature', captured: { feature: '{{from.element.captured.feature}}' } },
                },
              },
            },
            allow('main', ['ui', 'store']),
          ],
        },
      ],
    },
  },
  {
    // Pages that come over plain http lack it: src/services/new-id.ts.
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'crypto', property: 'randomUUID' },
        { object: 'crypto', property: 'subtle' },
      ],
    },
  },
  onlyRooms(['src/engine/**', 'src/worker/engine.worker.ts'], [noReact]),
  onlyRooms(['src/ui/**', 'src/main.tsx'], [noTensorFlow]),
  onlyRooms(
    [
      'src/core/**',
      'src/services/**',
      'src/store/**',
      'src/worker/protocol*.ts',
      'src/worker/engine-client.ts',
    ],
    [noTensorFlow, noReact],
  ),
  {
    // Leaves the house with a detector: it uses stock TensorFlow.js and nothing of this program.
    files: ['src/services/detector/take-home/**'],
    rules: { 'no-restricted-imports': 'off' },
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
  {
    // Only the React compiler, which is not used here, would have to skip these files.
    files: ['src/ui/**/*.tsx'],
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  { files: ['**/fixtures/**'], rules: { 'max-lines': 'off' } },
  prettier,
);
