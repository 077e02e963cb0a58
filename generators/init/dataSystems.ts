import type { Contract, ContractKind } from '../model/edge.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Answers } from './answers.ts';

/** The systems of databases, queues and caches as people call them, by the kind of contract that each provides. */
export const dataSystems = {
  postgresql: 'postgresql',
  rabbitmq: 'queue',
  valkey: 'cache',
  mysql: 'mysql',
  mongodb: 'mongodb',
  cassandra: 'cassandra',
} as const satisfies Readonly<Record<string, ContractKind>>;
type DataSystem = keyof typeof dataSystems;

/** What a backend has only where somebody asks for it: with the system go its database and the apps that use it. */
const special: readonly DataSystem[] = ['mysql', 'mongodb', 'cassandra'];

/** Contracts of these systems. */
export function contractsOf({ contracts }: Pick<Catalogue, 'contracts'>): readonly Contract[] {
  const kinds: readonly ContractKind[] = Object.values(dataSystems);
  return contracts.filter(({ kind }) => kinds.includes(kind));
}

const systemOf = (kind: ContractKind) =>
  (Object.keys(dataSystems) as DataSystem[]).find((one) => dataSystems[one] === kind);

/** Where the data of a contract is: in a system inside the clusters, in one outside of them, or nowhere. */
export function whereDataIs({ kind }: Contract, answers: Answers): 'inside' | 'outside' | 'nowhere' {
  const system = systemOf(kind);
  if (!system || answers.list('systems').includes(system)) return 'inside';
  if (!special.includes(system)) return 'outside';
  return answers.list('outside-systems').includes(system) ? 'outside' : 'nowhere';
}
