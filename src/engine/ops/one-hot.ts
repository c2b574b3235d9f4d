/** Labels as float rows, made on the host: a few hundred bytes. */
export function oneHotRows(labels: Uint8Array, classes: number): Float32Array {
  const rows = new Float32Array(labels.length * classes);
  labels.forEach((label, i) => (rows[i * classes + label] = 1));
  return rows;
}
