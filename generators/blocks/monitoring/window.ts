/** Seconds between two scrapes of an app. */
export const scrapeSeconds = 15;

/**
 * Least window of a rate: four scrapes, so that one lost scrape leaves the two samples that a rate needs.
 * https://www.robustperception.io/what-range-should-i-use-with-rate/
 */
export const rateWindow = `${(4 * scrapeSeconds) / 60}m`;
