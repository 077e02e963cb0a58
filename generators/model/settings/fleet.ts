import { type Static, type TObject, Type } from 'typebox';
import type { Operator } from '../operator.ts';
import { closed, Name, namePattern, Port } from './scalars.ts';

const Chart = Type.Object(
  {
    repository: Type.String({
      pattern: '^(https|oci)://[^\\s]+[^/\\s]$',
      title: 'an https:// or oci:// address without a slash at its end',
      description: 'Address of the Helm repository.',
    }),
    chart: Name('Name of the chart in the repository.'),
    version: Type.String({
      pattern: '^v?[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$',
      title: 'one version, such as 1.2.3',
      description: 'Version of the chart: one, never a range.',
    }),
  },
  { ...closed, description: 'A Helm chart.' },
);
export type Chart = Static<typeof Chart>;

const title = 'What holds for the whole fleet';
const charts = { description: 'Helm charts of the operators, by the name of the operator.' };

/** `overlays/fleet.yaml`: what holds for all environments. */
export const FleetSettings = Type.Object(
  {
    name: Name('What the backend is called: the label app.kubernetes.io/part-of of every object.'),
    repository: Type.String({
      pattern: '^(https://|ssh://git@)\\S+$',
      title: 'an https:// or ssh:// address',
      description: 'Address of this repository, from which Argo CD syncs.',
    }),
    prometheus: Type.Object(
      {
        namespace: Name('Namespace it runs in.'),
        service: Name('Name of its Service.'),
        port: Port('Port of its HTTP interface.', { default: 9090 }),
      },
      { ...closed, description: 'The Prometheus of each cluster: autoscalers ask it, and it scrapes every app.' },
    ),
    gateway: Type.Object(
      { namespace: Name('Namespace the gateways run in: published apps let it in.') },
      { ...closed, description: 'Where traffic from outside enters a cluster.' },
    ),
    charts: Type.Record(Type.String({ pattern: namePattern }), Chart, { ...closed, ...charts, default: {} }),
  },
  { ...closed, title },
);
export type FleetSettings = Static<typeof FleetSettings>;

/** The schema of `fleet.yaml`, given the operators of the catalogue: each has a chart, and there is no other. */
export function fleetSettings(operators: readonly Operator[]): TObject {
  const named = Object.fromEntries(operators.map(({ name }) => [name, Chart]));
  const known = Type.Object(named, { ...closed, ...charts, ...(operators.length === 0 && { default: {} }) });
  return Type.Object({ ...FleetSettings.properties, charts: known }, { ...closed, title });
}
