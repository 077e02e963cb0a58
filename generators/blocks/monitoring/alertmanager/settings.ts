import { type TObject, Type } from 'typebox';
import { Bytes, Cpu, closed, namePattern } from '../../../model/settings/scalars.ts';
import { type AlertmanagerSpec, receiverKinds } from './system.ts';

/** Schema of the settings that environments may change. */
export function alertmanagerSettings({ source, storage, resources, receivers, teams }: AlertmanagerSpec): TObject {
  return Type.Object(
    {
      enabled: Type.Boolean({ default: true, description: 'Whether this cluster has an Alertmanager of its own.' }),
      storage: Bytes(
        'Size of the volume of each replica, for silences and what was sent. It grows by hand, as validate says, and never shrinks.',
        {
          default: storage,
        },
      ),
      resources: Type.Object(
        {
          cpu: Cpu('CPU that each replica requests.', { default: resources.cpu }),
          memory: Bytes('Memory of each replica.', { default: resources.memory }),
        },
        { ...closed, description: 'What each replica gets.' },
      ),
      receivers: Type.Record(
        Type.String({ pattern: namePattern }),
        Type.Enum([...receiverKinds], {
          description:
            'pagerduty: the routing key of an integration for Events API v2; slack: the URL of an incoming webhook, which belongs to one channel; webhook: the URL that is called with the alerts as JSON.',
        }),
        {
          ...closed,
          default: {},
          description: `Who can be told, by name. The secret of each, its routing key or URL, is the key of that name in the entry \`<prefix>-${receivers.name}\`; of a receiver of heartbeats, the key \`<name>-<cluster>\`.`,
        },
      ),
      routes: Type.Object(
        {
          page: receiversFor('Who is told of alerts that wake somebody. Default: the receivers of tickets.'),
          ticket: receiversFor('Who is told of alerts that wait for working hours, and of those without a severity.'),
          heartbeat: receiversFor(
            'Who raises an alarm when the alert that always fires arrives no more: webhooks, called every minute.',
          ),
        },
        { ...closed, description: 'Names of receivers, by the severity of the alert.' },
      ),
      teams: Type.Object(Object.fromEntries(teams.map((team) => [team, Type.Optional(teamRoutes(team))])), {
        ...closed,
        default: {},
        description: 'Teams with receivers of their own, in place of those of all.',
      }),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}

function receiversFor(description: string) {
  return Type.Array(Type.String({ pattern: namePattern }), { uniqueItems: true, default: [], description });
}

function teamRoutes(team: string) {
  const own = (what: string) =>
    Type.Optional(
      Type.Array(Type.String({ pattern: namePattern }), {
        minItems: 1,
        uniqueItems: true,
        description: `Who is told of the ${what} of ${team}. Leave it out for the receivers of all.`,
      }),
    );
  return Type.Object(
    { page: own('pages'), ticket: own('tickets') },
    { ...closed, description: `Receivers of alerts with the team ${team}.` },
  );
}
