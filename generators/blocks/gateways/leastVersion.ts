/**
 * A regular expression (RE2) for versions before `least`, each number of which may have up to nine digits: with 1.4.0,
 * `1.3.9` and `0.9`, not `1.4.0` or `1.10.0`. A header that is no version matches not.
 */
export function isOlder(least: string): string {
  const numbers = least.split('.').map(Number);
  const rest = '(\\.[0-9]+)*([-+].*)?';
  const alternatives = numbers.map((number, index) => {
    const before = numbers
      .slice(0, index)
      .map((one) => `${one}\\.`)
      .join('');
    const below = lessThan(number);
    return below === undefined ? undefined : `${before}${below}${rest}`;
  });
  // A shorter version has zeros where it ends: 1.4 is 1.4.0.
  const shorter = numbers.flatMap((_, index) => {
    const cut = numbers.slice(0, index);
    const isLess = numbers.slice(index).some((one) => one > 0);
    return index > 0 && isLess ? [cut.join('\\.')] : [];
  });
  const all = [...alternatives.filter((one) => one !== undefined), ...shorter].join('|') || '[^\\s\\S]';
  // Envoy matches the whole value, Traefik any part of it: without anchors 2.0.0 would be older than 1.4.0.
  return `^(${all})$`;
}

/** A regular expression for the decimal numbers below one, without leading zeros; undefined for zero. */
function lessThan(number: number): string | undefined {
  if (number === 0) return undefined;
  const digits = String(number);
  const alternatives: string[] = [];
  for (let length = 1; length < digits.length; length++) {
    alternatives.push(length === 1 ? '[0-9]' : `[1-9][0-9]{${length - 1}}`);
  }
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[at]);
    const least = at === 0 && digits.length > 1 ? 1 : 0;
    if (digit <= least) continue;
    const left = digits.length - at - 1;
    const range = digit - 1 === least ? String(least) : `[${least}-${digit - 1}]`;
    alternatives.push(`${digits.slice(0, at)}${range}${left > 0 ? `[0-9]{${left}}` : ''}`);
  }
  return `(${alternatives.join('|')})`;
}
