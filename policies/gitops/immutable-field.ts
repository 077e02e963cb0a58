import { isDeepStrictEqual } from 'node:util';
import { keyOf, type Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { immutableFields } from '../cluster/facts.ts';
import { deployment } from '../example/api.ts';
import { database } from '../example/database.ts';
import { filesService, statefulSet } from '../example/files.ts';
import { hook } from '../example/job.ts';
import { priorityClass, storageClass } from '../example/platform.ts';
import { cassandra, cassandraSchedule, mongodb, mysql } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import { byIdentity } from '../kubernetes/identity.ts';

const tokens = 'spec.cassandra.config.cassandraYaml';

const immutableField = rule({
  code: 'immutable-field',
  severity: 'error',
  title: 'No field changes that the API server lets nobody change.',
  why:
    'The sync fails for good: the object has to be deleted and made anew, with its pods or its data. ' +
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
  fix: 'Keep the old value; else make an object under another name, move to it, and take the old one away afterwards.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const object of view.all) {
      const was = byIdentity(before).get(keyOf(object.resource));
      if (!was || isMadeAnew(object.resource)) continue;
      const now = new Map(immutableFields(object).map(({ field, value }) => [field, value]));
      for (const { field, value } of immutableFields(was)) {
        // What went with a member of a list that is gone, another rule says.
        const found = now.has(field) ? difference(value, now.get(field), field) : undefined;
        if (!found) continue;
        const message = `${found.field} was ${show(found.was)} and is now ${show(found.now)}.`;
        yield { object, field: found.field, message };
      }
    }
  },
  passes: [
    { title: 'another image', before: [deployment], objects: [withField(deployment, 'spec.replicas', undefined)] },
    { title: 'a new object', before: [], objects: [statefulSet] },
    {
      title: 'a hook, which is made anew at each sync',
      before: [withField(hook, 'spec.template.spec.priorityClassName', undefined)],
      objects: [hook],
    },
    {
      title: 'keys in another order',
      before: [withField(storageClass, 'parameters', { type: 'gp3', encrypted: 'true' })],
      objects: [withField(storageClass, 'parameters', { encrypted: 'true', type: 'gp3' })],
    },
  ],
  fails: [
    {
      title: 'another selector',
      before: [
        withField(deployment, 'spec.selector.matchLabels', { 'app.kubernetes.io/name': 'api', tier: 'backend' }),
      ],
      objects: [deployment],
    },
    {
      title: 'volumes of another class of a StatefulSet',
      before: [withField(statefulSet, 'spec.volumeClaimTemplates[data].spec.storageClassName', 'regional-ssd')],
      objects: [statefulSet],
    },
    {
      title: 'other parameters of a storage class',
      before: [storageClass],
      objects: [withField(storageClass, 'parameters.type', 'io2')],
    },
    {
      title: 'another value of a priority class',
      before: [priorityClass],
      objects: [withField(priorityClass, 'value', 2000)],
    },
    {
      title: 'another class of a shard’s volumes',
      before: [mongodb],
      objects: [withField(mongodb, 'spec.replsets[rs0].volumeSpec.persistentVolumeClaim.storageClassName', undefined)],
    },
    {
      title: 'another way to replicate',
      before: [withField(mysql, 'spec.mysql.clusterType', 'async')],
      objects: [withField(mysql, 'spec.mysql.clusterType', 'group-replication')],
    },
    {
      title: 'another number of tokens',
      before: [withField(cassandra, tokens, { num_tokens: 8 }), cassandraSchedule],
      objects: [withField(cassandra, tokens, { num_tokens: 16 }), cassandraSchedule],
    },
    {
      title: 'another user of the files of a database',
      before: [withField(database, 'spec.postgresUID', 26)],
      objects: [withField(database, 'spec.postgresUID', 1000)],
    },
    {
      title: 'a Service that gets an address',
      before: [filesService],
      objects: [withField(filesService, 'spec.clusterIP', undefined)],
    },
  ],
});

/**
 * A hook is deleted before it is made again, unless it says otherwise:
 * https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/#hook-deletion-policies
 */
function isMadeAnew({ metadata }: Resource): boolean {
  const { 'argocd.argoproj.io/hook': when, 'argocd.argoproj.io/hook-delete-policy': policy = 'BeforeHookCreation' } =
    metadata.annotations ?? {};
  return when !== undefined && policy.includes('BeforeHookCreation');
}

interface Difference {
  readonly field: string;
  readonly was: unknown;
  readonly now: unknown;
}

/** Where two values differ first, as deep down as that is in one place. */
function difference(was: unknown, now: unknown, field: string): Difference | undefined {
  if (isDeepStrictEqual(was, now)) return undefined;
  const here = { field, was, now };
  if (typeof was !== 'object' || typeof now !== 'object' || !was || !now) return here;
  if (Array.isArray(was) !== Array.isArray(now)) return here;
  const [before, after] = [new Map(Object.entries(was)), new Map(Object.entries(now))];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changed = keys.filter((key) => !isDeepStrictEqual(before.get(key), after.get(key)));
  const [key = ''] = changed;
  if (changed.length !== 1 || !before.has(key) || !after.has(key)) return here;
  return difference(before.get(key), after.get(key), Array.isArray(was) ? `${field}[${key}]` : `${field}.${key}`);
}

/** A value on one line, cut where it gets long. */
function show(value: unknown): string {
  const text = value === undefined ? 'not set' : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

export default immutableField;
