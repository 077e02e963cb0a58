import type { Resource } from '../../generators/model/resource.ts';
import type { Evaluate, Peer } from '../network/evaluator.ts';
import { gatewayPods, neighbours } from '../network/neighbours.ts';
import { calls, type Flow, type Pods } from '../network/parts.ts';

const namespace = 'argocd';
const repoServer = 'argocd-repo-server';
const proxy = 'argocd-redis-ha-haproxy';
const redis = 'argocd-redis-ha-server';

/** Who of a highly available Argo CD calls whom: https://argo-cd.readthedocs.io/en/stable/operator-manual/architecture/ */
const flows: readonly Flow[] = [
  ...calls(
    [
      'argocd-server',
      'argocd-application-controller',
      'argocd-applicationset-controller',
      'argocd-notifications-controller',
    ],
    [repoServer],
    [8081],
  ),
  ...calls(['argocd-server', 'argocd-application-controller', repoServer], [proxy], [6379]),
  ...calls([proxy, redis], [redis], [6379, 26379]),
  // Redis' pods look for each other by name before they start, and the proxy for all of them.
  ...[proxy, redis].map((from): Flow => ({ from, to: neighbours.dns.name, port: 53, protocol: 'UDP' })),
  ...calls([gatewayPods.name], ['argocd-server'], [8080]),
];

/**
 * Calls that arrive and should not, and those that should and do not, such as `argocd-server -> argocd-repo-server 8081
 * is denied`. Asked about are Argo CD's own pods, some beside them and one of nobody; whom anybody may call is the
 * page's and the metrics' business, so of other calls those to Redis and its proxy count.
 * @param pods what the chart makes
 */
export async function wrongCalls(
  evaluate: Evaluate,
  pods: readonly Pods[],
  policies: readonly Resource[],
): Promise<readonly string[]> {
  const stranger: Pods = { name: 'stranger', namespace, labels: {}, ports: [] };
  const impostors = pods.map((one) => ({ ...one, name: `impostor of ${one.name}`, namespace: 'elsewhere' }));
  const all = [...pods, ...impostors, stranger, neighbours.dns, gatewayPods];
  const at = (name: string) => all.findIndex((one) => one.name === name);
  const absent = flows.filter(({ from, to }) => at(from) < 0 || at(to) < 0);
  const closed = all.flatMap(({ name: from }) =>
    calls([from], [proxy], [6379]).concat(calls([from], [redis], [6379, 26379])),
  );
  const titleOf = ({ from, to, port }: Flow) => `${from} -> ${to} ${port}`;
  const declared = new Set(flows.map(titleOf));
  const asked = [
    ...flows.filter((one) => !absent.includes(one)).map((flow) => ({ flow, arrives: true })),
    ...closed.filter((one) => !declared.has(titleOf(one))).map((flow) => ({ flow, arrives: false })),
  ].filter(({ flow }) => at(flow.to) >= 0);
  const { answers } = await evaluate({
    policies,
    namespaces: Object.fromEntries(all.map((one) => [one.namespace, {}])),
    peers: all.map(
      ({ namespace, labels, ports }, index): Peer => ({ namespace, labels, ports, address: `10.0.0.${index + 1}` }),
    ),
    calls: asked.map(({ flow }) => ({
      ...flow,
      from: at(flow.from),
      to: at(flow.to),
      protocol: flow.protocol ?? 'TCP',
    })),
  });
  return [
    ...absent.map((one) => `${titleOf(one)} leads nowhere`),
    ...asked.flatMap(({ flow, arrives }, index) => {
      const answer = answers[index];
      const through = answer !== undefined && answer.egress !== '' && answer.ingress !== '';
      return through === arrives ? [] : [`${titleOf(flow)} is ${through ? 'let through' : 'denied'}`];
    }),
  ];
}
