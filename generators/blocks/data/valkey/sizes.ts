import { bytes } from '../../../model/quantity.ts';
import { type GivenSize, memoryPath } from '../../sizes/tooSmall.ts';
import { dataPart } from './config.ts';
import type { ValkeySettings } from './settings.ts';

/** "An empty instance uses ~ 3MB of memory": https://valkey.io/topics/faq/ */
const idle = 3e6;

/** Times its memory that a member's volume has: the log of writes is at most that long while it is written anew. */
const logs = 3;

/** What a member takes of memory, and of its volume. */
export function valkeySizes({ resources, storage }: ValkeySettings): GivenSize[] {
  const source = 'https://valkey.io/topics/faq/';
  const memory = {
    path: memoryPath,
    given: resources.memory,
    parts: [
      { what: 'idle', takes: idle },
      { what: 'that data may fill beside it', takes: Math.ceil((idle * dataPart) / (1 - dataPart)) },
    ],
    source,
  };
  if (storage === undefined) return [memory];
  const parts = [{ what: `for the log of ${resources.memory} of data`, takes: logs * bytes(resources.memory) }];
  return [memory, { path: ['storage'], given: storage, parts, source: 'https://valkey.io/topics/persistence/' }];
}
