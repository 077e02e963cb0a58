import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { at, textAt } from '../../kubernetes/reading.ts';
import type { Backup } from '../system.ts';

const file = 'snapshots.json';

/**
 * Policies of snapshots that a Job of its namespace gives to Elasticsearch, from the ConfigMap that is named after it:
 * https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-slm-put-lifecycle
 */
export function snapshotSchedules({ resource: { metadata } }: Built, view: ClusterView): readonly Backup[] {
  return view
    .ofKind('ConfigMap', '')
    .filter(
      ({ resource: one }) =>
        one.metadata.namespace === metadata.namespace && one.metadata.name === `${metadata.name}-setup`,
    )
    .flatMap((built) => {
      const policy = parsed(textAt(built.resource, ['data', file]));
      if (textAt(policy, ['schedule']) === '') return [];
      const isKept = ['expire_after', 'max_count'].some((key) => at(policy, ['retention', key]) !== undefined);
      return [{ built, field: `data[${file}]`, isKept }];
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
