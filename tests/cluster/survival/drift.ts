import { isDeepStrictEqual } from 'node:util';
import type { Resource } from '../../../generators/model/resource.ts';
import type { KubernetesApi } from '../../../lab/api/client.ts';
import { argocd } from '../../../lab/apply.ts';
import type { Live } from '../../../lab/simulator/model.ts';

/**
 * Objects that another apply would change or that another manager keeps changing, as in Argo CD's server-side diff. An
 * object that changes between the two requests is read again.
 */
export async function drift(api: KubernetesApi, objects: readonly Resource[]): Promise<string[]> {
  const found: string[] = [];
  const waiting = objects.values();
  const worker = async () => {
    for (const object of waiting) {
      const fault = await compare(api, object).catch(({ message }: Error) => message);
      if (fault !== undefined) found.push(`${object.kind}/${object.metadata.name}: ${fault}`);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return found.sort();
}

async function compare(api: KubernetesApi, object: Resource): Promise<string | undefined> {
  for (;;) {
    const before = await api.get<Live>(object);
    const applied = (await api.apply(object, { manager: argocd, dryRun: true })) as Live;
    const after = await api.get<Live>(object);
    if (versionOf(before) !== versionOf(after)) continue;
    return isDeepStrictEqual(bare(after), bare(applied))
      ? undefined
      : `another apply changes ${fields(after, applied)}`;
  }
}

const versionOf = (object: Live | undefined): string | undefined =>
  (object?.metadata as { resourceVersion?: string } | undefined)?.resourceVersion;

/** An object without the metadata about managers and times. */
function bare(object: Live | undefined): object | undefined {
  if (!object) return undefined;
  const { managedFields: _, ...metadata } = object.metadata as Live['metadata'] & { managedFields?: unknown };
  return { ...object, metadata };
}

function fields(one: Live | undefined, other: Live): string {
  const [left, right] = [bare(one) ?? {}, bare(other) ?? {}] as Record<string, unknown>[];
  const keys = [...new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])];
  return keys.filter((key) => !isDeepStrictEqual(left?.[key], right?.[key])).join(', ');
}
