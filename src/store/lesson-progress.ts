/** Which goals of the textbook have been met, remembered on this device. */

const KEY = 'lessons';

export function rememberedGoals(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberGoals(met: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(met));
  } catch {
    // Storage may be refused; progress then holds for this visit.
  }
}
