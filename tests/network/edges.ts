import type { Linked } from '../../generators/link/link.ts';
import { providesData } from '../../generators/model/app.ts';
import type { OutsideEndpoint } from '../../generators/model/endpoint.ts';
import type { Use } from '../../generators/model/inputs.ts';
import { type Address, apiServer, firstAddress, toInternet } from './addresses.ts';
import type { Landscape } from './landscape.ts';
import type { Flow } from './parts.ts';

/** An edge without a target: there is no Service, or no pod behind it. */
export interface Nowhere {
  readonly from: string;
  readonly to: string;
}

/** The flows of all edges that apps and their jobs declare in a cluster: calls between pods and addresses. */
export function edgeFlows(landscape: Landscape): (Flow | Nowhere)[] {
  return [...landscape.graph.values()].flatMap((linked) => [
    ...callersOf(landscape, linked).flatMap((caller) =>
      Object.values(linked.inputs.graph.uses).flatMap((use) => flowsOf(landscape, caller, use)),
    ),
    ...Object.entries(linked.inputs.graph.jobs ?? {}).flatMap(([job, uses]) =>
      Object.values(uses).flatMap((use) => flowsOf(landscape, `${linked.app.tier}/${job}`, use)),
    ),
  ]);
}

/** The pods that an app's own edges are for: its workload, or in a system those that call outside. */
function callersOf({ parts }: Landscape, { app }: Linked): readonly string[] {
  if (Object.keys(app.uses).length === 0) return [];
  return providesData(app) ? (parts.get(app.name)?.callers ?? []) : [`${app.tier}/${app.name}`];
}

function flowsOf(landscape: Landscape, from: string, use: Use): (Flow | Nowhere)[] {
  const { edge, endpoint, absent } = use;
  if (absent) return [];
  const { controlPlane } = landscape.cluster;
  const to = (host: string, port: number | string): (Flow | Nowhere)[] => {
    const behind = landscape.follow(host, port);
    if (behind.length === 0) return [{ from, to: `${host} ${port}` }];
    return behind.map(({ pods, port: number }) => ({ from, to: pods, port: number }));
  };
  switch (edge.to) {
    case 'app':
      return to(`${edge.app.name}.${edge.app.tier}`, edge.port);
    case 'internet':
      return edge.ports.flatMap((port) =>
        edge.networks
          ? edge.networks.map((network) => ({ from, to: addressIn(network).name, port }))
          : toInternet(from, port, internetServices(landscape)),
      );
    case 'keys':
      return [];
    case 'cloud-identity':
      return identityFlows(landscape, from);
    case 'kubernetes-api':
      return [{ from, to: apiServer, port: controlPlane.port }];
    default: {
      if (!endpoint) return [{ from, to: edge.contract.name }];
      if (endpoint.kind === 'server') return toServer(landscape, from, endpoint);
      if (endpoint.peer === 'internet') return toInternet(from, endpoint.port, internetServices(landscape));
      if ('networks' in endpoint.peer) {
        return endpoint.peer.networks.map((network) => ({ from, to: addressIn(network).name, port: endpoint.port }));
      }
      const flows = to(inCluster(endpoint.host), endpoint.port);
      const sentinel = endpoint.kind === 'cache' ? endpoint.sentinel : undefined;
      if (!sentinel) return flows;
      // Sentinel returns the name of a member, which clients then call directly.
      const members = inCluster(sentinel.host);
      const astray = flows.map((flow) => ({ ...flow, port: sentinel.port, harmless: true as const }));
      return [...flows, ...astray, ...to(members, sentinel.port), ...to(members, endpoint.port)];
    }
  }
}

/** Flows to every port of a server outside the cluster. */
function toServer(landscape: Landscape, from: string, { peer, ports }: OutsideEndpoint): Flow[] {
  const places = typeof peer === 'object' && 'networks' in peer ? peer.networks : undefined;
  return Object.values(ports).flatMap((port) =>
    places
      ? places.map((network) => ({ from, to: addressIn(network).name, port }))
      : toInternet(from, port, internetServices(landscape)),
  );
}

/** Flows to the addresses where a pod exchanges its token for the cloud's. */
export function identityFlows(landscape: Pick<Landscape, 'cluster' | 'graph'>, from: string): Flow[] {
  switch (landscape.cluster.cloud) {
    // STS of the region: https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
    case 'aws':
    // login.microsoftonline.com: https://learn.microsoft.com/azure/aks/workload-identity-overview
    case 'azure':
      return toInternet(from, 443, internetServices(landscape));
    // https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity
    case 'google':
      return [
        { from, to: 'the GKE metadata server', port: 988 },
        { from, to: 'the metadata server', port: 80 },
      ];
    case 'local':
      return [];
  }
}

/** Addresses that represent the networks of external providers, such as a database of the cloud. */
export function externalAddresses(landscape: Pick<Landscape, 'graph'>): Address[] {
  const networks = usesOf(landscape).flatMap(({ endpoint }) =>
    endpoint && endpoint.peer !== 'internet' && 'networks' in endpoint.peer ? endpoint.peer.networks : [],
  );
  return [...[...new Set(networks)].map(addressIn), ...internetServices(landscape)];
}

/** Addresses that represent the networks of services on the internet: a rule for the whole internet includes them. */
export function internetServices(landscape: Pick<Landscape, 'graph'>): Address[] {
  const networks = usesOf(landscape).flatMap(({ edge }) => (edge.to === 'internet' ? (edge.networks ?? []) : []));
  return [...new Set(networks)].map((network) => ({ ...addressIn(network), isPublic: true }));
}

const usesOf = ({ graph }: Pick<Landscape, 'graph'>): Use[] =>
  [...graph.values()].flatMap(({ inputs }) => Object.values(inputs.graph.uses));

const addressIn = (network: string): Address => ({ name: `an address of ${network}`, address: firstAddress(network) });

const inCluster = (host: string) => host.replace(/\.svc(\.cluster\.local)?$/, '');
