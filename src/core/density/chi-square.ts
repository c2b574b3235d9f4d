/**
 * Quantiles of the chi-square law: the squared Mahalanobis distance of a Gaussian in `dof` dimensions follows it. Through
 * the regularised lower incomplete gamma function (series below a + 1, continued fraction above; Numerical Recipes 6.2)
 * and bisection-guarded Newton steps.
 */

/** ln Gamma(x) for x > 0, Lanczos g = 607/128, n = 15: relative error near 1e-15. */
export function logGamma(x: number): number {
  const c = [
    0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
    3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125,
    -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5,
    -2.6190838401581408e-5, 3.6899182659531625e-6,
  ];
  const t = x + 671 / 128;
  let sum = c[0];
  for (let i = 1; i < c.length; i++) sum += c[i] / (x + i);
  return (x + 0.5) * Math.log(t) - t + Math.log((2.5066282746310007 * sum) / x);
}

/** P(a, x), the regularised lower incomplete gamma function. */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Q(a, x) = 1 - P(a, x), without the loss of digits in the far tail. */
export function gammaQ(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

function front(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a));
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 100_000 && Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return front(a, x) * sum;
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (Math.abs(an * d + b) < tiny ? tiny : an * d + b);
    c = Math.abs(b + an / c) < tiny ? tiny : b + an / c;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return front(a, x) * h;
}

/** x with P(chi-square with `dof` degrees of freedom <= x) = p, for p in (0, 1). */
export function chiSquareQuantile(p: number, dof: number): number {
  if (!(p > 0)) return 0;
  if (p >= 1) return Infinity;
  const a = dof / 2;
  let low = 0;
  let high = Math.max(4, 2 * dof);
  while (gammaP(a, high / 2) < p) high *= 2;
  let x = 0.5 * (low + high);
  for (let i = 0; i < 200; i++) {
    const error = gammaP(a, x / 2) - p;
    if (error > 0) high = x;
    else low = x;
    const density = 0.5 * Math.exp((a - 1) * Math.log(x / 2) - x / 2 - logGamma(a));
    const newton = x - error / density;
    const next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (Math.abs(next - x) <= 1e-15 * next) return next;
    x = next;
  }
  return x;
}
