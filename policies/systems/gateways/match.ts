import { at, listAt, text, textAt } from '../../kubernetes/reading.ts';

/** Which requests a rule of a route takes: all of these together. */
export interface RouteMatch {
  /** `spec.rules[0].matches[1]`. */
  readonly field: string;
  readonly path: MatchedPath;
  /** Empty for every method. */
  readonly method: string;
  /** Headers and query parameters, sorted: `header x-canary Exact always`. */
  readonly conditions: readonly string[];
}

/** A path, or all below it by whole segments, or what a regular expression matches. */
export interface MatchedPath {
  readonly type: string;
  readonly value: string;
}

/**
 * The matches of a rule with their defaults: one without matches takes everything. A method of gRPC is the path
 * `/<service>/<method>`, and is called by POST: https://gateway-api.sigs.k8s.io/reference/spec/
 */
export function matchesOf(rule: object, field: string, isGrpc: boolean): readonly RouteMatch[] {
  const all = listAt(rule, ['matches']);
  return (all.length === 0 ? [{}] : all).map((match, index) => ({
    field: `${field}.matches[${index}]`,
    path: isGrpc ? grpcPath(at(match, ['method'])) : httpPath(at(match, ['path'])),
    method: isGrpc ? 'POST' : textAt(match, ['method']),
    conditions: [
      ...listAt(match, ['headers']).map((one) => condition('header', one, textAt(one, ['name']).toLowerCase())),
      ...listAt(match, ['queryParams']).map((one) => condition('query', one, textAt(one, ['name']))),
    ].sort(),
  }));
}

/** For people: `GET /v1/… with header x-canary Exact always`. */
export function formatMatch({ method, path, conditions }: RouteMatch): string {
  const below = path.type === 'PathPrefix' ? `${prefixOf(path)}/…` : path.value;
  return [method, below, conditions.length > 0 ? `with ${conditions.join(', ')}` : '']
    .filter((part) => part !== '')
    .join(' ');
}

/** Two matches with one key take the same requests, with the same precedence. */
export function keyOfMatch({ method, path, conditions }: RouteMatch): string {
  const value = path.type === 'PathPrefix' ? prefixOf(path) : path.value;
  return [path.type, value, method, ...conditions].join('\n');
}

/** Whether every path that one match takes lies within another. Of a regular expression its literal start counts. */
export function pathWithin(inner: MatchedPath, outer: MatchedPath): boolean {
  if (outer.type === 'RegularExpression') return inner.type === outer.type && inner.value === outer.value;
  if (outer.type === 'Exact') return inner.type === 'Exact' && inner.value === outer.value;
  const prefix = prefixOf(outer);
  if (inner.type === 'RegularExpression') return literalStart(inner.value).startsWith(`${prefix}/`);
  const value = inner.type === 'PathPrefix' ? prefixOf(inner) : inner.value;
  return value === prefix || value.startsWith(`${prefix}/`);
}

/** The text with which everything begins that a regular expression matches. */
export function literalStart(expression: string): string {
  const start = /^\^?([^\\[\](){}.*+?|^$]*)/.exec(expression)?.[1] ?? '';
  // The last character is optional, or several.
  const next = expression.replace(/^\^/, '').charAt(start.length);
  return expression.includes('|') ? '' : /[*?{]/.test(next) ? start.slice(0, -1) : start;
}

/** A prefix without the slash at its end: `/v1/` is `/v1`, and `/` is empty. */
export function prefixOf({ value }: MatchedPath): string {
  return value.replace(/\/+$/, '');
}

function httpPath(path: unknown): MatchedPath {
  return { type: textAt(path, ['type']) || 'PathPrefix', value: textAt(path, ['value']) || '/' };
}

function grpcPath(method: unknown): MatchedPath {
  const service = textAt(method, ['service']);
  const name = textAt(method, ['method']);
  if (textAt(method, ['type']) === 'RegularExpression') {
    return { type: 'RegularExpression', value: `/${service || '[^/]+'}/${name || '[^/]+'}` };
  }
  if (service === '') return name === '' ? httpPath({}) : { type: 'RegularExpression', value: `/[^/]+/${name}` };
  return name === '' ? { type: 'PathPrefix', value: `/${service}` } : { type: 'Exact', value: `/${service}/${name}` };
}

function condition(kind: string, one: object, name: string): string {
  return `${kind} ${name} ${textAt(one, ['type']) || 'Exact'} ${text(at(one, ['value']))}`;
}
