const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The value of a Kubernetes quantity in its base unit (cores, bytes, pieces), or `undefined` for what is none.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(value: unknown): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/.exec(
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '',
  );
  if (!match) return undefined;
  const [, digits, exponent, suffix = ''] = match;
  return exponent === undefined ? Number(digits) * (suffixes[suffix] ?? 1) : Number(`${digits}e${exponent}`);
}

/** For people: `2.5 cores`. */
export function formatCores(cores: number): string {
  return `${round(cores)} ${cores === 1 ? 'core' : 'cores'}`;
}

/** For people: `1.5Gi`. */
export function formatBytes(bytes: number): string {
  const unit = ['Ti', 'Gi', 'Mi', 'Ki'].find((suffix) => bytes >= (suffixes[suffix] ?? 0)) ?? '';
  return `${round(bytes / (suffixes[unit] ?? 1))}${unit}`;
}

/** Up to three decimals, without trailing zeros. */
function round(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
