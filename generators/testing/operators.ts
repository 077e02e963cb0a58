import { join } from 'node:path';
import { operator } from '../blocks/operators/operator.ts';
import { here } from '../blocks/source.ts';
import type { Operator } from '../model/operator.ts';
import { repository } from '../repository.ts';

/** An operator that serves by default the group `<name>.io`. */
export function exampleOperator(name: string, changes: Partial<Omit<Operator, 'source'>> = {}): Operator {
  return operator({
    name,
    source: here({ filename: join(repository, `apps/operators/${name}.ts`) }),
    namespace: name,
    groups: [`${name}.io`],
    crds: 'unprunable',
    values: ({ cluster, namespaces, version }) => ({ version, watch: namespaces, region: { name: cluster.region } }),
    ...changes,
  });
}

/** The operators of the sample catalogue. */
export const operators = [
  exampleOperator('databases', { groups: ['postgresql.cnpg.io', 'barmancloud.cnpg.io'] }),
  exampleOperator('secrets', { groups: ['external-secrets.io', 'generators.external-secrets.io'], crds: 'annotated' }),
];
