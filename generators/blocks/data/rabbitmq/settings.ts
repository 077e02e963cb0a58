import { type TObject, Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { promotable } from '../../../model/settings/promotable.ts';
import { Bytes, Cpu, closed } from '../../../model/settings/scalars.ts';

/** Default settings of a broker. */
export interface RabbitmqDefaults {
  /** Size of the volume of each node. */
  readonly storage: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** Resolved settings of a broker. */
export interface RabbitmqSettings extends RabbitmqDefaults, AppSettings {
  readonly deliveryLimit: number;
  readonly deadLetterDays: number;
}

/**
 * Schema of the settings that environments may change. The default of `deliveryLimit` is RabbitMQ's own:
 * https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling
 */
export function rabbitmqSettings(source: string, { storage, resources }: RabbitmqDefaults): TObject {
  return Type.Object(
    {
      storage: Bytes('Size of the volume of each node. It can grow, never shrink.', { default: storage }),
      resources: Type.Object(
        {
          cpu: Cpu('CPU of each node: guaranteed, and not exceeded.', { default: resources.cpu }),
          memory: Bytes('Memory of each node. At three fifths of it the broker holds publishers back.', {
            default: resources.memory,
          }),
        },
        { ...closed, description: 'What each node gets.' },
      ),
      deliveryLimit: promotable(
        Type.Integer({
          minimum: 1,
          maximum: 1000,
          default: 20,
          description: 'How often a message may come back to the queue before it is put with the dead letters.',
        }),
      ),
      // RabbitMQ counts milliseconds in 32 bits: https://www.rabbitmq.com/docs/ttl
      deadLetterDays: Type.Integer({
        minimum: 1,
        maximum: 49,
        default: 14,
        description: 'Days that dead letters are kept for somebody to look at them.',
      }),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
