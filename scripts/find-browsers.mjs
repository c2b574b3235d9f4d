/**
 * Finds the two browsers that are tested beside Chromium, Firefox and WebKit, or says what is missing and how to get it. On Debian as
 * root `installBrowsers` installs the packages first.
 */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, mayInstall } from './debian-packages.mjs';

const FIREFOX = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

const onPath = (program) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path)) ?? null;

/** What WebKitGTK's driver opens: a browser with nothing around the page. It lies in a folder of the library's. */
function miniBrowser() {
  for (const root of ['/usr/lib', '/usr/libexec', '/usr/lib64']) {
    if (!existsSync(root)) continue;
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => [
        name,
        ...['4.1', '6.0', '4.0'].map((version) => join(name, `webkit2gtk-${version}`)),
      ]);
    for (const folder of [...folders, 'webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']) {
      const path = join(root, folder, 'MiniBrowser');
      if (existsSync(path)) return path;
    }
  }
  return null;
}

/** Path of a Firefox. Throws with advice when there is none. */
export function findFirefox() {
  const asked = process.env.FIREFOX_PATH;
  const browser = (asked ? [asked] : FIREFOX).find((path) => existsSync(path));
  if (browser) return browser;
  throw new Error(
    asked
      ? `FIREFOX_PATH is "${asked}", but there is no such file. Correct it or unset it.`
      : 'No Firefox was found. Set FIREFOX_PATH, or on Debian run "apt-get install firefox-esr".',
  );
}

/** Paths of WebKit's driver, of its browser, and of the screen that both need. Throws with advice when one is missing. */
export function findWebkit() {
  const driver = onPath('WebKitWebDriver');
  const xvfb = onPath('Xvfb');
  const browser = process.env.WEBKIT_PATH ?? miniBrowser();
  if (driver && xvfb && browser) return { driver, xvfb, browser };
  const missing = Object.entries({ WebKitWebDriver: driver, Xvfb: xvfb, MiniBrowser: browser })
    .filter(([, path]) => !path)
    .map(([name]) => name);
  throw new Error(
    `No WebKit was found (missing: ${missing.join(', ')}). On Debian run "apt-get install webkit2gtk-driver xvfb".`,
  );
}

const BROWSERS = {
  firefox: { find: findFirefox, packages: ['firefox-esr'] },
  webkit: { find: findWebkit, packages: ['webkit2gtk-driver', 'xvfb'] },
};

/** What is missing, or empty. */
function adviceOf({ find }) {
  try {
    find();
    return '';
  } catch (error) {
    return error.message;
  }
}

/** By name, advice on those that are missing; empty where there are all. What is missing is installed first where that is possible. */
export function installBrowsers() {
  const packages = Object.values(BROWSERS).flatMap((browser) => (adviceOf(browser) ? browser.packages : []));
  if (packages.length > 0 && mayInstall()) installPackages(packages, { recommended: false });
  return Object.fromEntries(Object.entries(BROWSERS).map(([name, browser]) => [name, adviceOf(browser)]));
}
