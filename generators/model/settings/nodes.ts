import { type Static, Type } from 'typebox';
import { Bytes, Cpu, closed } from './scalars.ts';

/** A key of labels and taints, with the part before the `/` that says whose it is, or without. */
const key = '([a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const value = (description: string) =>
  Type.String({
    pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$',
    title: 'letters, digits, -, _ and ., quoted where it is a number or a truth value',
    description,
  });

/** The form of the name of a class. */
export const classPattern = '^[a-z][a-z0-9-]{0,30}$';

const Taint = Type.Object(
  {
    key: Type.String({ pattern: `^${key}$`, title: 'the key of a taint', description: 'Its key.' }),
    value: Type.Optional(value('Its value.')),
    effect: Type.Enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], {
      description: 'What happens to pods that do not tolerate it.',
    }),
  },
  { ...closed, description: 'What keeps other pods away.' },
);
export type NodeTaint = Static<typeof Taint>;

/**
 * A class of nodes. Rules count with it, the lab makes its nodes of it, and where it names `instances`, the provisioner
 * of the cloud gets it: `generators/blocks/nodes/`.
 */
export const NodeClass = Type.Object(
  {
    cpu: Cpu('Allocatable CPU of one node.'),
    memory: Bytes('Allocatable memory of one node.'),
    maxPerZone: Type.Integer({ minimum: 1, maximum: 1000, description: 'Most nodes of this class in one zone.' }),
    architecture: Type.Optional(
      Type.Enum(['amd64', 'arm64'], {
        description: 'What its processors are. Default: amd64; arm64 is not supported.',
      }),
    ),
    instances: Type.Optional(
      Type.Array(
        Type.String({
          pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$',
          title: "the cloud's name of a type of machine, such as m7i.4xlarge",
        }),
        {
          minItems: 1,
          maxItems: 30,
          uniqueItems: true,
          description:
            'Types of machines that the provisioner of the cloud may start for it: each has at least this CPU and memory. Without it, its nodes are node groups of your own.',
        },
      ),
    ),
    spot: Type.Optional(
      Type.Boolean({
        description:
          'Whether its nodes may be spot machines, which the cloud takes back at short notice. Only pods that name the class run there.',
      }),
    ),
    labels: Type.Optional(
      Type.Record(Type.String({ pattern: `^${key}$` }), value('Value of a label.'), {
        ...closed,
        title: 'keys of labels, each with a value',
        description: 'Labels of its nodes, beside that with the name of the class.',
      }),
    ),
    taints: Type.Optional(
      Type.Array(Taint, {
        minItems: 1,
        description: 'Taints of its nodes: only pods that name the class tolerate them.',
      }),
    ),
    devices: Type.Optional(
      Type.Record(
        Type.String({ pattern: `^${key}$` }),
        Type.Integer({ minimum: 1, maximum: 64, description: 'How many one node has.' }),
        {
          ...closed,
          title: 'names of devices as pods ask for them, such as nvidia.com/gpu, each with a number',
          description: 'Devices of one node.',
        },
      ),
    ),
  },
  { ...closed, description: 'A class of nodes: what one offers, and how many there may be.' },
);
export type NodeClass = Static<typeof NodeClass>;

/** When nodes stay as they are. Karpenter's budgets know no time zone: https://karpenter.sh/docs/concepts/disruption/ */
export const BusyHours = Type.Object(
  {
    from: Type.String({
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
      title: 'a time of the day, quoted, such as "11:00"',
      description: 'When they begin each day, in UTC.',
    }),
    hours: Type.Integer({ minimum: 1, maximum: 23, description: 'How long they last.' }),
  },
  {
    ...closed,
    description: 'Hours in which the provisioner replaces no node and moves no pods to save some.',
  },
);
