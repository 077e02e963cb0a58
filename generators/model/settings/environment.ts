import { type TObject, type TSchema, Type } from 'typebox';
import type { App } from '../app.ts';
import type { Contract } from '../edge.ts';
import { type Cluster, clusterSchemas } from './cluster.ts';
import { contractSettings } from './contract.ts';
import { closed, Host, SecretEntry } from './scalars.ts';

/** `overlays/<environment>/environment.yaml`, as people wrote it: defaults are not filled in. */
export interface EnvironmentSettings {
  readonly domain: string;
  readonly secretPrefix: string;
  readonly data?: Cluster['data'];
  readonly apps?: Cluster['apps'];
  readonly clusters: readonly Cluster[];
}

/** The schema of `environment.yaml`, given what the backend consists of. */
export function environmentSettings(apps: readonly App[], contracts: readonly Contract[]): TObject {
  const data = Type.Object(
    Object.fromEntries(contracts.map(({ name, kind }) => [name, Type.Optional(partly(contractSettings[kind]))])),
    { ...closed, description: 'Who provides each stateful contract.' },
  );
  const settings = Type.Object(Object.fromEntries(apps.map((app) => [app.name, Type.Optional(partly(app.settings))])), {
    ...closed,
    description: 'Settings by app; what is not named here keeps its default.',
  });
  const overrides = { data: Type.Optional(data), apps: Type.Optional(settings) };
  const clusters = Object.values(clusterSchemas).map((schema) =>
    Type.Object(
      { ...optionalDefaults(schema), ...overrides },
      { ...closed, title: `a cluster with cloud: ${schema.properties.cloud.const}` },
    ),
  );
  return Type.Object(
    {
      domain: Host('Domain under which the backend is published.'),
      secretPrefix: SecretEntry("What the names of this environment's entries in the secret manager begin with."),
      ...overrides,
      clusters: Type.Array(
        // A discriminated union: the value of `cloud` picks the schema, so errors speak of that one alone.
        Type.Unsafe({ type: 'object', discriminator: { propertyName: 'cloud' }, oneOf: clusters, required: ['cloud'] }),
        { minItems: 1, description: 'The clusters of this environment.' },
      ),
    },
    { ...closed, title: 'Settings of one environment' },
  );
}

/** The same object with every key optional, at every depth: an environment may set any part and a cluster the rest. */
function partly(schema: TObject): TObject {
  const properties = Object.entries(schema.properties).map(([key, member]) => [
    key,
    Type.Optional(isObject(member) ? partly(member) : member),
  ]);
  const { required: _, ...rest } = schema;
  return { ...rest, ...Type.Object(Object.fromEntries(properties)) } as unknown as TObject;
}

/** A key with a default may be left out by the person who writes. */
function optionalDefaults(schema: TObject): Record<string, TSchema> {
  return Object.fromEntries(
    Object.entries(schema.properties).map(([key, member]) => {
      const inner = isObject(member) ? { ...member, ...Type.Object(optionalDefaults(member)) } : member;
      return [key, 'default' in member ? Type.Optional(inner) : inner];
    }),
  );
}

function isObject(schema: TSchema): schema is TObject {
  return 'properties' in schema;
}
