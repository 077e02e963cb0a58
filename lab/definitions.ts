import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDefinitions } from '../generators/judge/schemas.ts';
import { lockedComponents, optionalKinds } from '../generators/judge/schemasLock.ts';
import { Failure } from '../generators/model/finding.ts';
import { groupOf, type Resource } from '../generators/model/resource.ts';
import { ensureTool, type Say } from '../generators/programs/toolchain.ts';
import { repository } from '../generators/repository.ts';
import type { KubernetesApi, Ref } from './api/client.ts';
import { until } from './until.ts';

/**
 * Upstream's own CRDs, all that `tools/schemas.lock.json` pins, with the admission policies of the same components.
 * @throws Failure when one of them cannot be fetched: an API server without a kind proves nothing about it
 */
export async function definitions(progress: Say): Promise<readonly Ref[]> {
  const driver = await ensureTool(repository, 'driver', progress);
  const { dir, missing } = await ensureDefinitions(driver, repository, progress);
  const optional = optionalKinds(lockedComponents(repository));
  const first = missing.find(({ kinds }) => !kinds.every((kind) => optional.has(kind)));
  if (first) {
    throw new Failure(
      `the definitions of ${first.component} ${first.version} could not be had: ${first.reason}`,
      'Give the machine access to the network, or name a folder with them in CRD_MIRROR.',
    );
  }
  return [
    ...readdirSync(dir).map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8'), wordless) as Ref),
    ...missing.flatMap(({ kinds }) => kinds.map(standIn)),
  ];
}

/** A definition that takes any object of a kind, in the place of one that cannot always be had. */
function standIn(name: string): Definition {
  const [group = '', kind = ''] = name.split('/');
  const plural = `${kind.toLowerCase()}s`;
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const versions = ['v1', 'v1beta1', 'v2beta1'].map((version) => ({
    name: version,
    served: true,
    storage: version === 'v1',
    schema,
    subresources: { status: {} },
  }));
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: { group, scope: 'Namespaced', names: { kind, plural, singular: kind.toLowerCase() }, versions },
  } as Definition;
}

/**
 * Drops descriptions: they are half of a CRD's size and do not affect validation; without them an API server is twice
 * as fast.
 */
function wordless(key: string, value: unknown): unknown {
  return key === 'description' && typeof value === 'string' ? undefined : value;
}

/** Installs definitions, and waits until all their kinds are served. */
export async function install(api: KubernetesApi, objects: readonly Ref[]): Promise<void> {
  const waiting = [...objects];
  const worker = async () => {
    // Created with `brief` and not applied: CRDs have megabytes, an apply would take seconds, and the response is not
    // read.
    for (let object = waiting.pop(); object; object = waiting.pop()) await api.create(object, { brief: true });
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  const kinds = objects.filter(isDefinition);
  const versions = Map.groupBy(
    kinds.flatMap(({ spec: { group, names, versions } }) =>
      versions.filter(({ served }) => served).map(({ name }) => ({ path: `/apis/${group}/${name}`, kind: names.kind })),
    ),
    ({ path }) => path,
  );
  await until('all kinds are served', 300, async () => {
    for (const [path, wanted] of versions) {
      const { resources } = await api.request<{ resources: { kind: string }[] }>('GET', path);
      const missing = wanted.find(({ kind }) => !resources.some((one) => one.kind === kind));
      if (missing) return `${path} lacks ${missing.kind}`;
    }
    return true;
  });
}

/** Whether a definition is that of a kind which some objects have. */
export function definesOneOf(objects: readonly Pick<Resource, 'apiVersion' | 'kind'>[]): (object: Ref) => boolean {
  const kinds = new Set(objects.map((object) => `${groupOf(object)}/${object.kind}`));
  return (object) => isDefinition(object) && kinds.has(`${object.spec.group}/${object.spec.names.kind}`);
}

export const isDefinition = (object: Ref): object is Definition => object.kind === 'CustomResourceDefinition';

/** The fields of a CustomResourceDefinition that are read here. */
export interface Definition extends Ref {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}
