import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { closedPort, podsMeant } from '../cluster/edges.ts';
import { podsSelected } from '../cluster/pods.ts';
import { configMap, networkPolicy } from '../example/api.ts';
import { filesNetworkPolicy } from '../example/files.ts';
import { openTo, peerOf } from '../example/parts.ts';
import { labelsOf } from '../example/pod.ts';
import { withField } from '../example/withField.ts';
import { workerNetworkPolicy, workerObjects } from '../example/worker.ts';
import { type Direction, type Policy, policiesOf, type TrafficRule } from '../kubernetes/network.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { formatSelector } from '../kubernetes/selector.ts';

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
      title: 'the name of a port that is not there',
      objects: [withField(networkPolicy, 'spec.egress[1].ports[0].port', 'web'), withField(configMap, 'data', {})],
    },
    {
      title: 'an endpoint that nobody may go to',
      objects: [withField(workerNetworkPolicy, 'spec.egress[1]', undefined)],
    },
    {
      title: 'a caller in another namespace that the policy looks for in its own namespace',
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
  const others = podsMeant(view, namespace, peer);
  if (!others) return;
  if (others.length === 0) {
    const message = `It is open to ${formatSelector(peer.podSelector)}, and no pod there is that.`;
    yield { object: built, field: one.field, message };
  }
  for (const own of podsSelected(view, namespace, selector)) {
    for (const other of others) {
      const [from, to] = direction === 'Egress' ? [own, other] : [other, own];
      const closed = closedPort(view, direction, from, to, one);
      if (closed === undefined) continue;
      const lack = direction === 'Egress' ? `${nameOf(to)} does not let it in` : `${nameOf(from)} may not call there`;
      const message = `${nameOf(from)} to ${nameOf(to)} is open on ${closed}, but ${lack}.`;
      yield { object: built, field: one.field, message };
    }
  }
}

function nameOf({ namespace, name }: PodGroup): string {
  return `${namespace}/${name}`;
}

export default edgesBothWays;
