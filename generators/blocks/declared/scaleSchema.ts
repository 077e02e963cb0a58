import { type TProperties, Type } from 'typebox';
import { Schedule } from '../../model/settings/scalars.ts';
import { AppName } from './valueSchemas.ts';

const metric = (on: string, properties: TProperties) => Type.Object({ on: Type.Literal(on), ...properties });
const amount = (description: string) => Type.Number({ minimum: 1, maximum: 1000000, description });

const MetricSchema = Type.Unsafe({
  type: 'object',
  discriminator: { propertyName: 'on' },
  required: ['on'],
  oneOf: [
    // Pods may burst to four times their request of CPU; the request of memory is its limit.
    metric('cpu', { utilization: Type.Integer({ minimum: 1, maximum: 400, description: 'percent of the request' }) }),
    metric('memory', {
      utilization: Type.Integer({ minimum: 1, maximum: 100, description: 'percent of the request' }),
    }),
    metric('requests', { perSecond: amount('requests a second that one pod answers') }),
    metric('queue', { messages: amount('messages that one pod works through') }),
    metric('list', {
      list: Type.String({ minLength: 1, description: 'key of the list' }),
      items: amount('items that one pod works through'),
    }),
    metric('query', {
      value: Type.Number({ exclusiveMinimum: 0, description: 'what one pod should have' }),
      of: Type.Optional(AppName),
    }),
    metric('calendar', {
      from: Schedule(5, 'when it begins'),
      until: Schedule(5, 'when it ends'),
      timeZone: Type.String({
        pattern: '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$',
        title: 'a time zone, such as Europe/Berlin',
      }),
      pods: Type.Integer({ minimum: 1, maximum: 1000, description: 'pods meanwhile' }),
    }),
  ],
});

/** What an app scales on. Its bounds are settings. */
export const ScaleSchema = Type.Object({ on: Type.Array(MetricSchema, { minItems: 1 }) });

/**
 * How a new revision is rolled out. It adds a pod at least: it takes none away first, and the API server refuses that
 * both are 0, https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge.
 */
export const RolloutSchema = Type.Object({
  maxSurge: Type.Union([
    Type.Integer({ minimum: 1, maximum: 1000 }),
    Type.String({ pattern: '^(100|[1-9][0-9]?)%$', title: 'a percentage such as 25%' }),
  ]),
  minReadySeconds: Type.Integer({ minimum: 0, maximum: 3600 }),
});
