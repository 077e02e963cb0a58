import { createHash } from 'node:crypto';
import type { Resource } from '../../../generators/model/resource.ts';
import { timedConditions } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import type { Live, Made, Simulated } from '../model.ts';
import { makeSecret } from '../parts.ts';
import { type ExternalSecret, valuesOf } from './values.ts';

/**
 * External Secrets for an `ExternalSecret`: `pkg/controllers/externalsecret` of version 2.9. It makes up values, since
 * it reaches no store except the cluster's own Secrets.
 */
export const simulatedExternalSecret: Simulated<ExternalSecret> = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  manager: 'external-secrets',
  makes: (external, world) => {
    const found = valuesOf(external, world);
    return 'missing' in found ? [] : [target(external, found.values)];
  },
  reports: (external, world) => {
    const found = valuesOf(external, world);
    const isFound = !('missing' in found);
    const health = healthOf(external, isFound);
    if (health === 'progressing' && isFound) return undefined;
    const version = versionOf(external);
    const before = external.status as { refreshTime?: string; syncedResourceVersion?: string } | undefined;
    const refreshTime = before?.syncedResourceVersion === version ? before.refreshTime : undefined;
    const reason = isFound ? demandedTrouble : found.missing;
    return health === 'healthy'
      ? {
          refreshTime: refreshTime ?? world.now,
          syncedResourceVersion: version,
          binding: { name: external.spec?.target?.name ?? external.metadata.name },
          conditions: timedConditions(external.status, world.now, [
            { type: 'Ready', status: 'True', reason: 'SecretSynced', message: 'secret synced' },
          ]),
        }
      : {
          conditions: timedConditions(external.status, world.now, [
            {
              type: 'Ready',
              status: 'False',
              reason: 'SecretSyncedError',
              message: `could not get secret data from provider: ${reason}`,
            },
          ]),
        };
  },
};

/** A generator of passwords has no status of its own. */
export const simulatedPassword: Simulated = {
  apiVersion: 'generators.external-secrets.io/v1alpha1',
  kind: 'Password',
  manager: 'external-secrets',
};

function target(external: ExternalSecret, values: Readonly<Record<string, string>>): Made {
  const { metadata, spec } = external;
  const { template, creationPolicy, name = metadata.name } = spec?.target ?? {};
  const copied = template === undefined ? metadata : template.metadata;
  const managed = { 'reconcile.external-secrets.io/managed': 'true' };
  const identity = { name, namespace: metadata.namespace ?? '', labels: { ...copied?.labels, ...managed } };
  const made = makeSecret(identity, values, template?.type);
  const isOwner = creationPolicy === undefined || creationPolicy === 'Owner';
  return {
    resource: { ...made, metadata: { ...made.metadata, annotations: annotationsOf(copied, values) } } as Resource,
    manager: `externalsecrets.external-secrets.io/${metadata.name}`,
    ...(!isOwner && { orphan: true }),
    ...(spec?.refreshPolicy === 'CreatedOnce' && { once: true }),
  };
}

function annotationsOf(
  copied: { readonly annotations?: Readonly<Record<string, string>> } | undefined,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...annotations } = copied?.annotations ?? {};
  return { ...annotations, 'reconcile.external-secrets.io/data-hash': hash(values) };
}

/** The hash of all fields whose change makes the operator synchronise again. */
const versionOf = ({ metadata }: Live): string =>
  `${metadata.generation ?? 1}-${hash({ ...metadata.labels, ...metadata.annotations })}`;

const hash = (value: object): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 56);
