import { Type } from 'typebox';
import { Name } from '../../model/settings/scalars.ts';

/** The contract of a broker: what is on it. */
export const BrokerContractSchema = Type.Object({
  name: Name('name of the contract'),
  queues: Type.Array(Name('name of a queue')),
  topics: Type.Array(Name('name of a topic')),
});

/** Schema of the contract in the declaration of a broker. */
export const BrokerSchema = Type.Object({ contract: BrokerContractSchema });
