import type { Resource } from '../../generators/model/resource.ts';
import type { KubernetesApi, Ref } from '../api/client.ts';
import { argocd } from '../apply.ts';

/**
 * Changes that applying objects again as Argo CD would cause, in words; none when no two managers set a field
 * differently. It is a dry run.
 */
export async function changedByApply(api: KubernetesApi, objects: readonly Resource[]): Promise<string[]> {
  const changed: string[] = [];
  for (const object of objects) {
    const name = `${object.kind}/${object.metadata.name}`;
    const before = await api.get<Ref>(object as Ref);
    await api.apply(object as Ref, { manager: argocd, dryRun: true }).then(
      (after) => {
        for (const path of differing(lasting(before), lasting(after))) changed.push(`${name}: ${path}`);
      },
      ({ message }: Error) => changed.push(`${name}: ${message}`),
    );
  }
  return changed;
}

/** Paths at which two values differ. */
function differing(one: unknown, other: unknown, path = ''): string[] {
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other ? [] : [path];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
    differing((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key], `${path}.${key}`),
  );
}

/** An object without its status and the metadata that every write changes. */
function lasting(object: Ref | undefined): unknown {
  const { status: _, metadata, ...rest } = { ...object } as unknown as Resource;
  const {
    managedFields: _1,
    resourceVersion: _2,
    generation: _3,
    ...kept
  } = metadata as unknown as Record<string, unknown>;
  return { ...rest, metadata: kept };
}
