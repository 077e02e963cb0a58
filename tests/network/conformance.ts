import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Resource } from '../../generators/model/resource.ts';
import type { Call, Evaluate, Peer } from './evaluator.ts';

/** A case of upstream's, as `conformance.yaml` has it. */
export interface ConformanceCase {
  readonly case: string;
  readonly pods: string;
  /** Labels beyond the usual ones, of pods (`x/b`) and namespaces (`y`). */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly policies: readonly ({ readonly namespace?: string } & Readonly<Record<string, unknown>>)[];
  /** By port and protocol: `x/* -> y/a: no`. */
  readonly expect: Readonly<Record<string, readonly string[]>>;
}

/** Upstream's conformance cases. */
export function conformanceCases(): readonly ConformanceCase[] {
  return parse(readFileSync(new URL('conformance.yaml', import.meta.url), 'utf8')) as ConformanceCase[];
}

/** Calls with another answer than upstream expects, such as `80 TCP x/a -> y/b: want no`. */
export async function deviations(evaluate: Evaluate, one: ConformanceCase): Promise<readonly string[]> {
  const pods = one.pods.split(' ');
  const wanted = Object.entries(one.expect).flatMap(([port, expectations]) => expand(port, pods, expectations));
  const { answers } = await evaluate({
    policies: one.policies.map(policy),
    namespaces: Object.fromEntries(['x', 'y', 'z'].map((name) => [name, one.labels?.[name] ?? {}])),
    peers: pods.map((pod) => peer(pod, one.labels?.[pod] ?? {})),
    calls: wanted.map(({ call }) => call),
  });
  return wanted.flatMap(({ title, allowed }, index) => {
    const answer = answers[index];
    const arrives = answer !== undefined && answer.egress !== '' && answer.ingress !== '';
    return arrives === allowed ? [] : [`${title}: want ${allowed ? 'yes' : 'no'}`];
  });
}

function expand(port: string, pods: readonly string[], expectations: readonly string[]) {
  const [number, protocol] = port.split(' ');
  const rules = expectations.map((text) => {
    const [, ...parts] = /^(\S+) -> (\S+): (yes|no)$/.exec(text) ?? [];
    if (parts.length === 0) throw new Error(`conformance.yaml expects nothing that can be read: ${text}`);
    return parts;
  });
  const calls = pods.flatMap((from) => pods.filter((to) => to !== from).map((to) => [from, to] as const));
  return calls.map(([from, to]) => ({
    title: `${port} ${from} -> ${to}`,
    call: { from: pods.indexOf(from), to: pods.indexOf(to), port: Number(number), protocol } as Call,
    allowed: rules.findLast(([a = '', b = '']) => meets(from, a) && meets(to, b))?.[2] !== 'no',
  }));
}

/** Whether `*`, `x/*` or a name matches a pod such as `x/a`. */
function meets(pod: string, pattern: string): boolean {
  return pattern === '*' || pattern === pod || pattern === pod.replace(/\/.*/, '/*');
}

function policy({ namespace = 'x', ...spec }: ConformanceCase['policies'][number], index: number): Resource {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${index}`, namespace },
    spec,
  };
}

function peer(pod: string, labels: Readonly<Record<string, string>>): Peer {
  const [namespace = '', name = ''] = pod.split('/');
  const ports = [80, 81].flatMap((number) =>
    ['TCP', 'UDP', 'SCTP'].map((protocol) => ({ name: `serve-${number}-${protocol.toLowerCase()}`, number, protocol })),
  );
  const address = `10.0.${'xyz'.indexOf(namespace) + 1}.${'abc'.indexOf(name) + 1}`;
  return { namespace, labels: { pod: name, ...labels }, address, ports };
}
