import { nameOf } from '../../../generators/model/resource.ts';
import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { at, textAt } from '../../kubernetes/reading.ts';
import type { Backup, Outside } from '../system.ts';

const file = 'snapshots.json';

/**
 * Policies of snapshots that a Job of its namespace gives to Elasticsearch, from the ConfigMap that is named after it:
 * https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-slm-put-lifecycle
 */
export function snapshotSchedules({ resource: { metadata } }: Built, view: ClusterView): readonly Backup[] {
  return setupsOf(metadata, view).flatMap((built) => {
    const policy = parsed(textAt(built.resource, ['data', file]));
    if (textAt(policy, ['schedule']) === '') return [];
    const isKept = ['expire_after', 'max_count'].some((key) => at(policy, ['retention', key]) !== undefined);
    return [{ built, field: `data[${file}]`, isKept }];
  });
}

/** The folders of buckets that it writes its snapshots to: the settings `bucket` or `container`, and `base_path`. */
export function snapshotFolders({ resource }: Built, view: ClusterView): readonly Outside[] {
  return setupsOf(resource.metadata, view).flatMap((built) => {
    const { type, settings } = repositoryIn(textAt(built.resource, ['data', 'repository.json']));
    const bucket = textAt(settings, ['bucket']) || textAt(settings, ['container']);
    if (bucket === '') return [];
    const place = [`${type}://${bucket}`, textAt(settings, ['base_path'])].filter(Boolean).join('/');
    return [{ field: 'metadata.name', place, writer: nameOf(resource) }];
  });
}

function repositoryIn(text: string): { readonly type: string; readonly settings: unknown } {
  const repository = parsed(text);
  return { type: textAt(repository, ['type']), settings: at(repository, ['settings']) };
}

/** The ConfigMap of the Job that sets it up. */
function setupsOf({ namespace, name }: Built['resource']['metadata'], view: ClusterView): readonly Built[] {
  return view
    .ofKind('ConfigMap', '')
    .filter(({ resource: { metadata } }) => metadata.namespace === namespace && metadata.name === `${name}-setup`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
