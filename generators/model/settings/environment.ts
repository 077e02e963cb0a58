import { type TObject, type TSchema, Type } from 'typebox';
import type { Contract } from '../edge.ts';
import { Campaign } from './campaigns.ts';
import { type Cluster, clusterSchemas } from './cluster.ts';
import { contractSettings, settingsOfContract } from './contract.ts';
import { delivery, type SyncWindow } from './delivery.ts';
import { DnsZone } from './dns.ts';
import { partly, written } from './relax.ts';
import { closed, Host, SecretEntry } from './scalars.ts';
import { stated } from './state.ts';

/**
 * `overlays/<environment>/environment.yaml`. `apps` and `data` are as people wrote them, here and in clusters: their
 * defaults come in when layers are merged (`resolveSettings`, `resolveContract`). A cluster's own defaults are filled in.
 */
export interface EnvironmentSettings {
  readonly domain: string;
  readonly secretPrefix: string;
  readonly dns?: DnsZone;
  /** Whether the hub syncs it. Default: true. */
  readonly synced?: boolean;
  /** Rings in the order in which a release reaches them. Without rings all clusters follow the branch main. */
  readonly rings?: readonly string[];
  readonly windows?: readonly SyncWindow[];
  readonly campaigns?: readonly Campaign[];
  readonly data?: Cluster['data'];
  readonly apps?: Cluster['apps'];
  readonly clusters: readonly Cluster[];
}

/** The fields of an app that the schema depends on. */
interface Settable {
  readonly name: string;
  readonly settings: TObject;
  readonly provides?: { readonly contract: Contract; readonly provider: string };
}

/**
 * The schema of `environment.yaml` for a catalogue. Schemas that several places use are under `definitions`: that keeps
 * the whole small and fast to compile.
 */
export function environmentSettings(apps: readonly Settable[], contracts: readonly Contract[]): TObject {
  const data = contracts.map((contract) => [contract.name, Type.Optional(schemaOf(contract, apps))]);
  const settings = apps.map((app) => [app.name, Type.Optional(partly(stated(app.settings)))]);
  const overrides = { data: Type.Optional(definition('data')), apps: Type.Optional(definition('apps')) };
  const clusters = Object.entries(clusterSchemas).map(([cloud, schema]) => cluster(cloud, schema, overrides));
  return Type.Object(
    {
      domain: Host('Domain under which the backend is published.'),
      secretPrefix: SecretEntry("What the names of this environment's entries in the secret manager begin with."),
      dns: Type.Optional(DnsZone),
      ...delivery,
      campaigns: Type.Optional(
        Type.Array(writtenCampaign, {
          description: 'Times in which many users come at once, because they are called.',
        }),
      ),
      ...overrides,
      clusters: Type.Array(
        // A discriminated union: the value of `cloud` selects the schema, so errors are about that one alone.
        Type.Unsafe({ type: 'object', discriminator: { propertyName: 'cloud' }, oneOf: clusters, required: ['cloud'] }),
        { minItems: 1, description: 'The clusters of this environment.' },
      ),
    },
    {
      ...closed,
      title: 'Settings of one environment',
      definitions: {
        ...Object.fromEntries(contractDefinitions(apps)),
        ...Object.fromEntries(parts.map((part) => [part, written(clusterSchemas.local).properties[part]])),
        data: Type.Object(Object.fromEntries(data), {
          ...closed,
          description: 'Who provides each stateful contract. A cluster overrides single keys.',
        }),
        apps: Type.Object(Object.fromEntries(settings), {
          ...closed,
          description: 'Settings by app. What is not named keeps its default; a cluster overrides single keys.',
        }),
      },
    },
  );
}

/** The schema of a contract: that of its kind, but for one with ports, keys or accounts of its own. */
function schemaOf(contract: Contract, apps: readonly Settable[]): TSchema {
  if (contract.kind !== 'server' && !contract.accounts) return definition(contract.kind);
  return withProviders(contract.kind, settingsOfContract(contract), apps);
}

/** The schema of each kind of contract, with the providers that the catalogue has for it. */
function contractDefinitions(apps: readonly Settable[]): [string, TSchema][] {
  return Object.entries(contractSettings).map(([kind, schema]) => [kind, withProviders(kind, schema, apps)]);
}

function withProviders(kind: string, schema: TObject, apps: readonly Settable[]): TSchema {
  const inside = apps.flatMap(({ provides }) => (provides?.contract.kind === kind ? [provides.provider] : []));
  const { provider, ...rest } = schema.properties as Record<string, TSchema & { description?: string }>;
  const names = Type.Enum([...new Set(['external', ...inside])], {
    ...(provider?.description && { description: provider.description }),
  });
  return partly({ ...schema, properties: { provider: names, ...rest } } as unknown as TObject);
}

/** A campaign as people write it: what has a default may be left out. */
const writtenCampaign = written(Campaign);

/** Keys that the clusters of all clouds share. */
const parts = ['controlPlane', 'nodes', 'identities'] as const;

function cluster(cloud: string, schema: TObject, overrides: Record<string, TSchema>): TSchema {
  const { properties, ...rest } = written(schema);
  const shared = Object.fromEntries(parts.map((part) => [part, definition(part)]));
  return { ...rest, title: `a cluster with cloud: ${cloud}`, properties: { ...properties, ...shared, ...overrides } };
}

function definition(name: string): TSchema {
  return Type.Unsafe({ $ref: `#/definitions/${name}` });
}
