import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Resource } from '../../../generators/model/resource.ts';
import { repository } from '../../../generators/repository.ts';
import { healthAnnotation } from '../health.ts';
import type { Live, Pod } from '../model.ts';

const base = join(repository, 'base');

/** All objects in this repository's bases, of these kinds, and examples of kinds that only overlays hold. */
export function examples(...kinds: readonly string[]): readonly Live[] {
  const all = [...based, ...onlyInOverlays] as readonly Resource[];
  return all.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)).map((object) => live(object));
}

const onlyInOverlays: readonly Resource[] = [
  {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: 'users', namespace: 'data' },
    spec: {
      configuration: { destinationPath: 's3://example/users', s3Credentials: { inheritFromIAMRole: true } },
      instanceSidecarConfiguration: { resources: { requests: { cpu: '100m', memory: '512Mi' } } },
    },
  },
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'users', namespace: 'data' },
    spec: { cluster: { name: 'users' }, schedule: '0 0 3 * * *', immediate: true, method: 'plugin' },
  },
];

const based = readdirSync(base, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml') && !path.endsWith('kustomization.yaml'))
  .sort()
  .map((path) => parse(readFileSync(join(base, path), 'utf8')) as Resource);

let count = 0;

/** An object as an API server would store it. */
export function live<Spec, Status>(object: Resource, status?: Status): Live<Spec, Status> {
  count += 1;
  const server = { uid: `uid-${count}`, creationTimestamp: '2026-01-01T00:00:00Z', generation: 1 };
  return { ...object, metadata: { ...object.metadata, ...server }, ...(status !== undefined && { status }) } as Live<
    Spec,
    Status
  >;
}

/** The same object with the annotation for a health. */
export function demanding(object: Live, health: string): Live {
  const annotations = { ...object.metadata.annotations, [healthAnnotation]: health };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** A pod on a node, with a condition that says whether it is ready. */
export function pod(object: Resource, isReady: boolean, nodeName = 'node-a'): Pod {
  const conditions = [{ type: 'Ready', status: isReady ? 'True' : 'False' }];
  const running = live<Pod['spec'], Pod['status']>(object, { phase: 'Running', conditions });
  return { ...running, spec: { ...running.spec, nodeName } };
}
