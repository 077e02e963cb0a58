import { Failure } from '../generators/model/finding.ts';
import type { Resource } from '../generators/model/resource.ts';
import type { KubernetesApi, Ref } from './api/client.ts';

/** The field manager of Argo CD: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ */
export const argocd = 'argocd-controller';

/** An object that an API server rejected, or accepted with a warning. */
export interface Refusal {
  /** `Kind/name`. */
  readonly object: string;
  readonly message: string;
}

/**
 * Applies objects as Argo CD does, or with a dry run.
 * @returns rejections and warnings; empty when there are none
 */
export async function applyAll(
  api: KubernetesApi,
  objects: readonly Resource[],
  options: { readonly dryRun?: boolean; readonly force?: boolean } = {},
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const { namespaces = [], others = [] } = Object.groupBy(objects, (object) =>
    object.kind === 'Namespace' ? 'namespaces' : 'others',
  );
  let waiting = namespaces;
  const worker = async () => {
    for (let object = waiting.shift(); object; object = waiting.shift()) {
      const name = `${object.kind}/${object.metadata.name}`;
      const warned = (message: string) => refusals.push({ object: name, message: `warning: ${message}` });
      await api
        .apply(object as Ref, { manager: argocd, warned, ...options })
        .catch(({ message }: Error) => refusals.push({ object: name, message }));
    }
  };
  await worker();
  waiting = others;
  await Promise.all([worker(), worker(), worker(), worker()]);
  return refusals;
}

/**
 * Throws a failure about rejections and warnings, unless there are none.
 * @param cluster its name
 */
export function refuse(cluster: string, refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return;
  const list = refusals.map(({ object, message }) => `\n  ${object}: ${message}`).join('');
  throw new Failure(`${cluster} does not accept ${refusals.length} objects:${list}`, 'Run `npm run validate`.');
}

/** Splits objects into two steps: those that must exist before others are accepted, and the others. */
export function inSteps(objects: readonly Resource[]): [first: Resource[], then: Resource[]] {
  const { first = [], then = [] } = Object.groupBy(objects, ({ kind }) => (early.has(kind) ? 'first' : 'then'));
  return [first, then];
}

const early = new Set([
  'Namespace',
  'PriorityClass',
  'StorageClass',
  'ServiceAccount',
  'ResourceQuota',
  'LimitRange',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);
