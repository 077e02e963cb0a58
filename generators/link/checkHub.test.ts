import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cache } from '../blocks/names.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { exampleHub } from '../testing/fleetSettings.ts';
import { app, users } from '../testing/names.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { checkHub } from './checkHub.ts';
import { linkCluster } from './clusters.ts';

test('one finding names all that has its primary beside the hub, and nothing that each cluster has for itself', () => {
  const [answers, counters] = [cache('answers'), cache('counters')];
  const database = usersProvider({ onStandby: 'absent' });
  assert.ok(database.provides);
  const store = exampleApp(app('store', 'data', []), {
    provides: { ...database.provides, contract: answers.contract, provider: 'inside' },
  });
  const counting = exampleApp(app('counting', 'data', []), {
    provides: { ...database.provides, contract: counters.contract, provider: 'inside', onStandby: 'own' },
  });
  const inside = { provider: 'inside' };
  const data = { users: { provider: 'operator' }, answers: inside, counters: inside };
  const cluster = exampleCluster('aws', { name: 'one', data } as object);
  const environment = exampleEnvironment([cluster]);
  const fleet = exampleFleet([environment], { hub: { ...exampleHub, cluster: 'one' } });
  const catalogue = {
    apps: [database, store, counting],
    contracts: [users.contract, answers.contract, counters.contract],
  };
  const findings = checkHub(fleet, linkCluster(catalogue, fleet, environment, cluster));
  assert.deepEqual(
    findings.map(({ message }) => message),
    [
      'Argo CD is to run in one, which holds the primary of users-database, store: if the cluster is lost, nobody can fail over.',
    ],
  );
});
