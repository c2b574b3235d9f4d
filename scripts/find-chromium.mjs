/**
 * Finds a Chromium for the tests and the command line: CHROMIUM_PATH, Playwright's own, the system's. `installChromium`
 * installs Debian's when there is none and that is possible; otherwise the message says what to do.
 */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installPackages, mayInstall } from './debian-packages.mjs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const ADVICE =
  'No Chromium was found. Set CHROMIUM_PATH to a Chrome or Chromium, or run "npx playwright install chromium", ' +
  'or on Debian and Ubuntu "apt-get install chromium", then try again.';

/** Path of a browser, or null. */
export function locateChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`CHROMIUM_PATH is "${asked}", but there is no such file. Correct it or unset it.`);
  }
  return [chromium.executablePath(), ...SYSTEM].find((path) => path && existsSync(path)) ?? null;
}

/** Path of a browser. Throws with advice when there is none. */
export async function findChromium() {
  const path = locateChromium();
  if (!path) throw new Error(ADVICE);
  return path;
}

/** As `findChromium`, but tries Debian's package first when there is no browser and this user may install one. */
export async function findOrInstallChromium() {
  const found = locateChromium();
  if (found) return found;
  if (mayInstall()) installPackages(['chromium'], { recommended: true });
  return findChromium();
}

/** What Playwright itself switches off (its chromiumSwitches.ts): a second switch of that name replaces the first. */
const OFF_BY_PLAYWRIGHT = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'AimEnabled',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
];

/** Pages of its own that every window of the browser opens behind its address bar: more than a second of processor time each. */
const HIDDEN_PAGES = ['WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxPopup'];

/** Arguments for a quiet headless run, also as root and without a network. */
export const CHROMIUM_ARGS = [
  `--disable-features=${[...OFF_BY_PLAYWRIGHT, ...HIDDEN_PAGES].join(',')}`,
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Arguments that give a real GPU to a headless browser on Linux, where there is no screen to draw on. */
export const HARDWARE_WEBGPU_ARGS = [
  '--enable-unsafe-webgpu',
  '--ignore-gpu-blocklist',
  '--use-angle=vulkan',
  '--enable-features=Vulkan',
  '--disable-vulkan-surface',
];

/** Arguments that give a software WebGPU adapter: right for correctness, useless for speed. */
export const SOFTWARE_WEBGPU_ARGS = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];
