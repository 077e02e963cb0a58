import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { isJsonObject } from '../../generators/model/json.ts';
import type { Values } from '../../generators/model/operator.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { outputOf, run } from '../../generators/programs/run.ts';

/** A chart, and how Argo CD would have it rendered. */
export interface Release {
  /** Folder of the chart. */
  readonly folder: string;
  /** Name of the Helm release. */
  readonly name: string;
  readonly namespace: string;
  /** Minor version of Kubernetes, such as `1.35`. */
  readonly kubernetes: string;
}

/** What Helm prints, CRDs included. No API but Kubernetes' own is served: it is a new cluster. */
export async function helmTemplate(helm: string, release: Release, values: Values): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'values-'));
  try {
    const file = join(scratch, 'values.yaml');
    writeFileSync(file, stringify(values, { aliasDuplicateObjects: false }));
    const { folder, name, namespace, kubernetes } = release;
    const where = ['--namespace', namespace, '--include-crds', '--kube-version', `${kubernetes}.0`];
    return outputOf(await run(helm, ['template', name, folder, ...where, '--values', file]));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * The objects in what Helm prints, as Argo CD applies them: without `helm test`, which it ignores, and each in the
 * namespace of its Application where it names none. https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks
 */
export function objectsIn(printed: string, namespace: string, isClusterScoped: (object: Resource) => boolean) {
  return parseAllDocuments(printed)
    .map((document) => withoutNulls(document.toJS()) as Resource | null)
    .filter((object) => object !== null)
    .filter(({ metadata }) => !metadata.annotations?.['helm.sh/hook']?.startsWith('test'))
    .map((object): Resource => {
      if (isClusterScoped(object) || object.metadata.namespace) return object;
      return { ...object, metadata: { ...object.metadata, namespace } };
    });
}

/** The API server reads a field that is null as one that is not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}
