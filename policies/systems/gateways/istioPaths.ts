import { at, listAt, texts } from '../../kubernetes/reading.ts';
import { hostWithin } from './host.ts';
import { literalStart, prefixOf, type RouteMatch } from './match.ts';

/** A path as it stands, or everything below it. */
export interface Probe {
  readonly path: string;
  readonly below: boolean;
}

/** What has to be denied, so that nothing passes that a match takes: its path, and what is below a prefix. */
export function probesOf({ path }: Pick<RouteMatch, 'path'>): readonly Probe[] {
  if (path.type === 'Exact') return [{ path: path.value, below: false }];
  if (path.type === 'RegularExpression') {
    return [
      {
        path: literalStart(path.value)
          .replace(/[^/]*$/, '')
          .replace(/\/$/, ''),
        below: true,
      },
    ];
  }
  const prefix = prefixOf(path);
  return [...(prefix === '' ? [] : [{ path: prefix, below: false }]), { path: prefix, below: true }];
}

/** Requests: a host, a method (empty for every one), and paths. */
interface Asked {
  readonly host: string;
  readonly method: string;
  readonly probe: Probe;
}

/** Whether the operations of a rule of an AuthorizationPolicy (`to`) mean all of these requests. None mean everything. */
export function operationsCover(rule: object, asked: Asked): boolean {
  return operationsOf(rule).some(
    (one) =>
      (one.hosts.length === 0 || one.hosts.some((host) => hostMeant(host, asked.host))) &&
      (one.paths.length === 0 || one.paths.some((pattern) => covers(pattern, asked.probe))) &&
      (one.methods.length === 0 || one.methods.includes(asked.method)) &&
      // A preflight carries no token, and tells nothing.
      !one.notMethods.some((method) => method !== 'OPTIONS' && (asked.method === '' || asked.method === method)) &&
      !one.notPaths.some((pattern) => overlaps(pattern, asked.probe)) &&
      !one.notHosts.some((host) => hostMeant(host, asked.host)) &&
      one.ports.length === 0,
  );
}

/** Whether operations of a rule may mean some of these requests. */
export function operationsMeet(rule: object, { host, method, probe }: Asked): boolean {
  return operationsOf(rule).some(
    (one) =>
      (one.hosts.length === 0 || one.hosts.some((pattern) => hostMeant(pattern, host))) &&
      (one.paths.length === 0 || one.paths.some((pattern) => overlaps(pattern, probe))) &&
      // A preflight carries no token, and tells nothing.
      one.methods.join() !== 'OPTIONS' &&
      (one.methods.length === 0 || method === '' || one.methods.includes(method)) &&
      !one.notPaths.some((pattern) => covers(pattern, probe)) &&
      !(method !== '' && one.notMethods.includes(method)),
  );
}

const keys = ['hosts', 'notHosts', 'paths', 'notPaths', 'methods', 'notMethods', 'ports'] as const;
type Operation = Readonly<Record<(typeof keys)[number], readonly string[]>>;

function operationsOf(rule: object): readonly Operation[] {
  const all = listAt(rule, ['to']);
  return (all.length === 0 ? [{}] : all).map(
    (one) =>
      Object.fromEntries(
        keys.map((key) => [key, texts(at(one, ['operation', key]) as string[] | undefined)]),
      ) as Operation,
  );
}

/** `api.example.com`, with a port, or with `*` at one end. */
function hostMeant(pattern: string, host: string): boolean {
  const plain = pattern.replace(/:(\*|\d+)$/, '');
  return plain === '*' || plain === host || (plain.startsWith('*') && hostWithin(host, plain.replace(/^\*\.?/, '*.')));
}

/** Whether a pattern means all paths of a probe: exact, with `*` at one end, or with `{*}` and `{**}`. */
function covers(pattern: string, { path, below }: Probe): boolean {
  const open = pattern.replace(/\{\*\*\}$/, '*');
  if (open === '*' || open === '/*') return true;
  if (open.endsWith('*') && !open.includes('{')) {
    const start = open.slice(0, -1);
    return below ? `${path}/`.startsWith(start) : path.startsWith(start);
  }
  return !below && pattern === path;
}

/** Whether a pattern may mean some path of a probe. A pattern that is not understood may. */
function overlaps(pattern: string, probe: Probe): boolean {
  if (covers(pattern, probe)) return true;
  const start = pattern.replace(/[*{].*$/, '');
  if (pattern.startsWith('*') || start !== pattern) {
    return start.startsWith(`${probe.path}/`) || `${probe.path}/`.startsWith(start);
  }
  return probe.below && pattern.startsWith(`${probe.path}/`);
}
