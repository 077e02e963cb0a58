import { type Static, Type } from 'typebox';
import { closed, Name, Port } from './scalars.ts';

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
  },
  { ...closed, title: 'What holds for the whole fleet' },
);
export type FleetSettings = Static<typeof FleetSettings>;
