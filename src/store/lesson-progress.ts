/** Which goals of the textbook have been met, and the figures that came of it, remembered on this device. */
import { plausibleFindings, type Findings } from '../core/lessons/findings.ts';

const KEY = 'lessons';
const FINDINGS = 'lesson-findings';

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage may be refused; progress then holds for this visit.
  }
}

export function rememberedGoals(): readonly string[] {
  const value = read(KEY);
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

export const rememberGoals = (met: readonly string[]): void => write(KEY, met);

export const rememberedFindings = (): Findings => plausibleFindings(read(FINDINGS));

export const rememberFindings = (findings: Findings): void => write(FINDINGS, findings);
