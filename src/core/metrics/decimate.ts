/**
 * At most so many points for a chart: largest-triangle-three-buckets (Steinarsson 2013) keeps the first, the last and in
 * each bucket the point that shapes the curve most.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export function decimate<P extends Point>(points: readonly P[], limit = 500): readonly P[] {
  const n = points.length;
  if (n <= limit || limit < 3) return points;
  const out: P[] = [points[0]];
  const width = (n - 2) / (limit - 2);
  let kept = 0;
  for (let bucket = 0; bucket < limit - 2; bucket++) {
    const start = Math.floor(bucket * width) + 1;
    const end = Math.floor((bucket + 1) * width) + 1;
    const nextEnd = Math.min(n, Math.floor((bucket + 2) * width) + 1);
    let meanX = 0;
    let meanY = 0;
    for (let i = end; i < nextEnd; i++) {
      meanX += points[i].x / (nextEnd - end);
      meanY += points[i].y / (nextEnd - end);
    }
    const a = points[kept];
    let largest = -1;
    for (let i = start; i < end; i++) {
      const area = Math.abs((a.x - meanX) * (points[i].y - a.y) - (a.x - points[i].x) * (meanY - a.y));
      if (area > largest) {
        largest = area;
        kept = i;
      }
    }
    out.push(points[kept]);
  }
  out.push(points[n - 1]);
  return out;
}
