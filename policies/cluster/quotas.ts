import type { IResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import type { QuotaUse } from '../../generators/model/knowledge.ts';
import { quantity } from '../../generators/model/quantity.ts';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { mostPods, type PodGroup } from '../kubernetes/podGroup.ts';
import { entries, list } from '../kubernetes/reading.ts';
import { matches } from '../kubernetes/selector.ts';
import { podsIn } from './pods.ts';

/** Pods that a quota counts, and how much each takes of one of its resources: `undefined` where they do not say. */
export interface QuotaNeed {
  readonly pods: PodGroup;
  readonly each: number | undefined;
}

/** What a quota bounds, by resource name. */
export function hardOf(quota: Built): [string, unknown][] {
  return entries(specOf(quota).hard);
}

/** What pods take of a resource of a quota; `undefined` for resources that are not of pods. */
export function quotaNeeds(view: ClusterView, quota: Built, key: string): readonly QuotaNeed[] | undefined {
  const counted = podsIn(view, quota.resource.metadata.namespace ?? '').filter((one) => isCounted(specOf(quota), one));
  const needs: QuotaNeed[] = [];
  for (const pods of counted) {
    const each = amountOf(pods, key);
    if (each === 'other') return undefined;
    needs.push({ pods, each });
  }
  return needs;
}

/** The quotas of a cluster on what pods take, each with what all pods need of it. */
export function quotasOf(view: ClusterView): readonly QuotaUse[] {
  return view.ofKind('ResourceQuota', '').flatMap((quota) =>
    hardOf(quota).flatMap(([resource, limit]): QuotaUse[] => {
      const [needs, hard] = [quotaNeeds(view, quota, resource), quantity(limit)];
      if (!needs || hard === undefined) return [];
      const sum = (count: (pods: PodGroup) => number) =>
        needs.reduce((total, { pods, each = 0 }) => total + each * count(pods), 0);
      const { namespace = '', name } = quota.resource.metadata;
      const least = sum(({ replicas }) => replicas.min);
      return [{ namespace, name, resource, hard, least, most: sum(({ replicas }) => mostPods(replicas)) }];
    }),
  );
}

type Spec = Partial<NonNullable<IResourceQuota['spec']>>;

function specOf({ resource }: Built): Spec {
  return (resource.spec ?? {}) as Spec;
}

/** How much of a quota's resource one pod takes; `other` for resources that are not of pods. */
function amountOf({ requests, limits }: PodGroup, key: string): number | undefined | 'other' {
  if (key === 'pods' || key === 'count/pods') return 1;
  const [, part = 'requests', resource = ''] =
    /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage)$/.exec(key) ?? [];
  return resource === '' ? 'other' : (part === 'limits' ? limits : requests)[resource];
}

/** Scopes that look at priority; others are taken to hold: https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes */
function isCounted({ scopeSelector }: Spec, { priorityClass }: PodGroup): boolean {
  return list(scopeSelector?.matchExpressions)
    .filter(({ scopeName }) => scopeName === 'PriorityClass')
    .every(({ operator, values = [] }) =>
      matches(
        { matchExpressions: [{ key: 'class', operator, values }] },
        priorityClass === undefined ? {} : { class: priorityClass },
      ),
    );
}
