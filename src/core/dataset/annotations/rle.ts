/** Run lengths in the compressed text of COCO: numbers of five bits a character, each from the third on as the difference to the one two before. */

/** @throws RangeError when the text is cut */
export function decodeCocoRuns(text: string): number[] {
  const counts: number[] = [];
  for (let at = 0; at < text.length;) {
    let value = 0;
    let shift = 0;
    for (let more = true; more; shift += 5) {
      if (at >= text.length) throw new RangeError('The run lengths are cut.');
      const code = text.charCodeAt(at++) - 48;
      value |= (code & 31) << shift;
      more = (code & 32) !== 0;
      if (!more && (code & 16) !== 0) value |= -1 << (shift + 5);
    }
    if (counts.length > 2) value += counts[counts.length - 2];
    counts.push(value);
  }
  return counts;
}
