import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import { ofSample } from '../ofSample.ts';
import { askReaders } from '../readers/askReaders.ts';
import { type JudgedFleet, judgeFleet } from './judgedFleet.ts';
import { copySettings, drills, follow } from './settings.ts';
import { stepsOf } from './steps.ts';

/** The fleet as it is, judged once for all drills. */
let asItIs: JudgedFleet | undefined;

for (const name of readdirSync(drills)) {
  const sections = [...stepsOf(readFileSync(join(drills, name), 'utf8'))].filter(([, steps]) => steps.length > 0);
  for (const [title, steps] of sections) {
    test(`docs/drills/${name}, "${title}", to the letter: validate says what the text quotes, and no other kind of thing`, {
      skip: ofSample,
    }, (context) => {
      const root = copySettings(context);
      asItIs ??= judgeFleet(root);
      let before = asItIs;
      for (const step of steps) {
        follow(root, step);
        const after = judgeFleet(root, before);
        const findings = after.findings.filter(({ severity }) => severity !== 'note');
        const told = findings.map(({ severity, code, object, in: where, message }) => ({
          severity: severity as string,
          code,
          object: object ?? '',
          cluster: where?.cluster ?? '',
          message,
        }));
        const kinds = (all: typeof told) => [...new Set(all.map(({ severity, code }) => `${severity} ${code}`))].sort();
        assert.deepEqual(kinds(told), kinds([...step.quoted]), JSON.stringify(told, null, 2));
        for (const quoted of step.quoted) {
          const alike = told.filter(({ code, object, cluster }) => {
            return code === quoted.code && object === quoted.object && cluster === quoted.cluster;
          });
          assert.deepEqual(alike, [quoted]);
        }
        before = after;
      }
    });
  }
}

describe('what drills do by hand', { skip: ofSample }, () => {
  it('restarts the Deployments of every namespace that has some', (context) => {
    asItIs ??= judgeFleet(copySettings(context));
    const text = readFileSync(join(drills, 'zone.md'), 'utf8');
    const named = /for namespace in ([^;]+);/.exec(text)?.[1]?.split(' ').sort();
    const deployments = [...asItIs.views.values()].flatMap((view) => view.ofKind('Deployment'));
    const spaces = new Set(deployments.map(({ resource }) => resource.metadata.namespace ?? ''));
    assert.deepEqual(named, [...spaces].filter((one) => one !== 'data').sort());
  });

  it('restores a second PostgreSQL with all that the first has of its cloud, in each cluster', async (context) => {
    asItIs ??= judgeFleet(copySettings(context));
    const text = readFileSync(join(drills, 'postgres.md'), 'utf8');
    const program = /kubectl get cluster -n data users -o json \| jq '([^']+)'/.exec(text)?.[1] ?? '';
    for (const view of asItIs.views.values()) {
      const users = view.find('Cluster', 'data', 'users');
      assert.ok(users);
      const [answer] = await askReaders([{ reader: 'jq', text: program, input: users.resource }]);
      assert.equal(answer?.error, undefined);
      const { spec } = JSON.parse(answer?.read?.[0] ?? '');
      const own = users.resource.spec as Record<string, object>;
      for (const key of ['imageName', 'storage', 'resources', 'projectedVolumeTemplate']) {
        assert.deepEqual(spec[key], own[key], key);
      }
      assert.deepEqual(spec.externalClusters[0].plugin.parameters, { barmanObjectName: 'users', serverName: 'users' });
    }
  });
});
