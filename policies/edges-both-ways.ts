import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { type ClusterView, rule, type Violation } from '../generators/model/rule.ts';
import { networkPolicy } from './example/api.ts';
import { filesNetworkPolicy } from './example/files.ts';
import { openTo, podsOf as peerOf } from './example/parts.ts';
import { labelsOf } from './example/pod.ts';
import { withField } from './example/withField.ts';
import { workerNetworkPolicy, workerObjects } from './example/worker.ts';
import {
  type Direction,
  means,
  namespaceLabels,
  opens,
  type Policy,
  type Port,
  policiesOf,
  policiesOn,
  portsMeant,
  type TrafficRule,
} from './kubernetes/network.ts';
import { type Pods, podsIn, selected } from './kubernetes/pods.ts';
import { formatSelector, matches } from './kubernetes/selector.ts';

const apiPods = { matchLabels: labelsOf('api') };
const workerPods = { matchLabels: labelsOf('worker') };

const edgesBothWays = rule({
  code: 'edges-both-ways',
  severity: 'error',
  title: 'A call between pods that the NetworkPolicy of one side opens is open on the other side, on the same port.',
  why:
    'A call needs the egress rule of the caller and the ingress rule of the called: with one of them missing it times ' +
    'out, and nothing says why. ' +
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  fix: 'Open the same port on the other side, or take this rule away.',
  *check(view) {
    for (const policy of policiesOf(view)) {
      for (const direction of ['Egress', 'Ingress'] as const) {
        for (const one of policy.rules[direction] ?? []) {
          // A peer without podSelector is a whole namespace: not every pod in it has to answer.
          for (const peer of one.peers) if (peer.podSelector) yield* judge(view, policy, direction, one, peer);
        }
      }
    }
  },
  passes: [
    {
      title: 'a port by name',
      objects: [withField(workerNetworkPolicy, 'spec.egress[1].ports[0].port', 'http')],
    },
    {
      title: 'a range that holds the port',
      objects: [
        withField(filesNetworkPolicy, 'spec.ingress[0].ports[0]', { protocol: 'TCP', port: 8000, endPort: 8100 }),
        withField(networkPolicy, 'spec.egress[1].ports[0]', { protocol: 'TCP', port: 8000, endPort: 8100 }),
      ],
    },
    {
      title: 'pods of its own namespace',
      objects: [withField(networkPolicy, 'spec.ingress[0]', openTo({ podSelector: workerPods }, 8080))],
    },
    {
      title: 'pods of a namespace that is not this repository’s',
      objects: [withField(networkPolicy, 'spec.ingress[1]', openTo(peerOf('prometheus', 'monitoring'), 9090))],
    },
  ],
  fails: [
    {
      title: 'a caller who is not let in',
      objects: [withField(networkPolicy, 'spec.ingress', [])],
    },
    {
      title: 'another port',
      objects: [withField(workerNetworkPolicy, 'spec.egress[1].ports[0].port', 9090)],
    },
    {
      title: 'a door that nobody may go to',
      objects: [withField(workerNetworkPolicy, 'spec.egress[1]', undefined)],
    },
    {
      title: 'a caller of another namespace who is taken for one of its own',
      objects: [withField(filesNetworkPolicy, 'spec.ingress[0]', openTo({ podSelector: apiPods }, 8080))],
    },
    { title: 'a caller who is switched off', objects: [], without: workerObjects },
  ],
});

function* judge(
  view: ClusterView,
  { built, namespace, selector }: Policy,
  direction: Direction,
  one: TrafficRule,
  peer: INetworkPolicyPeer,
): Iterable<Violation> {
  const others = meant(view, namespace, peer);
  if (!others) return;
  if (others.length === 0) {
    const message = `It is open to ${formatSelector(peer.podSelector)}, and no pod there is that.`;
    yield { object: built, field: one.field, message };
  }
  for (const own of selected(view, namespace, selector)) {
    for (const other of others) {
      const [from, to] = direction === 'Egress' ? [own, other] : [other, own];
      const closed = one.ports
        .flatMap((port) => portsMeant(port, to))
        .find((port) => !allowed(view, direction, from, to, port));
      if (!closed) continue;
      const port = `${closed.protocol} port ${closed.number}`;
      const lack = direction === 'Egress' ? `${nameOf(to)} does not let it in` : `${nameOf(from)} may not call there`;
      yield {
        object: built,
        field: one.field,
        message: `${nameOf(from)} to ${nameOf(to)} is open on ${port}, but ${lack}.`,
      };
    }
  }
}

/** The pods a peer means; `undefined` when it means none of the namespaces that are part of this cluster's objects. */
function meant(view: ClusterView, namespace: string, peer: INetworkPolicyPeer): readonly Pods[] | undefined {
  const namespaces = view
    .ofKind('Namespace', '')
    .map(({ resource }) => resource.metadata.name)
    .filter((name) =>
      peer.namespaceSelector ? matches(peer.namespaceSelector, namespaceLabels(view, name)) : name === namespace,
    );
  if (namespaces.length === 0) return undefined;
  return namespaces.flatMap((name) => podsIn(view, name)).filter((pods) => means(view, namespace, peer, pods));
}

/** Whether the other side opens what one side has open. A side that no policy closes is open. */
function allowed(view: ClusterView, opened: Direction, from: Pods, to: Pods, port: Port): boolean {
  const [asked, pods, other] = opened === 'Egress' ? (['Ingress', to, from] as const) : (['Egress', from, to] as const);
  const policies = policiesOn(view, pods, asked);
  return (
    policies.length === 0 ||
    policies.some(({ namespace, rules }) =>
      rules[asked]?.some(
        (one) =>
          opens(one, port, to) &&
          (one.peers.length === 0 || one.peers.some((peer) => means(view, namespace, peer, other))),
      ),
    )
  );
}

function nameOf({ namespace, name }: Pods): string {
  return `${namespace}/${name}`;
}

export default edgesBothWays;
