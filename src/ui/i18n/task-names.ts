/** Names of the pretext tasks for the control, from the catalogue of kinds: of its entries, those that are tasks. */
export function taskNames(kinds: Readonly<Record<string, object>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([name, entry]) => ('task' in entry ? [[name, String(entry.task)]] : [])),
  );
}
