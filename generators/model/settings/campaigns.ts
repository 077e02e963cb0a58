import { type Static, Type } from 'typebox';
import { closed, Name, namePattern } from './scalars.ts';
import { TimeZone } from './timeZone.ts';

const Moment = (description: string) =>
  Type.String({
    pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$',
    title: 'a day and a time, quoted, such as "2026-11-27T18:00"',
    description,
  });

/** A time in which many users come at once, because they are called. */
export const Campaign = Type.Object(
  {
    name: Name('Name of the campaign.'),
    from: Moment('When it begins, such as the first push.'),
    until: Moment('When its users are gone.'),
    timeZone: TimeZone('Time zone of both.'),
    audience: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2_000_000_000,
        description: 'How many devices get the push: whoever reads the settings sees what the numbers of pods are for.',
      }),
    ),
    apps: Type.Record(
      Type.String({ pattern: namePattern }),
      Type.Integer({ minimum: 1, maximum: 1000, description: 'Least number of its pods meanwhile.' }),
      {
        minProperties: 1,
        ...closed,
        title: 'names of apps, each with a number of pods',
        description: 'The apps that have to be ready, and how many pods each has at least.',
      },
    ),
  },
  { ...closed, description: 'A campaign: pods are there before its users come, and go after them.' },
);

/** A campaign as people write it. Default: `timeZone` is UTC. */
export type Campaign = Omit<Static<typeof Campaign>, 'timeZone'> & { readonly timeZone?: string };
