import type { Built, Violation } from '../../generators/model/rule.ts';
import { at, textAt } from '../kubernetes/reading.ts';

/** A queue that is on a majority of nodes, and outlives them: https://www.rabbitmq.com/docs/quorum-queues */
export function queuePromises(object: Built): readonly Violation[] {
  const { spec } = object.resource;
  const type = textAt(spec, ['type']);
  return [
    ...(type === 'quorum' || type === 'stream'
      ? []
      : [{ object, field: 'spec.type', message: `It is ${type || 'classic'}: its messages are on one node alone.` }]),
    ...(at(spec, ['durable']) === true
      ? []
      : [{ object, field: 'spec.durable', message: 'It goes when the broker restarts.' }]),
    ...(at(spec, ['autoDelete']) === true
      ? [{ object, field: 'spec.autoDelete', message: 'It goes with its last consumer, and its messages with it.' }]
      : []),
  ];
}

/** A policy that drops no message that was confirmed: https://www.rabbitmq.com/docs/maxlength · https://www.rabbitmq.com/docs/quorum-queues#dead-lettering */
export function policyPromises(object: Built): readonly Violation[] {
  const definition = at(object.resource, ['spec', 'definition']);
  const overflow = textAt(definition, ['overflow']);
  const isBounded = ['max-length', 'max-length-bytes'].some((key) => at(definition, [key]) !== undefined);
  const strategy = textAt(definition, ['dead-letter-strategy']);
  return [
    ...(overflow === 'drop-head' || (isBounded && overflow === '')
      ? [
          {
            object,
            field: 'spec.definition.overflow',
            message: 'A full queue drops its oldest messages, which were confirmed.',
          },
        ]
      : []),
    ...(at(definition, ['dead-letter-exchange']) !== undefined && strategy !== 'at-least-once'
      ? [
          {
            object,
            field: 'spec.definition.dead-letter-strategy',
            message: `It is ${strategy || 'at-most-once'}: messages may be lost on their way to the dead letters.`,
          },
        ]
      : []),
  ];
}

/** A broker whose queues are quorum queues, also those that nobody declares here. */
export function brokerPromises(object: Built): readonly Violation[] {
  const config = textAt(object.resource, ['spec', 'rabbitmq', 'additionalConfig']);
  const [, type] = /^\s*default_queue_type\s*=\s*(\S+)/m.exec(config) ?? [];
  if (type === undefined || type === 'quorum') return [];
  const message = `default_queue_type is ${type}: queues that programs declare are on one node alone.`;
  return [{ object, field: 'spec.rabbitmq.additionalConfig', message }];
}
