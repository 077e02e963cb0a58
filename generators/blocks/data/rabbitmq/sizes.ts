import { bytes } from '../../../model/quantity.ts';
import { type GivenSize, memoryPath } from '../../sizes/tooSmall.ts';
import type { RabbitmqSettings } from './settings.ts';

/**
 * The part of its memory below the mark above which a node holds publishers back: three fifths, of what the operator
 * leaves after the room that it keeps for the Erlang VM (`removeHeadroom` in `internal/resource/configmap.go` of
 * https://github.com/rabbitmq/cluster-operator: a fifth, at most 2 GiB).
 */
const belowMark = 0.6 * 0.8;

/** "Nodes hosting RabbitMQ should have at least 256 MiB of memory available at all times". */
const available = bytes('256Mi');

/** What a node takes of memory: if it took that above its mark, nobody could ever publish. */
export function rabbitmqSizes({ resources }: RabbitmqSettings): GivenSize[] {
  return [
    {
      path: memoryPath,
      given: resources.memory,
      parts: [
        { what: 'that must always be available', takes: available },
        { what: 'above the mark that holds publishers back', takes: available / belowMark - available },
      ],
      source: 'https://www.rabbitmq.com/docs/memory',
    },
  ];
}
