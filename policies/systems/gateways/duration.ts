/** Seconds of a duration such as `1h30m`, `15s` or `500ms`; `undefined` for what is none. */
export function durationSeconds(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+)(h|ms|m|s)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? 0), 0);
}

/** https://gateway-api.sigs.k8s.io/geps/gep-2257/ */
const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
