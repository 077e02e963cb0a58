import { type Static, type TProperties, type TSchema, Type } from 'typebox';
import type { Cloud } from './cluster.ts';
import { closed } from './scalars.ts';

const zoneOf = <S extends string, P extends TProperties>(service: S, properties: P) =>
  Type.Object(
    { service: Type.Literal(service, { description: 'The DNS service that has the zone.' }), ...properties },
    { ...closed, title: `a zone of ${service}` },
  );

const zoneName = (description: string) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,252}$', title: 'the name of a zone', description });

const zones = {
  route53: zoneOf('route53', {
    zone: Type.String({
      pattern: '^Z[0-9A-Z]{5,31}$',
      title: 'the ID of a hosted zone',
      description: 'ID of the hosted zone.',
    }),
  }),
  'cloud-dns': zoneOf('cloud-dns', {
    project: Type.String({
      pattern: '^[a-z][-a-z0-9]{4,28}[a-z0-9]$',
      title: 'the ID of a project',
      description: 'Google Cloud project of the zone.',
    }),
    zone: zoneName('Name of the managed zone.'),
  }),
  'azure-dns': zoneOf('azure-dns', {
    subscription: Type.String({
      pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
      title: 'a UUID in lower case',
      description: 'Subscription of the zone.',
    }),
    resourceGroup: Type.String({
      pattern: '^[\\w.()-]{1,90}$',
      title: 'the name of a resource group',
      description: 'Resource group of the zone.',
    }),
    zone: zoneName('Name of the zone: the domain, or one above it.'),
  }),
};
const services = Object.values(zones);

/** The public zone of an environment's domain. */
export type DnsZone = Static<(typeof services)[number]>;

/** The setting `dns` of an environment: the value of `service` selects the schema. */
export const DnsZone: TSchema = Type.Unsafe({
  type: 'object',
  discriminator: { propertyName: 'service' },
  oneOf: services,
  required: ['service'],
  description:
    'The public zone of the domain: certificates are proved there, and active clusters are entered. Without it a cluster signs its certificates itself.',
});

/** The cloud of each DNS service. From clusters of another cloud Route 53 alone can be written to without a key. */
export const dnsClouds: Readonly<Record<DnsZone['service'], Cloud>> = {
  route53: 'aws',
  'cloud-dns': 'google',
  'azure-dns': 'azure',
};
