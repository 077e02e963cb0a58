/** Seconds between two scrapes of a target. */
export const scrapeSeconds = 15;

/**
 * The window over which rates look: four scrapes, so that one that failed is no gap.
 * https://www.robustperception.io/what-range-should-i-use-with-rate/
 */
export const rateWindow = `${(4 * scrapeSeconds) / 60}m`;
