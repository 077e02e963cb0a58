import { type TProperties, Type } from 'typebox';
import { Name, NetworkCidr, PortNumber } from '../../model/settings/scalars.ts';
import { AccountsSchema } from './accountsSchema.ts';
import { BrokerContractSchema } from './brokerSchema.ts';
import { AppName } from './valueSchemas.ts';

const Contract = Type.Object({ name: Name('name of the contract') });

/** A server outside the cluster declares its ports. */
const Server = Type.Object({
  name: Name('name of the contract'),
  ports: Type.Unsafe({
    type: 'object',
    minProperties: 1,
    patternProperties: { '^[a-z][-a-z0-9]*$': PortNumber('a port of the server') },
    additionalProperties: false,
  }),
});

const edge = (to: string, properties: TProperties) => Type.Object({ to: Type.Literal(to), ...properties });
const connections = (description: string) => Type.Integer({ minimum: 1, maximum: 500, description });
const Pool = Type.Object({
  size: connections('connections that one pod holds'),
  least: Type.Optional(connections('fewest that the app works with')),
});
const access = (...all: readonly string[]) => ({ contract: Contract, access: Type.Unsafe({ enum: all }) });
const Database = Type.Object({ name: Name('name of the contract'), accounts: Type.Optional(AccountsSchema()) });

/** An edge of an app. */
export const EdgeSchema = Type.Unsafe({
  type: 'object',
  discriminator: { propertyName: 'to' },
  required: ['to'],
  oneOf: [
    edge('app', { app: AppName, port: Type.String() }),
    edge('database', {
      ...access('read-write', 'read-only', 'direct'),
      contract: Database,
      account: Type.Optional(Name('account of the contract')),
      pool: Type.Optional(Pool),
    }),
    edge('queue', {
      contract: BrokerContractSchema,
      access: Type.Unsafe({ enum: ['publish', 'consume', 'subscribe'] }),
      queue: Type.Optional(Name('name of the queue')),
      topic: Type.Optional(Name('name of the topic')),
    }),
    edge('cache', { contract: Contract, access: Type.Optional(Type.Literal('work')) }),
    edge('bucket', access('read', 'write', 'sign')),
    edge('internet', {
      name: Name('name of the service'),
      ports: Type.Array(PortNumber('a port of the service'), { minItems: 1 }),
      networks: Type.Optional(Type.Array(NetworkCidr(), { minItems: 1 })),
    }),
    edge('logs', { contract: Contract }),
    edge('search', { contract: Contract }),
    edge('issuer', { contract: Contract, optional: Type.Optional(Type.Literal(true)) }),
    edge('server', { contract: Server }),
    edge('keys', { app: AppName }),
    edge('cloud-identity', {}),
    edge('kubernetes-api', {}),
  ],
});

/** Edges by alias. */
export const Edges = Type.Unsafe({ type: 'object', patternProperties: { '': EdgeSchema } });
