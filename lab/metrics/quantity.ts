/** A quantity such as `250m` or `2` as a number; NaN for none. Other suffixes are not for CPUs or counts. */
export const quantity = (text = ''): number =>
  text.endsWith('m') ? Number(text.slice(0, -1)) / 1000 : Number(text || Number.NaN);
