import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { fact } from '../../model/fact.ts';
import { monitoringNamespace, prometheusName } from '../../upstream/prometheus.ts';
import { podsOf, tcp } from '../networking/peers.ts';

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
  /** Default: `/metrics`. */
  readonly path?: string | undefined;
}

/** A selector of the pods that have these labels. */
export function matching(labels: Readonly<Record<string, string>>): PodSelector {
  return { matchLabels: { ...labels } };
}

/** The kind of fact that targets are: Prometheus collects it. */
export const scrapeTarget = fact<ScrapeTarget>('scrape-target');

/** Ingress rule that lets Prometheus read metrics on a port. */
export function scrapeRule(port: number | undefined): INetworkPolicyIngressRule {
  return { from: [podsOf(prometheusName, monitoringNamespace)], ports: [tcp(port)] };
}
