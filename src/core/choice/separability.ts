/**
 * How far probes lie from held-out normal images in the embedding space of a task, in the metric of its density: Cohen's d of their scores. An AUROC
 * is at its end where all are told apart; this is not. That separability on data the task did not train on tells how well an augmentation suits the
 * anomalies is the idea of DSV (Yoo et al., "DSV: An Alignment Validation Loss for Self-supervised Outlier Model Selection", ECML PKDD 2023); its loss
 * reads unlabelled test images besides, which this does not.
 */
const moments = (values: ArrayLike<number>) => {
  const n = values.length;
  let [mean, squares] = [0, 0];
  for (let i = 0; i < n; i++) mean += values[i] / n;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return { mean, variance: n > 1 ? squares / (n - 1) : 0, n };
};

/** Difference of the means over the pooled standard deviation; null where nothing varies. */
export function separability(normal: ArrayLike<number>, defects: ArrayLike<number>): number | null {
  const [a, b] = [moments(normal), moments(defects)];
  const degrees = a.n + b.n - 2;
  if (degrees <= 0) return null;
  const pooled = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / degrees;
  return pooled > 0 ? (b.mean - a.mean) / Math.sqrt(pooled) : null;
}
