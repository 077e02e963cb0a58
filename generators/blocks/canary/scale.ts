import type { Scale } from '../scaling/scale.ts';

type Bounds = Pick<Scale, 'min' | 'max'>;

/**
 * Bounds of a canary: its share of both bounds of the app, rounded up, but two pods where the app has two, so that a
 * drain leaves one. The app keeps its own bounds, because the weight may go back to 0 at any time. Where an autoscaler
 * owns the number of the app's pods, one owns that of the canary's, at any weight.
 * @param weight its share of requests in per cent
 */
export function canaryScale({ min, max }: Bounds, weight: number): Bounds {
  const share = (bound: number) => Math.ceil((bound * weight) / 100);
  const least = Math.max(share(min), Math.min(min, 2));
  return { min: least, max: max > min ? Math.max(share(max), least + 1) : least };
}
