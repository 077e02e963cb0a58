import type { Filter } from './kind.ts';

/**
 * Headers of every answer. Browsers use HTTPS alone for a year, and take no file for another type than it says.
 * https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 */
export const answerHeaders = {
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Headers that are removed from every answer: they name the program that made it. */
export const hiddenHeaders = ['Server', 'X-Powered-By'] as const;

/** The filter of the Gateway API that does both. */
export const answerFilter: Filter = {
  type: 'ResponseHeaderModifier',
  responseHeaderModifier: {
    set: Object.entries(answerHeaders).map(([name, value]) => ({ name, value })),
    remove: [...hiddenHeaders],
  },
};
