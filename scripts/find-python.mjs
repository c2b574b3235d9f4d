/**
 * Finds a Python with NumPy and Pillow, which the detector's Python scripts need: PYTHON, or the system's. On Debian as root
 * `installPython` installs the packages first.
 */
import { spawnSync } from 'node:child_process';
import { installPackages, mayInstall } from './debian-packages.mjs';

const NAMES = ['python3', '/usr/bin/python3', 'python'];

const has = (command) => spawnSync(command, ['-c', 'import numpy, PIL']).status === 0;

/** Command of a Python with NumPy and Pillow, or null. */
export function locatePython() {
  const asked = process.env.PYTHON;
  return (asked ? [asked] : NAMES).find(has) ?? null;
}

/** Installs what is missing where this user may. @returns what to do where it is still missing, else '' */
export function installPython() {
  if (!locatePython() && mayInstall())
    installPackages(['python3', 'python3-numpy', 'python3-pil'], { recommended: false });
  return locatePython()
    ? ''
    : 'No Python with NumPy and Pillow was found. Set PYTHON, or on Debian run "apt-get install python3-numpy python3-pil".';
}
