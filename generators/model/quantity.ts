/**
 * Quantities of Kubernetes (`resource.Quantity`): a number with a decimal suffix, a binary suffix or an exponent.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */

/** Powers of ten by decimal suffix. */
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/** Factors by binary suffix, in rising order. */
const binary = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 } as const;

/** The value of a quantity in its base unit (cores, bytes, pieces), or `undefined` if it is not a quantity. */
export function quantity(value: unknown): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d{1,3})|([numkMGTPE])|([KMGTPE]i))?$/.exec(
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '',
  );
  if (!match) return undefined;
  const [, digits, exponent, ten = '', two] = match;
  if (two) return Number(digits) * binary[two as keyof typeof binary];
  return Number(`${digits}e${exponent ?? decimal[ten] ?? 0}`);
}

/** Thousandths of a core in a CPU quantity that a schema has checked (`500m`, `2`, `0.5`). */
export function milliCpu(text: string): number {
  return Math.round(checked(text) * 1000);
}

/** Bytes in a quantity that a schema has checked (`512Mi`). */
export function bytes(text: string): number {
  return checked(text);
}

function checked(text: string): number {
  const value = quantity(text);
  if (value === undefined) throw new TypeError(`${JSON.stringify(text)} is no quantity`);
  return value;
}

/** A CPU quantity in canonical form, as the API server and operators write it back: `500m`, `2`, `1k`. */
export function canonicalCpu(milli: number): string {
  return canonical(milli, { m: 1, '': 1000, k: 1e6 });
}

/** A size in canonical form, as the API server and operators write it back: `512Mi`, `1536Mi`, `1023`. */
export function canonicalBytes(size: number): string {
  return canonical(size, { '': 1, ...binary });
}

/** With the largest unit that leaves a whole number. */
function canonical(amount: number, units: Readonly<Record<string, number>>): string {
  const [suffix, unit] = Object.entries(units).findLast(([, unit]) => amount % unit === 0) ?? ['', 1];
  return amount === 0 ? '0' : `${amount / unit}${suffix}`;
}

/** CPU for people: `2.5 cores`. */
export function formatCores(cores: number): string {
  return `${rounded(cores)} ${cores === 1 ? 'core' : 'cores'}`;
}

/** A size for people, in the largest unit of which there is one: `1.5Gi`. */
export function formatBytes(size: number): string {
  const [suffix, unit] = Object.entries(binary).findLast(([, unit]) => size >= unit) ?? ['', 1];
  return `${rounded(size / unit)}${suffix}`;
}

/** Up to three decimals, without trailing zeros. */
function rounded(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
