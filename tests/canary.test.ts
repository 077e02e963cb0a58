import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { silent } from '../generators/console/progress.ts';
import { openDriver } from '../generators/judge/driver.ts';
import type { BuiltOverlay } from '../generators/judge/overlays.ts';
import { prove } from '../generators/judge/proof.ts';
import { applyRules } from '../generators/judge/rules.ts';
import { checkLinks } from '../generators/link/check.ts';
import { type LinkedCluster, type LinkedFleet, linkFleet } from '../generators/link/clusters.ts';
import type { Fleet } from '../generators/model/fleet.ts';
import type { Resource } from '../generators/model/resource.ts';
import type { Built } from '../generators/model/rule.ts';
import { viewOf } from '../generators/model/view.ts';
import { loadModel } from '../generators/pipeline.ts';
import { allFiles } from '../generators/plan/allFiles.ts';
import { planTree } from '../generators/plan/plan.ts';
import { renderings } from '../generators/plan/renderings.ts';
import { render } from '../generators/render/render.ts';
import { repository } from '../generators/repository.ts';
import { withField } from '../policies/example/withField.ts';
import { rules } from '../policies/index.ts';
import { ofSample } from './ofSample.ts';

const { catalogue, fleet } = await loadModel(repository);
assert.ok(fleet);

/** Apps with routes whose pods are all alike: each gets a canary of its own image, at another tag. */
const canaries = ['api', 'catalogue', 'thumbnails'];
const place = 'staging/staging-eu-west-1';

/** Staging of this repository's fleet, which shares nothing with other environments. */
const staging: Fleet = { ...fleet, environments: fleet.environments.filter(({ name }) => name === 'staging') };

/** The same with canaries. */
function withCanaries(weight: number): Fleet {
  const environments = staging.environments.map((environment) => {
    const { settings, images } = environment;
    const apps = { ...settings.apps };
    for (const name of canaries) {
      const own = images[name] ?? catalogue.apps.find((app) => app.name === name)?.images[name] ?? '';
      const image = `${own.replace(/:[^:/]*(@.*)?$/, '')}:canary@sha256:${'c'.repeat(64)}`;
      apps[name] = { ...apps[name], canary: { image, weight } };
    }
    return { ...environment, settings: { ...settings, apps } };
  });
  return { ...staging, environments };
}

function clusterOf(own: Fleet): LinkedCluster {
  const found = linkFleet(catalogue, own).clusters.find(
    (one) => `${one.environment.name}/${one.cluster.name}` === place,
  );
  assert.ok(found);
  return found;
}

const objectsOf = ({ graph }: LinkedCluster): readonly Built[] =>
  [...graph].flatMap(([app, linked]) => render(linked).map((resource) => ({ resource, app })));

/** Errors of all rules about some objects, as `code Kind/name: message`. */
const errorsOf = ({ environment, cluster }: LinkedCluster, objects: readonly Built[]): readonly string[] =>
  applyRules(rules, viewOf(environment.name, cluster, objects), undefined)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, object, message }) => `${code} ${object}: ${message}`);

function write(context: TestContext, own: Fleet, linked: LinkedFleet): string {
  const root = mkdtempSync(join(tmpdir(), 'canary-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const { plan } = planTree(catalogue, own, linked);
  for (const { path, content } of plan ? allFiles(plan) : []) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

describe('canaries in staging of the sample company', { skip: ofSample }, () => {
  const without = clusterOf(staging);
  const known = new Set(errorsOf(without, objectsOf(without)));
  const cluster = clusterOf(withCanaries(10));
  const objects = objectsOf(cluster);

  /** What is found with canaries and not without. */
  const newErrors = (changed: readonly Built[]) => errorsOf(cluster, changed).filter((one) => !known.has(one));

  test('every app with routes and pods that are alike may have a canary, and no other app', () => {
    const able = catalogue.apps.filter(({ settings }) => 'canary' in settings.properties).map(({ name }) => name);
    assert.deepEqual(able.sort(), ['activity', 'api', 'auth', 'billing', 'catalogue', 'inapp', 'thumbnails']);
  });

  for (const weight of [0, 10, 99]) {
    test(`canaries at ${weight} per cent break no rule`, () => {
      const fleetWith = withCanaries(weight);
      const own = clusterOf(fleetWith);
      const names = objectsOf(own).map(({ resource }) => `${resource.kind}/${resource.metadata.name}`);
      for (const name of canaries) assert.ok(names.includes(`Deployment/${name}-canary`), name);
      assert.deepEqual(
        checkLinks(catalogue, fleetWith, own).filter(({ severity }) => severity === 'error'),
        [],
      );
      // All of the weight asks for nearly twice the pods: budgets are for the people who raise it.
      const found = errorsOf(own, objectsOf(own)).filter((one) => !known.has(one));
      assert.deepEqual(weight > 50 ? found.filter((one) => !/^(quota|connections|nodes)-fit/.test(one)) : found, []);
    });
  }

  const bounds = { ScaledObject: 'spec.maxReplicaCount', HorizontalPodAutoscaler: 'spec.maxReplicas' } as const;
  const change = (kind: string, name: string, path: string, value: unknown) =>
    objects.map((one): Built => {
      const { resource, app } = one;
      const isIt = resource.kind === kind && resource.metadata.name === name;
      return isIt ? { app, resource: withField(resource, path, value) } : one;
    });
  const podSelector = { matchLabels: { 'app.kubernetes.io/name': 'api' } };
  const scaler = objects.find(({ resource }) => resource.metadata.name === 'api-canary' && resource.kind in bounds);
  const scalerKind = scaler?.resource.kind as keyof typeof bounds;

  for (const [title, changed, expected] of [
    [
      'the pods of a canary count for the quota',
      change(scalerKind, 'api-canary', bounds[scalerKind], 1000),
      /^quota-fits .* \(api-canary .*\), and the quota/m,
    ],
    [
      'the pods of a canary count for the connections of a database',
      change(scalerKind, 'api-canary', bounds[scalerKind], 1000),
      /^connections-fit Pooler\/users-pooler-rw: /m,
    ],
    [
      'the pods of a canary spread over zones by themselves',
      change('Deployment', 'api-canary', 'spec.template.spec.topologySpreadConstraints', undefined),
      /^spread-over-zones Deployment\/api-canary: /m,
    ],
    [
      'the pods of a canary spread by their own label, not by the app’s',
      change(
        'Deployment',
        'api-canary',
        'spec.template.spec.topologySpreadConstraints[0].labelSelector.matchLabels',
        podSelector.matchLabels,
      ),
      /^spread-over-zones Deployment\/api-canary: Its labelSelector does not meet the pods/m,
    ],
    [
      'a canary has a budget of its own',
      change('PodDisruptionBudget', 'api-canary', 'spec.selector', podSelector),
      /^budget-lets-drain Deployment\/api-canary: /m,
    ],
    [
      'the scaler of a canary measures the canary',
      change(
        'ScaledObject',
        'api-canary',
        'spec.triggers[0].metadata.query',
        'sum(rate(http_requests_total{namespace="backend",service="api"}[1m]))',
      ),
      /^scaler-measures-target ScaledObject\/api-canary: It asks for the Service api, /m,
    ],
    [
      'the scaler of the app measures the app',
      change(
        'ScaledObject',
        'api',
        'spec.triggers[0].metadata.query',
        'sum(rate(http_requests_total{namespace="backend",service="api-canary"}[1m]))',
      ),
      /^scaler-measures-target ScaledObject\/api: It asks for the Service api-canary, /m,
    ],
    [
      'the policy of a database lets a canary in',
      change('NetworkPolicy', 'users-pooler-rw', 'spec.ingress[0].from[0].podSelector', podSelector),
      /backend\/api-canary to data\/users-pooler-rw is open on TCP port 5432, but data\/users-pooler-rw does not let it in/,
    ],
    [
      'the policy of an app holds for its canary',
      change('NetworkPolicy', 'api', 'spec.podSelector', podSelector),
      /backend\/api-canary may not call there/,
    ],
  ] as const) {
    test(title, () => {
      assert.match(newErrors(changed).join('\n'), expected);
    });
  }

  test('Kustomize builds a canary as it is rendered, beside an app whose image has the same name', async (context) => {
    const own = withCanaries(10);
    const linked = linkFleet(catalogue, own);
    const root = write(context, own, linked);
    const wanted = new Map<string, readonly Resource[]>();
    for (const { folder, app, at, resources } of renderings(linked)) {
      if (at && `${at.environment.name}/${at.cluster.name}` === place && canaries.includes(app.name)) {
        wanted.set(folder, resources);
      }
    }
    assert.equal(wanted.size, canaries.length);
    const built = new Map<string, BuiltOverlay>();
    const driver = await openDriver([], silent);
    await driver.buildOnly({ root, overlays: [...wanted.keys()] }, (result) => built.set(result.path, result));
    for (const [folder, resources] of wanted) {
      assert.equal(built.get(folder)?.error, undefined, folder);
      assert.deepEqual(prove(resources, built.get(folder)?.objects ?? [], {}), [], folder);
    }
  });
});
