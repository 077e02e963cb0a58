import { type Static, type TObject, type TProperties, Type } from 'typebox';
import type { Contract, ContractKind, DatabaseAccounts, ServerContract } from '../edge.ts';
import { IssuerAddress, ServerAddress, WebAddress } from './addresses.ts';
import { Audience, closed, Host, NetworkCidr, PortNumber, SecretEntry, StorageAccount } from './scalars.ts';

/** The provider of a contract. `environmentSettings` narrows it to the providers in the catalogue. */
const provider = Type.String({
  description:
    'The provider. external: a service outside the cluster, of the cloud or your own; else the operator that runs it inside.',
});
const networks = Type.Array(NetworkCidr(), {
  minItems: 1,
  description: 'Where its addresses lie: NetworkPolicies let its users reach these networks and no others.',
});

const authority = Type.Optional(
  SecretEntry('Entry with the property ca.crt: the authority of its certificate. Default: the public ones.'),
);

const databaseSettings = (system: string, port: number, more: TProperties = {}) =>
  Type.Object(
    {
      provider,
      host: Host('Name of the primary, which takes reads and writes.'),
      readOnlyHost: Type.Optional(Host('Name that resolves to read replicas. Default: the primary.')),
      port: PortNumber(`Port of the ${system} protocol.`, { default: port }),
      database: Type.String({
        pattern: '^[a-z_][a-z0-9_]{0,62}$',
        title: 'lower-case letters, digits and _',
        description: 'Name of the database on the server.',
      }),
      secret: SecretEntry('Entry in the secret manager with the properties username and password.'),
      authority,
      networks,
      ...more,
    },
    { ...closed, description: `A ${system} database.` },
  );

export const DatabaseSettings = databaseSettings('PostgreSQL', 5432);

const ReplicaSetName = Type.Optional(
  Type.String({
    pattern: '^[A-Za-z0-9][-A-Za-z0-9_]{0,62}$',
    title: 'letters, digits, - and _',
    description: 'Name of the replica set that host leads to. Default: none, host leads to a router of shards.',
  }),
);

export const QueueSettings = Type.Object(
  {
    provider,
    host: Host('Name of the broker.'),
    authority,
    port: PortNumber('Port of AMQP 0-9-1.', { default: 5671 }),
    tls: Type.Boolean({ default: true, description: 'Whether the broker speaks TLS on this port.' }),
    secret: SecretEntry('Entry in the secret manager with the properties username and password.'),
    networks,
  },
  { ...closed, description: 'A RabbitMQ broker.' },
);

export const CacheSettings = Type.Object(
  {
    provider,
    host: Host('Name of the primary.'),
    authority,
    port: PortNumber('Port of the Valkey (Redis) protocol.', { default: 6379 }),
    tls: Type.Boolean({ default: true, description: 'Whether the server speaks TLS on this port.' }),
    secret: SecretEntry('Entry in the secret manager with the property password.'),
    networks,
  },
  { ...closed, description: 'A Valkey server.' },
);

export const BucketSettings = Type.Object(
  {
    provider,
    api: Type.Enum(['s3', 'gcs', 'azure'], { description: 'The interface it speaks.' }),
    bucket: Type.String({
      pattern: '^[a-z0-9]([-a-z0-9]{1,61}[a-z0-9])$',
      title: '3 to 63 lower-case letters, digits and -',
      description: 'Name of the bucket (Azure: of the container).',
    }),
    account: Type.Optional(StorageAccount()),
    endpoint: Type.Optional(
      ServerAddress("S3: the server's address. Default: the endpoint of the bucket's AWS region."),
    ),
    region: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9-]+$',
        title: 'the name of a region, such as us-east-1',
        description: "S3: region. Default: the cluster's.",
      }),
    ),
    secret: Type.Optional(
      SecretEntry(
        "S3: entry with the properties accessKey and secretKey. Default: none, the pod's cloud identity is used.",
      ),
    ),
    networks: Type.Optional(Type.Array(NetworkCidr(), { minItems: 1, description: 'Default: the public internet.' })),
  },
  { ...closed, description: 'A bucket for files.' },
);

/** @param may what the account may do */
const elasticsearchSettings = (description: string, may: string) =>
  Type.Object(
    {
      provider,
      host: Host('Name of Elasticsearch. It speaks TLS.'),
      port: PortNumber('Port of its HTTP interface.', { default: 9200 }),
      secret: SecretEntry(
        `Entry in the secret manager with the properties username and password: of an account that may ${may}.`,
      ),
      authority,
      networks: Type.Optional(Type.Array(NetworkCidr(), { minItems: 1, description: 'Default: the public internet.' })),
    },
    { ...closed, description },
  );

export const LogsSettings = elasticsearchSettings(
  'An Elasticsearch that keeps the logs of all pods.',
  'write to data streams named logs-*',
);

export const SearchSettings = elasticsearchSettings(
  'An Elasticsearch in which apps search.',
  'make, fill, search and delete indices',
);

export const IssuerSettings = Type.Object(
  {
    provider,
    issuer: IssuerAddress('Who signs: the claim iss of its tokens to the letter, with or without a slash at its end.'),
    keys: WebAddress('Address of its public keys (JWKS): jwks_uri in <issuer>/.well-known/openid-configuration.'),
    audiences: Type.Array(Audience(), {
      minItems: 1,
      uniqueItems: true,
      description: 'Whom tokens are for: the claim aud of each names one of these.',
    }),
    networks: Type.Optional(
      Type.Array(NetworkCidr(), { minItems: 1, description: 'Where its keys are. Default: the public internet.' }),
    ),
  },
  { ...closed, description: 'Who signs the tokens of users, by OpenID Connect.' },
);

/** Settings of a server outside the cluster, by its contract: its ports, and an entry where it has keys. */
function serverSettings({ ports, keys }: Pick<ServerContract, 'ports' | 'keys'>) {
  const names = Object.keys(keys);
  const secret = SecretEntry(`Entry in the secret manager with the properties ${names.join(', ')}.`);
  const numbers = Object.entries(ports).map(
    ([name, port]) => [name, PortNumber(`Its port ${name}.`, { default: port })] as const,
  );
  return Type.Object(
    {
      provider,
      host: Host('Name of the server.'),
      ports: Type.Object(Object.fromEntries(numbers), { ...closed, description: 'Where it listens.' }),
      ...(names.length > 0 && { secret }),
      authority,
      networks: Type.Optional(Type.Array(NetworkCidr(), { minItems: 1, description: 'Default: the public internet.' })),
    },
    { ...closed, description: 'A server outside the cluster.' },
  );
}

/** Resolved settings of a server outside the cluster. */
export interface ServerSettings {
  readonly provider: string;
  readonly host: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly secret?: string;
  readonly authority?: string;
  readonly networks?: readonly string[];
}

/** The schema of the settings of a contract. */
export function settingsOfContract(contract: Pick<Contract, 'kind' | 'accounts'>): TObject {
  if (contract.kind === 'server') return serverSettings(contract as ServerContract);
  const schema = contractSettings[contract.kind];
  return contract.accounts ? withAccounts(schema, contract.accounts) : schema;
}

/** The same with an entry for each account that a contract of a database declares. */
function withAccounts({ properties }: TObject, accounts: DatabaseAccounts): TObject {
  const entries = Object.entries(accounts).map(([name, rights]) => [
    name,
    SecretEntry(`Entry with the properties username and password of an account that may ${rights.join(' and ')}.`),
  ]);
  const named = Type.Object(Object.fromEntries(entries), {
    ...closed,
    description: 'Entries of the accounts that the contract declares.',
  });
  return Type.Object(
    { ...properties, accounts: named },
    { ...closed, description: 'A database, with accounts beside the one that apps share.' },
  );
}

export type DatabaseSettings = Static<typeof DatabaseSettings> & {
  readonly replicaSet?: string;
  readonly accounts?: Readonly<Record<string, string>>;
};
export type QueueSettings = Static<typeof QueueSettings>;
export type CacheSettings = Static<typeof CacheSettings>;
export type BucketSettings = Static<typeof BucketSettings>;
export type LogsSettings = Static<typeof LogsSettings>;
export type SearchSettings = Static<typeof SearchSettings>;
export type IssuerSettings = Static<typeof IssuerSettings>;
export type ContractSettings =
  | DatabaseSettings
  | QueueSettings
  | CacheSettings
  | BucketSettings
  | LogsSettings
  | SearchSettings
  | IssuerSettings
  | ServerSettings;

/** The schema of each kind of contract whose schema depends on nothing else. */
export const contractSettings = {
  postgresql: DatabaseSettings,
  mysql: databaseSettings('MySQL', 3306),
  mongodb: databaseSettings('MongoDB', 27017, { replicaSet: ReplicaSetName }),
  cassandra: databaseSettings('Cassandra', 9042),
  queue: QueueSettings,
  cache: CacheSettings,
  bucket: BucketSettings,
  logs: LogsSettings,
  search: SearchSettings,
  issuer: IssuerSettings,
} as const satisfies Record<Exclude<ContractKind, 'server'>, unknown>;
