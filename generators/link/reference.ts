import type { Contract, DatabaseAccounts, ServerContract } from '../model/edge.ts';
import type { ClusterFacts, Inputs } from '../model/inputs.ts';
import type { ContractSettings } from '../model/settings/index.ts';

/**
 * The reference cluster, for which bases and environment layers are rendered: complete, fixed, and not real. With it,
 * lower layers have complete inputs, and no block has to handle `undefined`. Only real clusters are checked and synced.
 */
export const referenceCluster: ClusterFacts = {
  name: 'reference',
  cloud: 'aws',
  account: '000000000000',
  region: 'reference-1',
  zones: ['reference-1a', 'reference-1b', 'reference-1c'],
  kubernetes: '1.35',
  role: 'active',
  controlPlane: { networks: ['10.0.0.0/16'], port: 443 },
  privateEndpoints: [],
  gateway: 'istio',
  loadBalancer: { addresses: [] },
  nodes: { general: { cpu: '8', memory: '32Gi', maxPerZone: 10 } },
  provided: ['metrics-server'],
  identities: {},
};

/** The environment that bases are rendered for. `.invalid` never resolves (RFC 2606). */
export const referenceEnvironment: Inputs['environment'] = {
  name: 'reference',
  domain: 'reference.invalid',
  secretPrefix: 'reference',
};

/** The provider of a contract that neither the environment nor the cluster sets. */
export function referenceProvider(contract: Contract): ContractSettings {
  const { kind, name, accounts } = contract;
  const host = `${name}.reference.invalid`;
  const common = { provider: 'external' as const, secret: `reference-${name}`, networks: ['10.0.0.0/16'] };
  switch (kind) {
    case 'postgresql':
    case 'mysql':
    case 'mongodb':
    case 'cassandra':
      return {
        ...common,
        host,
        port: ports[kind],
        database: name,
        ...(accounts && { accounts: entriesOf(name, accounts) }),
      };
    case 'queue':
      return { ...common, host, port: 5671, tls: true };
    case 'cache':
      return { ...common, host, port: 6379, tls: true };
    case 'server':
      return { ...common, host, ports: (contract as ServerContract).ports };
    case 'logs':
    case 'search':
      return { ...common, host, port: 9200 };
    case 'issuer':
      return { provider: 'external', issuer: `https://${host}`, keys: `https://${host}/keys`, audiences: [name] };
    case 'bucket':
      return { provider: 'external', api: 's3', bucket: `reference-${name}`, region: referenceCluster.region };
  }
}

function entriesOf(name: string, accounts: DatabaseAccounts): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(accounts).map((account) => [account, `reference-${name}-${account}`]));
}

const ports = { postgresql: 5432, mysql: 3306, mongodb: 27017, cassandra: 9042 } as const;
