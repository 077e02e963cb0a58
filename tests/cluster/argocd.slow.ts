import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import type { Resource } from '../../generators/model/resource.ts';
import { readKubeconfig } from '../../generators/release/kubeconfig.ts';
import { kubernetesHub } from '../../generators/release/kubernetesHub.ts';
import { releaseRing } from '../../generators/release/release.ts';
import { openRepository } from '../../generators/release/repository.ts';
import type { Ref } from '../lab/api/client.ts';
import { applyAll } from '../lab/apply.ts';
import { load } from '../lab/metrics/load.ts';
import { healthAnnotation } from '../lab/simulator/health.ts';
import { until } from '../lab/until.ts';
import { type Application, applications, describe, isAt, isWell, refresh } from './argocd/applications.ts';
import { environment, members, setStage } from './argocd/stage.ts';
import { say } from './say.ts';

// The real Argo CD syncs this repository's production into two real API servers, through a hub that has a third. The tests
// tell one story: each begins where the one before ended.

const stage = await setStage();
after(() => stage.lab.stop());
const { hub, clusters, tree } = stage;
const minutes = (count: number) => ({ timeout: count * 60_000 });
const settings = `overlays/${environment}/environment.yaml`;
const canary = members.canary;

/** Applications, by name. */
const all = async () => new Map((await applications(hub.api)).map((one) => [one.metadata.name, one]));

/** Waits until every Application is Synced and Healthy, and there are as many as there should be. */
async function untilAllAreWell(what: string, seconds: number, isSo: (one: Application) => boolean = isWell) {
  const wanted = expected();
  return until(what, seconds, async () => {
    const found = await all();
    const missing = [...wanted].filter((name) => !found.has(name));
    if (missing.length > 0) return `there is no ${missing.slice(0, 5).join(', ')}`;
    const open = [...found.values()].filter((one) => wanted.has(one.metadata.name) && !isSo(one));
    return open.length === 0 || open.slice(0, 5).map(describe).join('\n  ');
  });
}

/** Names of the Applications that the tree calls for. */
function expected(): ReadonlySet<string> {
  return new Set([
    'root',
    'argo-cd',
    ...Object.values(members).flatMap((cluster) => [
      cluster,
      ...readdirSync(join(tree.root, `overlays/${environment}/clusters/${cluster}`)).map((app) => `${cluster}-${app}`),
      ...readdirSync(join(tree.root, `argocd/operators/${environment}/${cluster}`)).map(
        (file) => `${cluster}-${file.replace('.yaml', '')}`,
      ),
    ]),
  ]);
}

/** Commits the tree, and pushes it to where the first ring reads it. */
function toCanary(message: string): string {
  const commit = tree.commit(message);
  tree.push(commit, 'main', 'release/canary');
  return commit;
}

/** Has Argo CD look at an Application now, as a webhook would after a push. */
async function lookAt(name: string): Promise<void> {
  const one = (await all()).get(name);
  if (one) await refresh(hub.api, one);
}

interface Deployment extends Ref {
  readonly spec: {
    readonly replicas: number;
    readonly template: { readonly spec: { readonly terminationGracePeriodSeconds: number } };
  };
}

const users: Ref = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { namespace: 'data', name: 'users' },
};
const push: Ref = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace: 'messaging', name: 'push' } };

test('everything comes up from nothing, stage by stage, and is Synced and Healthy', minutes(40), async () => {
  for (const file of ['app-project-hub', 'application-root']) {
    const object = parse(readFileSync(join(tree.root, `argocd/bootstrap/${file}.yaml`), 'utf8')) as Resource;
    assert.deepEqual(await applyAll(hub.api, [object]), []);
  }
  const seconds = await untilAllAreWell('all Applications are Synced and Healthy', 2300);
  const found = await all();
  say(`${expected().size} Applications in two clusters came up from nothing in ${seconds.toFixed(0)} s`);

  // A stage begins when the one before is well: its Applications are made then, and not earlier.
  for (const cluster of Object.values(members)) {
    const own = [...found.values()].filter(({ metadata: { labels } }) => labels?.cluster === cluster);
    const made = Map.groupBy(own, ({ metadata: { labels } }) => labels?.stage);
    const times = (stageName: string, of: (one: Application) => string | undefined) =>
      (made.get(stageName) ?? []).map((one) => Date.parse(of(one) ?? '')).filter(Number.isFinite);
    const order = ['platform', 'operators', 'stores', 'data', 'services'];
    for (const [index, later] of order.entries()) {
      const earlier = order[index - 1];
      if (!earlier) continue;
      const begun = Math.min(...times(later, ({ metadata }) => metadata.creationTimestamp));
      const done = times(earlier, ({ status }) => firstSync(status));
      assert.ok(
        done.length > 0 && done.every((time) => time <= begun),
        `${cluster}: ${later} began before ${earlier} was synced`,
      );
    }
  }
});

/** When an Application was first synced. */
function firstSync(status: Application['status']): string | undefined {
  return status?.history?.[0]?.deployedAt;
}

test('looking again finds no difference', minutes(20), async () => {
  const start = Date.now();
  const since = (time = '') => Date.parse(time) > start;
  for (const one of (await all()).values()) await refresh(hub.api, one, 'hard');
  await untilAllAreWell(
    'all are compared anew, and well',
    1100,
    (one) => isWell(one) && since(one.status?.reconciledAt),
  );
  const syncs = [...(await all()).values()].filter(({ status }) => since(status?.operationState?.startedAt));
  assert.deepEqual(syncs.map(describe), [], 'nothing was synced again');
});

test('a changed setting reaches the live object, and nothing else is built anew', minutes(20), async () => {
  tree.edit(settings, (document) => {
    const { clusters: list } = document.toJS() as { clusters: { name: string }[] };
    const index = list.findIndex(({ name }) => name === canary);
    document.setIn(['clusters', index, 'apps', 'push', 'scale', 'max'], 5);
  });
  stage.generate();
  const log = readFileSync(stage.argocd.repoServer.log, 'utf8').length;
  const start = Date.now();
  const commit = toCanary('push scales to five pods in the first ring');
  await until('the autoscaler has its new limit', 600, async () => {
    const live = await clusters.canary.api.get<Autoscaler>({
      ...push,
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
    });
    return live?.spec.maxReplicas === 5 || `it has ${live?.spec.maxReplicas}`;
  });
  await until('its Application is Healthy at the commit', 600, async () => {
    const one = (await all()).get(`${canary}-push`);
    return (one !== undefined && isWell(one) && isAt(one, commit)) || (one ? describe(one) : 'it is not there');
  });
  say(`commit → healthy: ${((Date.now() - start) / 1000).toFixed(1)} s, with git asked every 20 s`);
  const built = readFileSync(stage.argocd.repoServer.log, 'utf8').slice(log);
  const folders = new Set(
    [...built.matchAll(/kustomize build [^"\s]*\/_argocd-repo\/[0-9a-f-]+\/([^"\]\s]+)/g)].map(([, folder]) => folder),
  );
  assert.deepEqual([...folders], [`overlays/${environment}/clusters/${canary}/push`]);
});

interface Autoscaler extends Ref {
  readonly spec: { readonly maxReplicas: number };
}

test('a commit that breaks the first ring never reaches the second, ten times out of ten', minutes(40), async () => {
  const repository = openRepository(tree.root, tree.bare);
  const source = kubernetesHub(await readKubeconfig(hub.kubeconfig), 'argocd');
  const release = (wait = 0) =>
    releaseRing({
      repository,
      ring: 'primary',
      hub: source,
      soak: 0,
      wait,
      interval: 1000,
      dryRun: false,
      onWait: () => {},
    });
  const good = tree.git('rev-parse', 'HEAD');
  const file = join(tree.root, 'base/users-database/cluster-users.yaml');
  const text = readFileSync(file, 'utf8');
  // What the first ring has now is well, and may go on.
  assert.equal((await release(300_000)).outcome, 'moved');

  for (let round = 1; round <= 10; round++) {
    writeFileSync(
      file,
      text.replace(
        '\nmetadata:\n',
        `\nmetadata:\n  annotations:\n    ${healthAnnotation}: degraded\n    lab/round: "${round}"\n`,
      ),
    );
    const broken = toCanary(`Round ${round}: a database that does not get well`);
    await lookAt(`${canary}-users-database`);
    // The gate is asked all the time, from the moment of the push until the harm is plain to see.
    const seen = await until('the first ring is degraded', 300, async () => {
      const { outcome, to } = await release();
      assert.ok(outcome !== 'moved' || to !== broken, `round ${round}: the broken commit was let through`);
      const one = (await all()).get(`${canary}-users-database`);
      return (
        (one?.status?.health?.status === 'Degraded' && isAt(one, broken)) || (one ? describe(one) : 'it is not there')
      );
    });
    assert.notEqual((await release()).outcome, 'moved');
    assert.notEqual(tree.git('ls-remote', tree.bare, 'refs/heads/release/primary').split('\t')[0], broken);
    const live = await clusters.primary.api.get<Ref & { metadata: { annotations?: Record<string, string> } }>(users);
    assert.equal(live?.metadata.annotations?.['lab/round'], undefined);
    say(`round ${round}: held back, and degraded after ${seen.toFixed(1)} s`);
    writeFileSync(file, text);
    const mended = toCanary(`Round ${round}: mended`);
    await lookAt(`${canary}-users-database`);
    await until('the first ring is well again', 300, async () => {
      const one = (await all()).get(`${canary}-users-database`);
      return (one !== undefined && isWell(one) && isAt(one, mended)) || (one ? describe(one) : 'it is not there');
    });
  }
  assert.notEqual(good, tree.git('rev-parse', 'HEAD'));
});

test(
  'what is changed by hand is healed, also while another app is degraded; what scalers own is left alone',
  minutes(15),
  async () => {
    const { api } = clusters.canary;
    const live = async () => (await api.get<Deployment>(push))?.spec;
    // Five pods' worth of work for an autoscaler whose limit is five.
    const work = load(api, 'messaging', 'push');
    work.set(20);
    await until('the autoscaler has more pods running', 300, async () => {
      const replicas = (await live())?.replicas;
      return replicas === 5 || `there are ${replicas}`;
    });
    // Not in git, so it is nobody's business but the simulator's.
    await api.patch(users, { metadata: { annotations: { [healthAnnotation]: 'degraded' } } });
    await until('another app is degraded', 200, async () => {
      const one = (await all()).get(`${canary}-users-database`);
      return one?.status?.health?.status === 'Degraded' || (one ? describe(one) : 'it is not there');
    });
    const seconds = (await live())?.template.spec.terminationGracePeriodSeconds;
    await api.patch(push, { spec: { template: { spec: { terminationGracePeriodSeconds: 100 } } } });
    const healed = await until('the drift is healed', 200, async () => {
      const now = (await live())?.template.spec.terminationGracePeriodSeconds;
      return now === seconds || `it is ${now}`;
    });
    say(`drift was healed after ${healed.toFixed(1)} s`);
    assert.equal((await live())?.replicas, 5, 'the number of pods is the autoscaler’s');
    await work.stop();
    await api.patch(users, { metadata: { annotations: { [healthAnnotation]: null } } });
    await untilAllAreWell('all is well again', 300);
  },
);

/** Deletes an Application that files call for no more. A set that has not read the last commit yet makes it once more. */
async function forget(name: string): Promise<void> {
  let gone = 0;
  await until(`${name} stays away`, 700, async () => {
    const one = (await all()).get(name);
    gone = one ? 0 : gone + 1;
    if (one) await hub.api.delete(one);
    return gone > 150 || `it has been away ${gone} times`;
  });
}

/** A folder of the first ring's cluster, as the tree has it. */
const folder = (app: string) => join(tree.root, `overlays/${environment}/clusters/${canary}/${app}`);

const accidents: [what: string, happen: () => void][] = [
  ["an app's folder is deleted", () => rmSync(folder('users-database'), { recursive: true })],
  [
    'everything in it is left out',
    () => {
      const file = join(folder('users-database'), 'kustomization.yaml');
      writeFileSync(file, 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n');
    },
  ],
  [
    'an app is renamed',
    () => {
      mkdirSync(join(folder('users-database'), '..'), { recursive: true });
      renameSync(folder('users-database'), folder('members-database'));
      const file = join(folder('members-database'), 'application.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('users-database', 'members-database'));
    },
  ],
];

for (const [what, happen] of accidents) {
  test(`no data is removed when ${what}`, minutes(15), async () => {
    const { api } = clusters.canary;
    const kept = await identityOf(users);
    const good = tree.git('rev-parse', 'HEAD');
    happen();
    const commit = toCanary(what);
    await until('Argo CD has seen it', 300, async () => {
      const one = (await all()).get(`${canary}-users-database`);
      if (!one) return 'there is no Application any more';
      const seen = isAt(one, commit) || one.status?.conditions?.some(({ type }) => type === 'ComparisonError');
      return seen === true || describe(one);
    });
    // Two more rounds of looking.
    for (const one of [0, 1]) {
      const name = `${canary}-users-database`;
      const before = new Date(Date.now() + one).toISOString().slice(0, 19);
      const application = (await all()).get(name);
      if (application) await refresh(hub.api, application);
      await until('it has looked again', 120, async () => {
        return ((await all()).get(name)?.status?.reconciledAt ?? '') >= before || 'it has not';
      });
    }
    assert.equal(await identityOf(users), kept, 'the database is the same object');
    assert.ok((await api.list('v1', 'Pod', { namespace: 'data', labelSelector: 'cnpg.io/cluster=users' })).length > 0);
    tree.restore(good);
    toCanary('As it was');
    await forget(`${canary}-members-database`);
    await untilAllAreWell('all is well again', 400);
  });
}

async function identityOf(ref: Ref): Promise<string | undefined> {
  return (await clusters.canary.api.get<Ref & { metadata: { uid: string } }>(ref))?.metadata.uid;
}

test('an app goes in two steps and leaves nothing behind', minutes(20), async () => {
  const change = (key: string, value: unknown) => {
    tree.edit(settings, (document) => {
      const { clusters: list } = document.toJS() as { clusters: { name: string }[] };
      const index = list.findIndex(({ name }) => name === canary);
      document.setIn(['clusters', index, 'apps', 'push'], { [key]: value });
    });
    stage.generate();
  };
  change('state', 'retiring');
  const retiring = toCanary('push goes: first step');
  const { api } = clusters.canary;
  await until('its objects are gone', 300, async () => (await api.get(push)) === undefined || 'they are not');
  await until('its Application is well, and empty', 300, async () => {
    const one = (await all()).get(`${canary}-push`);
    if (!one) return 'there is no Application';
    return (isWell(one) && isAt(one, retiring) && (one.status?.resources ?? []).length === 0) || describe(one);
  });
  const kinds = ['ConfigMap', 'Service', 'ServiceAccount'];
  const left = await Promise.all(
    kinds.map((kind) => api.list('v1', kind, { namespace: 'messaging', labelSelector: 'app.kubernetes.io/name=push' })),
  );
  assert.deepEqual(left.flat(), []);
  change('enabled', false);
  toCanary('push goes: second step');
  await forget(`${canary}-push`);
  await untilAllAreWell('all else is well', 300);
  assert.equal((await all()).get(`${canary}-push`), undefined);
});
