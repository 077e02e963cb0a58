import { type Static, Type } from 'typebox';
import { closed, Name, Schedule } from './scalars.ts';
import { TimeZone } from './timeZone.ts';

const SyncWindow = Type.Object(
  {
    kind: Type.Enum(['allow', 'deny'], {
      description: 'allow: syncs run only in such windows. deny: no sync runs in this window, which takes precedence.',
    }),
    schedule: Schedule(5, 'When it begins.'),
    duration: Type.String({
      pattern: '^([1-9][0-9]*h)?([1-9][0-9]*m)?$',
      minLength: 2,
      title: 'a duration, such as 8h or 1h30m',
      description: 'How long it lasts.',
    }),
    timeZone: TimeZone('Time zone of the schedule.'),
    manual: Type.Boolean({
      description: 'Whether people may sync by hand while windows forbid it.',
      default: false,
    }),
    why: Type.String({ minLength: 1, maxLength: 200, title: 'a reason', description: 'Why: shown in Argo CD.' }),
  },
  { ...closed, description: 'When Argo CD may sync, or may not.' },
);

/** A sync window as people write it. Defaults: `timeZone` is UTC, `manual` is false. */
export type SyncWindow = Omit<Static<typeof SyncWindow>, 'timeZone' | 'manual'> & {
  readonly timeZone?: string;
  readonly manual?: boolean;
};

const { required, ...window } = SyncWindow as typeof SyncWindow & { required: string[] };

/** The settings of an environment about delivery: all of them optional. */
export const delivery = {
  synced: Type.Optional(
    Type.Boolean({
      description: 'Whether the Argo CD of the hub syncs it. false: people do, with kubectl apply -k.',
      default: true,
    }),
  ),
  rings: Type.Optional(
    Type.Array(Name('Name of a ring: it follows the branch release/<name>.'), {
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      description:
        'Rings in the order in which a release reaches them. Every cluster is in one. Without rings all clusters follow main.',
    }),
  ),
  windows: Type.Optional(
    Type.Array(
      Type.Unsafe<SyncWindow>({
        ...window,
        required: required.filter((key) => key !== 'timeZone' && key !== 'manual'),
      }),
      { description: 'Sync windows. Without any, changes are synced at any time.' },
    ),
  ),
};
