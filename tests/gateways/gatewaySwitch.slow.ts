import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { applyRules } from '../../generators/judge/rules.ts';
import { checkLinks } from '../../generators/link/check.ts';
import { type LinkedCluster, linkFleet } from '../../generators/link/clusters.ts';
import type { Fleet } from '../../generators/model/fleet.ts';
import { keyOf } from '../../generators/model/resource.ts';
import type { Built } from '../../generators/model/rule.ts';
import { type Gateway, gateways } from '../../generators/model/settings/cluster.ts';
import { viewOf } from '../../generators/model/view.ts';
import { loadModel } from '../../generators/pipeline.ts';
import { render } from '../../generators/render/render.ts';
import { repository } from '../../generators/repository.ts';
import { rules } from '../../policies/index.ts';
import { commitAll, copyRepository, git, run } from '../repositoryCopy.ts';

// A team changes one line to give a cluster another gateway. The cluster is the active one: it has all routes.

const { catalogue, fleet } = await loadModel(repository);
assert.ok(fleet);
const [environment, name] = ['production', 'aws-us-east-1'];

/** This repository's fleet with another gateway in the cluster, and with a canary of an app with routes. */
function fleetWith(gateway: Gateway, weight?: number): Fleet {
  assert.ok(fleet);
  const environments = fleet.environments.map((one) => {
    if (one.name !== environment) return one;
    const { settings } = one;
    const clusters = settings.clusters.map((cluster) => (cluster.name === name ? { ...cluster, gateway } : cluster));
    const image = `ghcr.io/stefanprodan/podinfo:6.99.0@sha256:${'c'.repeat(64)}`;
    const activity = { ...settings.apps?.activity, ...(weight !== undefined && { canary: { image, weight } }) };
    return { ...one, settings: { ...settings, clusters, apps: { ...settings.apps, activity } } };
  });
  return { ...fleet, environments };
}

function clusterOf(own: Fleet): LinkedCluster {
  const found = linkFleet(catalogue, own).clusters.find(({ cluster }) => cluster.name === name);
  assert.ok(found);
  return found;
}

const objectsOf = ({ graph }: LinkedCluster): readonly Built[] =>
  [...graph].flatMap(([app, linked]) => render(linked).map((resource) => ({ resource, app })));

function errorsOf(own: Fleet, before: Fleet): readonly string[] {
  // The folder of an app that waits stays: a cluster with Istio alone has the app ratelimit.
  const apps = new Set(catalogue.apps.map((app) => app.name));
  const facts = { apps, domain: clusterOf(own).environment.settings.domain };
  const [now, was] = [own, before].map((one) => {
    const linked = clusterOf(one);
    return viewOf(environment, linked.cluster, objectsOf(linked), facts);
  });
  assert.ok(now);
  return [...checkLinks(catalogue, own, clusterOf(own)), ...applyRules(rules, now, was)]
    .filter(({ severity }) => severity === 'error')
    .map(({ code, object, message }) => `${code} ${object}: ${message}`);
}

/** Hosts, matches and parents of all routes. */
const reached = (own: Fleet) =>
  objectsOf(clusterOf(own))
    .filter(({ resource }) => ['HTTPRoute', 'GRPCRoute'].includes(resource.kind))
    .filter(({ resource }) => resource.metadata.namespace !== 'gateways')
    .map(({ resource }) => {
      const {
        parentRefs,
        hostnames,
        rules: all,
      } = resource.spec as unknown as {
        parentRefs: object;
        hostnames: object;
        rules: { matches: object }[];
      };
      return [keyOf(resource), parentRefs, hostnames, all.map(({ matches }) => matches)];
    });

for (const gateway of gateways) {
  for (const before of gateways.filter((one) => one !== gateway)) {
    test(`from ${before} to ${gateway} no rule is broken, and routes take the same requests`, () => {
      assert.deepEqual(errorsOf(fleetWith(gateway), fleetWith(before)), []);
      assert.deepEqual(reached(fleetWith(gateway)), reached(fleetWith(before)));
    });
  }

  test(`with ${gateway} every object has one owner`, () => {
    const keys = objectsOf(clusterOf(fleetWith(gateway))).map(({ resource }) => keyOf(resource));
    assert.deepEqual(
      keys.filter((key, index) => keys.indexOf(key) !== index),
      [],
    );
  });

  test(`with ${gateway} a canary for testers may get a share of the requests, and no canary one at once`, () => {
    assert.deepEqual(errorsOf(fleetWith(gateway, 0), fleetWith(gateway)), []);
    assert.deepEqual(errorsOf(fleetWith(gateway, 10), fleetWith(gateway, 0)), []);
    assert.match(errorsOf(fleetWith(gateway, 10), fleetWith(gateway)).join('\n'), /^share-has-pods .*activity-canary/);
  });
}

interface Report {
  readonly comparedWith: string;
  readonly findings: readonly { code: string; severity: string; message: string; in?: { cluster?: string } }[];
}

test('one changed line gives a cluster another gateway: validate says which operators leave, and nothing else', (context) => {
  const root = copyRepository(context, [environment]);
  const file = join(root, 'overlays/production/environment.yaml');
  for (const [from, to, leaving] of [
    ['istio', 'traefik', ['istio-base', 'istiod']],
    ['traefik', 'kong', ['traefik']],
  ] as const) {
    const text = readFileSync(file, 'utf8');
    const at = text.indexOf(`gateway: ${from}`, text.indexOf(`- name: ${name}`));
    writeFileSync(file, `${text.slice(0, at)}gateway: ${to}${text.slice(at + `gateway: ${from}`.length)}`);
    assert.match(git(root, 'diff', '--stat'), /1 file changed, 1 insertion\(\+\), 1 deletion\(-\)/);
    assert.equal(run(root, 'generate').status, 0);
    const { status, stdout } = run(root, 'validate', '--format', 'json');
    const { comparedWith, findings } = JSON.parse(stdout) as Report;
    assert.match(comparedWith, /^HEAD /);
    // What a machine without the network cannot judge, it says everywhere. A gateway may need an entry of its own first.
    const told = findings.filter(
      ({ severity, code }) => severity !== 'note' && !/^not-|^needed-before-merge$/.test(code),
    );
    assert.deepEqual(
      told.map(({ code, message, in: where }) => [
        code,
        where?.cluster,
        message.replace(/^.* operator (\S+) .*$/, '$1'),
      ]),
      leaving.map((operator) => ['operator-leaves', name, operator]),
    );
    assert.equal(status, 0);
    commitAll(root, `${to} in place of ${from}`);
  }
});
