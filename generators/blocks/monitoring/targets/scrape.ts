import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { Exported } from '../../../model/exported.ts';
import { fact } from '../../../model/fact.ts';
import type { ClusterFacts } from '../../../model/inputs.ts';
import { monitoringNamespace, prometheusName } from '../../../upstream/prometheus.ts';
import { inNamespace, podsOf, tcp } from '../../networking/peers.ts';

/** A selector of pods, as policies and monitors have it. */
export type PodSelector = NonNullable<INetworkPolicyPeer['podSelector']>;

/** Pods whose metrics Prometheus reads. */
export interface ScrapeTarget {
  /** Name of the PodMonitor, and the label `service` of its series. */
  readonly name: string;
  readonly namespace: string;
  readonly selector: PodSelector;
  /** Number of the port, which a container of the pods declares. */
  readonly port: number;
  /** Whether pods of several names are among them, which count apart: then each has its own name as `service`. */
  readonly byPodName?: boolean;
  /** Metrics that its app declares. */
  readonly exports?: Exported | undefined;
  /** Default: `/metrics`. */
  readonly path?: string | undefined;
  /** Further pages on the same port: their series are those of the same target. */
  readonly pages?: readonly ScrapePage[];
  /**
   * Whether it reports about others: then its own labels `namespace`, `pod` and `container` win over those of its pod.
   * Otherwise they would be named `exported_namespace` and so on.
   */
  readonly honorLabels?: boolean;
  /** Whether its pods have the addresses of their nodes: then policies know them by networks, not by labels. */
  readonly onNode?: boolean;
  /** Whether it answers TLS alone. Its certificate is not verified: nothing secret is sent there. */
  readonly tls?: boolean;
}

/** Page with metrics: its path and query. */
export interface ScrapePage {
  readonly path: string;
  readonly params?: Readonly<Record<string, readonly string[]>>;
}

/** A selector of the pods that have these labels. */
export function matching(labels: Readonly<Record<string, string>>): PodSelector {
  return { matchLabels: { ...labels } };
}

/** The kind of fact that targets are: Prometheus collects it. */
export const scrapeTarget = fact<ScrapeTarget>('scrape-target');

/** The same of operators, whose charts bring no PodMonitor: Prometheus has it for them. */
export const operatorTarget = fact<ScrapeTarget>('operator-target');

/** Who reads metrics in a cluster: its Prometheus, or what does it for one outside. */
export function scrapers({ prometheus }: Pick<ClusterFacts, 'prometheus'>): INetworkPolicyPeer[] {
  if (!prometheus) return [podsOf(prometheusName, monitoringNamespace)];
  const { namespace, labels } = prometheus.scraper;
  return [{ ...inNamespace(namespace), podSelector: matching(labels) }];
}

/** Ingress rule that lets who reads metrics read them on a port. */
export function scrapeRule(port: number | undefined, cluster: ClusterFacts): INetworkPolicyIngressRule {
  return { from: scrapers(cluster), ports: [tcp(port)] };
}
