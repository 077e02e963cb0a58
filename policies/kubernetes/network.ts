import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { once } from './once.ts';
import type { PodGroup } from './podGroup.ts';
import { list, texts } from './reading.ts';
import { type LabelSelector, matches, type ObjectLabels } from './selector.ts';

/** Which way a NetworkPolicy closes and opens. */
export type Direction = 'Ingress' | 'Egress';

/** One rule of a policy: with whom, on which ports. */
export interface TrafficRule {
  readonly peers: readonly INetworkPolicyPeer[];
  readonly ports: readonly INetworkPolicyPort[];
  /** `spec.egress[2]`. */
  readonly field: string;
}

/** A NetworkPolicy as the network plugin reads it. */
export interface Policy {
  readonly built: Built;
  readonly namespace: string;
  readonly selector: LabelSelector | undefined;
  /** The directions it closes, with what it opens again. */
  readonly rules: Readonly<Partial<Record<Direction, readonly TrafficRule[]>>>;
}

/** Every NetworkPolicy of a cluster. */
export const policiesOf = once((view): readonly Policy[] =>
  view.ofKind('NetworkPolicy', 'networking.k8s.io').map(policyOf),
);

/** The policies that close one direction for some pods. Without any, that direction is open. */
export function policiesOn(view: ClusterView, pods: PodGroup, direction: Direction): readonly Policy[] {
  return (byNamespace(view).get(pods.namespace) ?? []).filter(
    ({ rules, selector }) => rules[direction] && matches(selector, pods.labels),
  );
}

const byNamespace = once((view) => Map.groupBy(policiesOf(view), ({ namespace }) => namespace));

/** Defaults of `policyTypes`: https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
function policyOf(built: Built): Policy {
  const spec = built.resource.spec as Partial<NonNullable<INetworkPolicy['spec']>> | undefined;
  const directions = spec?.policyTypes ? texts(spec.policyTypes) : ['Ingress', ...(spec?.egress ? ['Egress'] : [])];
  const ingress = list(spec?.ingress).map(({ from, ports }, index) => ({
    peers: list(from),
    ports: list(ports),
    field: `spec.ingress[${index}]`,
  }));
  const egress = list(spec?.egress).map(({ to, ports }, index) => ({
    peers: list(to),
    ports: list(ports),
    field: `spec.egress[${index}]`,
  }));
  return {
    built,
    namespace: built.resource.metadata.namespace ?? '',
    selector: spec?.podSelector,
    rules: {
      ...(directions.includes('Ingress') ? { Ingress: ingress } : {}),
      ...(directions.includes('Egress') ? { Egress: egress } : {}),
    },
  };
}

/** Whether a peer of a policy in `namespace` means these pods. Networks never mean pods. */
export function means(view: ClusterView, namespace: string, peer: INetworkPolicyPeer, pods: PodGroup): boolean {
  if (peer.ipBlock) return false;
  const inNamespace = peer.namespaceSelector
    ? matches(peer.namespaceSelector, namespaceLabels(view, pods.namespace))
    : pods.namespace === namespace;
  return inNamespace && matches(peer.podSelector, pods.labels);
}

/** Labels of a namespace, with the one that the API server sets itself. */
export function namespaceLabels(view: ClusterView, name: string): ObjectLabels {
  return { ...view.find('Namespace', '', name)?.resource.metadata.labels, 'kubernetes.io/metadata.name': name };
}

/** A port that traffic goes to. */
export interface Port {
  readonly protocol: string;
  readonly number: number;
}

/** The ports that a rule's port means on some pods: a name means what their containers call so. */
export function portsMeant({ port, endPort, protocol = 'TCP' }: INetworkPolicyPort, pods: PodGroup): readonly Port[] {
  if (typeof port === 'number') return [port, ...(endPort ? [endPort] : [])].map((number) => ({ protocol, number }));
  return pods.ports.filter((one) => one.protocol === protocol && one.name === port);
}

/** Whether a rule lets traffic to these pods through on a port. */
export function opens({ ports }: TrafficRule, { protocol, number }: Port, pods: PodGroup): boolean {
  return (
    ports.length === 0 ||
    ports.some((one) => {
      if ((one.protocol ?? 'TCP') !== protocol) return false;
      if (typeof one.port === 'number') return one.port <= number && number <= (one.endPort ?? one.port);
      return one.port === undefined || portsMeant(one, pods).some((meant) => meant.number === number);
    })
  );
}
