import { keyOf, nameOf } from '../../generators/model/resource.ts';
import { type Announcement, type Built, type ClusterView, rule } from '../../generators/model/rule.ts';
import { backupsOf, holdsData } from '../cluster/facts.ts';
import { database, databaseBackup, databaseNetworkPolicy, databaseStore } from '../example/database.ts';
import { cassandra, cassandraSchedule, rabbitmq } from '../example/systems.ts';
import { isConfirmed } from '../kubernetes/confirmed.ts';
import { byIdentity } from '../kubernetes/identity.ts';

const ohio = { name: 'ohio' };
const usersGone = { objects: [], without: [database, databaseNetworkPolicy, databaseStore, databaseBackup] };

/** The objects of a cluster that hold data. */
const heldData: Announcement = {
  name: 'held data',
  of: (view) => view.all.filter((object) => holdsData(object)).map(({ resource }) => [keyOf(resource), '']),
};

const dataLeftBehind = rule({
  code: 'data-left-behind',
  severity: 'warning',
  title:
    'Data that does not follow a change of roles is left behind on purpose: this change says what stays and what begins empty.',
  why:
    'Only PostgreSQL has copies in standby clusters. Every other system of a demoted cluster stays there, unused, until ' +
    'a person confirms its deletion, and begins empty in the cluster that is promoted. ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#resource-pruning-with-confirmation',
  fix: 'Nothing, if this is meant: restore into the new cluster what docs/drills/ has a drill for, and confirm a deletion in Argo CD only after that.',
  compares: true,
  asks: [heldData],
  *check(view, before) {
    if (!before) return;
    for (const object of before.all) {
      const { resource, app } = object;
      if (!view.waiting.has(app) || !holdsData(object) || byIdentity(view).has(keyOf(resource))) continue;
      if (!isConfirmed(object)) continue;
      const message = `${nameOf(resource)} stays in ${view.cluster.name}, unused, until somebody confirms in Argo CD that it is deleted with its data.`;
      yield { object, message };
    }
    for (const object of view.all) {
      if (!holdsData(object) || byIdentity(before).has(keyOf(object.resource))) continue;
      const from = leftIn(view, before, object);
      if (from === undefined) continue;
      yield {
        object,
        message: `${nameOf(object.resource)} begins empty, or with what it held when ${view.cluster.name} was active before: what is in the one of ${from} stays there, and ${after(view, object)}.`,
      };
    }
  },
  passes: [
    { title: 'a database that is new everywhere', before: [], objects: [rabbitmq] },
    {
      title: 'a database that another cluster keeps',
      before: [],
      objects: [rabbitmq],
      beside: { cluster: ohio, objects: [rabbitmq], before: [rabbitmq] },
    },
    {
      title: 'a database of another environment',
      before: [],
      objects: [rabbitmq],
      beside: { environment: 'staging', cluster: ohio, objects: [], before: [rabbitmq] },
    },
  ],
  fails: [
    { title: 'a database of a cluster that is demoted', before: [], ...usersGone, waiting: ['users'] },
    {
      title: 'a database that begins in a cluster that is promoted',
      before: [],
      objects: [cassandra, cassandraSchedule],
      beside: { cluster: ohio, objects: [], before: [cassandra] },
    },
    {
      title: 'a broker, of which there is no backup',
      before: [],
      objects: [rabbitmq],
      beside: { cluster: ohio, objects: [], before: [rabbitmq] },
    },
  ],
});

/** The cluster of the environment that had such an object, and has it no more. */
function leftIn(view: ClusterView, before: ClusterView, { resource }: Built): string | undefined {
  const key = keyOf(resource);
  const holders = (one: ClusterView) =>
    one.fleet.announced(heldData, key).flatMap(({ environment, cluster }) => {
      return environment === view.environment ? [cluster] : [];
    });
  const now = new Set(holders(view));
  return holders(before).find((cluster) => !now.has(cluster));
}

function after(view: ClusterView, object: Built): string {
  return backupsOf(view).some(({ built }) => built === object)
    ? 'what was not in its last backup is lost if that cluster is'
    : 'there is no backup of it to restore';
}

export default dataLeftBehind;
