/** Powers of ten by decimal suffix. */
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/** Factors by binary suffix, in rising order. */
const binary = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 } as const;

/**
 * The value of a Kubernetes quantity in its base unit (cores, bytes, pieces), or `undefined` for what is none.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(value: unknown): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d{1,3})|([numkMGTPE])|([KMGTPE]i))?$/.exec(
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '',
  );
  if (!match) return undefined;
  const [, digits, exponent, ten = '', two] = match;
  if (two) return Number(digits) * binary[two as keyof typeof binary];
  return Number(`${digits}e${exponent ?? decimal[ten] ?? 0}`);
}

/** For people: `2.5 cores`. */
export function formatCores(cores: number): string {
  return `${round(cores)} ${cores === 1 ? 'core' : 'cores'}`;
}

/** For people: `1.5Gi`. */
export function formatBytes(bytes: number): string {
  const [suffix, factor] = Object.entries(binary).findLast(([, size]) => bytes >= size) ?? ['', 1];
  return `${round(bytes / factor)}${suffix}`;
}

/** Up to three decimals, without trailing zeros. */
function round(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
