import { html, type Markup } from './html.ts';

/** CPU for tables: whole cores from ten on, else tenths. */
export function cores(amount: number): string {
  return amount >= 10 ? String(Math.round(amount)) : String(Math.round(amount * 10) / 10);
}

const gibi = 2 ** 30;

/** A size for tables: `42 GiB`, `1.2 TiB`. */
export function gibibytes(bytes: number): string {
  const [amount, unit] = bytes >= 1024 * gibi ? [bytes / (1024 * gibi), 'TiB'] : [bytes / gibi, 'GiB'];
  return `${amount >= 10 ? Math.round(amount) : Math.round(amount * 10) / 10} ${unit}`;
}

/**
 * A bar of what is needed at least and at most, of a whole: for eyes, beside the numbers themselves. What is beyond the
 * whole fills it.
 */
export function bar(least: number, most: number, whole: number): Markup {
  const share = (amount: number) => (whole > 0 ? Math.min(100, Math.round((amount / whole) * 1000) / 10) : 100);
  const name = most > whole ? 'bar over' : 'bar';
  return html`<svg class="${name}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="8"/><rect class="most" width="${share(most)}" height="8"/><rect class="least" width="${share(least)}" height="8"/></svg>`;
}
