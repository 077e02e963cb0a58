import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { clusterLabel } from '../../generators/upstream/cloudNativePg.ts';
import { callersOf } from '../cluster/calls.ts';
import { podsIn } from '../cluster/pods.ts';
import { isAddressOf } from '../cluster/pools.ts';
import { besideCopy, copyWith } from '../example/databaseCopy.ts';
import { pooler, replacing, straightTo, throughPooler } from '../example/users.ts';
import { withField } from '../example/withField.ts';
import { at } from '../kubernetes/reading.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { variablesOf } from '../systems/builtIn/environment.ts';
import { replicationOf } from '../systems/cloudNativePg/replication.ts';

const copy = copyWith({ primary: 'iowa', source: 'iowa' });

const writerHasPrimary = rule({
  code: 'writer-has-primary',
  severity: 'error',
  title: 'Whoever writes to a database runs where that database takes writes.',
  why:
    'A copy of a database in another cluster is read-only until it is promoted, behind its read-write Service too: ' +
    'every write fails, and pods that write when they start never become ready. ' +
    'https://cloudnative-pg.io/documentation/current/replica_cluster/',
  fix: 'Let the app use the read-only pooler or Service, or run it on the cluster of the primary alone.',
  *check(view) {
    for (const database of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
      const { isReplica, primary } = replicationOf(database);
      const { name, namespace = '' } = database.resource.metadata;
      if (!isReplica) continue;
      for (const pods of podsIn(view, namespace)) {
        const { kind, spec } = pods.built.resource;
        if (pods.workload || pods.labels[clusterLabel] !== name) continue;
        if (kind === 'Pooler' && ['ro', 'r'].includes(String(at(spec, ['type'])))) continue;
        for (const { workload } of callersOf(view, pods, [5432])) {
          if (kind === 'Cluster' && onlyReads(view, workload, name, namespace)) continue;
          const message = `It may write to ${pods.name}, but ${name} here is a copy of the one in ${primary} and takes no writes.`;
          yield { object: workload.built, message };
        }
      }
    }
  },
  passes: [
    { title: 'a writer where the primary is', objects: throughPooler },
    {
      title: 'a reader at the read-only pooler of a copy',
      objects: [copy, ...besideCopy, ...replacing(throughPooler, withField(pooler, 'spec.type', 'ro'))],
    },
    { title: 'a reader at the read-only Service of a copy', objects: [copy, ...besideCopy, ...straightTo('users-ro')] },
  ],
  fails: [
    { title: 'a writer at the pooler of a copy', objects: [copy, ...besideCopy, ...throughPooler] },
    { title: 'a writer at a copy itself', objects: [copy, ...besideCopy, ...straightTo('users-rw')] },
  ],
});

/**
 * Instances of a database all look the same to the network: which Service a workload names tells whether it means to
 * write. https://cloudnative-pg.io/documentation/current/service_management/
 */
function onlyReads(view: ClusterView, workload: Workload, database: string, namespace: string): boolean {
  const address = ` ${[...variablesOf(view, workload).values()].join(' ')}`;
  const names = (type: string) => isAddressOf({ address }, `${database}-${type}`, namespace, 5432);
  return !names('rw') && (names('ro') || names('r'));
}

export default writerHasPrimary;
