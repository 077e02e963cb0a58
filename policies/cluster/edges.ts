import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { ClusterView } from '../../generators/model/rule.ts';
import {
  type Direction,
  means,
  namespaceLabels,
  opens,
  type Port,
  policiesOn,
  portsMeant,
  type TrafficRule,
} from '../kubernetes/network.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { matches } from '../kubernetes/selector.ts';
import { podsIn } from './pods.ts';

/** The pods a peer means; `undefined` when it means none of the namespaces that are part of this cluster's objects. */
export function podsMeant(
  view: ClusterView,
  namespace: string,
  peer: INetworkPolicyPeer,
): readonly PodGroup[] | undefined {
  const namespaces = view
    .ofKind('Namespace', '')
    .map(({ resource }) => resource.metadata.name)
    .filter((name) =>
      peer.namespaceSelector ? matches(peer.namespaceSelector, namespaceLabels(view, name)) : name === namespace,
    );
  if (namespaces.length === 0) return undefined;
  return namespaces.flatMap((name) => podsIn(view, name)).filter((pods) => means(view, namespace, peer, pods));
}

/** The first port of a rule that the other side does not open. A name that the called pods do not have is none. */
export function closedPort(
  view: ClusterView,
  direction: Direction,
  from: PodGroup,
  to: PodGroup,
  one: TrafficRule,
): string | undefined {
  for (const port of one.ports) {
    const meant = portsMeant(port, to);
    if (typeof port.port === 'string' && to.workload && meant.length === 0) return `port ${port.port}`;
    const closed = meant.find((number) => !allowed(view, direction, from, to, number));
    if (closed) return `${closed.protocol} port ${closed.number}`;
  }
  return undefined;
}

/** Whether the other side opens what one side has open. A side that no policy closes is open. */
export function allowed(view: ClusterView, opened: Direction, from: PodGroup, to: PodGroup, port: Port): boolean {
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
