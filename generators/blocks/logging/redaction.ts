/** What is taken out of logs and traces: what a pattern matches becomes `to`. */
export interface Redaction {
  /** Regular expression of RE2: https://github.com/google/re2/wiki/Syntax */
  readonly pattern: string;
  /** `$1` is the first group. */
  readonly to: string;
}

/** Stands where something was removed. */
const removed = '***';

/** Parts of the names of secrets: `access_token`, `DB_PASSWORD`, `clientSecret`, `Set-Cookie`. */
const secretNames = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'api[_-]?key',
  'access[_-]?key',
  'private[_-]?key',
  'cookie',
  'session[_-]?id',
  'e-?mail',
  'phone',
  'msisdn',
];
const named = `[\\w-]*(?:${secretNames.join('|')})[\\w-]*`;
const scheme = '(?:(?:bearer|basic|digest|negotiate|token|apikey)\\s+)?';

/**
 * TokenCheck and personal data, by their form or by their name, in this order: what a pattern replaces is text for those
 * after it. They remove too much rather than too little, such as the number in `max_tokens=100`. What has neither a form
 * nor a name stays, for example a person's name, or a phone number without a `+`. Addresses of clients stay: without them
 * nobody can follow an attack.
 */
export const redactions: readonly Redaction[] = [
  // A user and a password in a URL: the password.
  { pattern: `([a-zA-Z][a-zA-Z0-9+.-]*://[^\\s:/?#@"']*):[^\\s/"']+@`, to: `$1:${removed}@` },
  // The header Authorization, plain or as a key of JSON.
  { pattern: `(?i)(authorization\\W{1,6}${scheme})[^\\s"'\\\\,;]+`, to: `$1${removed}` },
  { pattern: '(?i)\\b(bearer)\\s+[\\w.~+/=-]{8,}', to: `$1 ${removed}` },
  // JWS and JWE, which begin with a JSON object in base64url: https://www.rfc-editor.org/rfc/rfc7519#section-3
  { pattern: '\\beyJ[\\w-]{4,}(?:\\.[\\w-]*){2,4}', to: removed },
  // A named value of JSON; of JSON inside a string; in quotes; of a form, a URL or a log line.
  { pattern: `(?i)("${named}"\\s*:\\s*")(?:[^"\\\\]|\\\\.)+`, to: `$1${removed}` },
  { pattern: `(?i)(\\\\"${named}\\\\"\\s*:\\s*\\\\")[^"]+`, to: `$1${removed}\\` },
  { pattern: `(?i)\\b(${named}\\s*[=:]\\s*")(?:[^"\\\\]|\\\\.)+`, to: `$1${removed}` },
  { pattern: `(?i)\\b(${named}\\s*[=:]\\s*')[^']+`, to: `$1${removed}` },
  { pattern: `(?i)\\b(${named}["']?\\s*[=:]\\s*)[^\\s"'\\\\,;&}\\]]+`, to: `$1${removed}` },
  { pattern: '[\\pL\\pN._%+-]+@[\\pL\\pN-]+(?:\\.[\\pL\\pN-]+)*\\.\\pL{2,}', to: `${removed}@${removed}` },
  // Numbers of cards: Visa, Mastercard and Discover have sixteen digits, American Express fifteen.
  {
    pattern:
      '\\b(?:4\\d{3}|5[1-5]\\d{2}|2[2-7]\\d{2}|6(?:011|5\\d{2}))(?:[ -]?\\d{4}){3}\\b|\\b3[47]\\d{2}[ -]?\\d{6}[ -]?\\d{5}\\b',
    to: removed,
  },
  // Phone numbers with their country: https://www.itu.int/rec/T-REC-E.164
  { pattern: '\\+[1-9](?:[ ().-]{0,2}\\d){7,14}\\b', to: removed },
];

/** Attributes of spans that are removed whole, by their key. */
export const redactedKeys = `(?i)(authorization|${secretNames.join('|')})`;
