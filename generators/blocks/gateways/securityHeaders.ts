/**
 * Headers that tell browsers to be careful with answers, where a backend sets none itself: HTTPS for a year, no guess at
 * the type of a file, no frame around a page, no address of a page in a request to somewhere else.
 * https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 */
export const securityHeaders = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
} as const;
