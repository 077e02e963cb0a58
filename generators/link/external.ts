import type { EdgeUser } from '../model/app.ts';
import { endOf } from '../model/broker.ts';
import type { ContractEdge } from '../model/edge.ts';
import type { DatabaseEndpoint, Endpoint } from '../model/endpoint.ts';
import type {
  BucketSettings,
  CacheSettings,
  ContractSettings,
  DatabaseSettings,
  IssuerSettings,
  LogsSettings,
  QueueSettings,
  SearchSettings,
  ServerSettings,
} from '../model/settings/index.ts';

/** The endpoint of an external provider, from the settings of the contract. */
export function externalEndpoint(edge: ContractEdge, settings: ContractSettings, user: EdgeUser): Endpoint {
  switch (edge.to) {
    case 'database': {
      const { host, readOnlyHost, port, database, replicaSet, secret, accounts, networks } =
        settings as DatabaseSettings;
      return {
        kind: 'database',
        engine: edge.contract.kind,
        host: edge.access === 'read-only' ? (readOnlyHost ?? host) : host,
        port,
        database,
        ...(replicaSet !== undefined && { replicaSet }),
        credentials: inCloud((edge.account !== undefined && accounts?.[edge.account]) || secret),
        ...signedBy(settings as DatabaseSettings),
        peer: { networks },
      };
    }
    case 'queue': {
      const { host, port, tls, secret, networks } = settings as QueueSettings;
      const queue = endOf(edge, user.name);
      const signed = signedBy(settings as QueueSettings);
      return { kind: 'queue', host, port, tls, queue, credentials: inCloud(secret), ...signed, peer: { networks } };
    }
    case 'cache': {
      const { host, port, tls, secret, networks } = settings as CacheSettings;
      const signed = signedBy(settings as CacheSettings);
      return { kind: 'cache', host, port, tls, credentials: inCloud(secret), ...signed, peer: { networks } };
    }
    case 'bucket':
      return bucketEndpoint(settings as BucketSettings);
    case 'issuer':
      return issuerEndpoint(settings as IssuerSettings);
    case 'server':
      return serverEndpoint(settings as ServerSettings);
    case 'logs':
    case 'search': {
      const { host, port, secret, networks } = settings as LogsSettings | SearchSettings;
      return {
        kind: edge.to,
        host,
        port,
        credentials: inCloud(secret),
        ...signedBy(settings as LogsSettings | SearchSettings),
        peer: networks ? { networks } : 'internet',
      };
    }
  }
}

function bucketEndpoint({ api, bucket, account, endpoint, region, secret, networks }: BucketSettings): Endpoint {
  const url = endpoint === undefined ? undefined : new URL(endpoint);
  return {
    kind: 'bucket',
    api,
    bucket,
    host: url?.hostname ?? '',
    port: Number(url?.port || (url?.protocol === 'http:' ? 80 : 443)),
    peer: networks ? { networks } : 'internet',
    ...(account !== undefined && { account }),
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
    ...(secret !== undefined && { credentials: inCloud(secret) }),
  };
}

function issuerEndpoint({ issuer, keys, audiences, networks }: IssuerSettings): Endpoint {
  const { hostname, port } = new URL(keys);
  return {
    kind: 'issuer',
    issuer,
    audiences,
    keys,
    host: hostname,
    port: Number(port || 443),
    peer: networks ? { networks } : 'internet',
  };
}

function serverEndpoint({ host, ports, secret, networks, ...more }: ServerSettings): Endpoint {
  return {
    kind: 'server',
    host,
    port: Object.values(ports)[0] ?? 0,
    ports,
    peer: networks ? { networks } : 'internet',
    ...(secret !== undefined && { credentials: inCloud(secret) }),
    ...signedBy(more),
  };
}

/** The private authority that settings name, where they name one. */
function signedBy({ authority }: { readonly authority?: string }): Pick<DatabaseEndpoint, 'authority'> {
  return authority === undefined ? {} : { authority: inCloud(authority) };
}

const inCloud = (key: string) => ({ store: 'secrets', key }) as const;

/** The key under `data.<contract>` that an endpoint's field comes from. */
export function settingBehind(edge: ContractEdge, field: readonly string[]): string {
  if (field[0] === 'host' && 'access' in edge && edge.access === 'read-only') return 'readOnlyHost';
  if (edge.to === 'bucket' && (field[0] === 'host' || field[0] === 'port')) return 'endpoint';
  if (edge.to === 'issuer' && (field[0] === 'host' || field[0] === 'port')) return 'keys';
  if (field[0] === 'credentials') return edge.to === 'database' && edge.account !== undefined ? 'accounts' : 'secret';
  return field[0] === 'peer' ? 'networks' : (field[0] ?? '');
}
