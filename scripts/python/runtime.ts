/**
 * What runs the detector's Python scripts where ONNX Runtime's Python package cannot be had: a Python with NumPy and Pillow, and a module
 * `onnxruntime` over the library that the Node package brings (onnxruntime.py beside this file). Null where there is no such Python.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { locatePython } from '../find-python.mjs';

export interface PythonWithRuntime {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

const LIBRARY: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'libonnxruntime.so.1',
  darwin: 'libonnxruntime.dylib',
  win32: 'onnxruntime.dll',
};

export function pythonWithRuntime(): PythonWithRuntime | null {
  const command = locatePython();
  const library = LIBRARY[process.platform];
  if (!command || !library) return null;
  const node = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  return {
    command,
    env: {
      ...process.env,
      PYTHONPATH: dirname(fileURLToPath(import.meta.url)),
      PYTHONDONTWRITEBYTECODE: '1',
      ONNXRUNTIME_LIBRARY: join(node, 'bin', 'napi-v6', process.platform, process.arch, library),
    },
  };
}
