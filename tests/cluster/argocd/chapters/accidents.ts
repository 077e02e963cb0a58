import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Ref } from '../../../../lab/api/client.ts';
import { until } from '../../../../lab/until.ts';
import { describe, isAt, isRefreshed } from '../applications.ts';
import { users } from '../objects.ts';
import { environment, members } from '../stage.ts';
import { minutes, type Story } from '../story.ts';
import { forget } from './forget.ts';

const database = `${members.canary}-users-database`;
const renamed = 'members-database';

interface Accident {
  readonly what: string;
  /** @param folderOf gives the folder of an app of the first ring's cluster */
  happen(folderOf: (app: string) => string): void;
  /** An Application that the accident creates. */
  readonly made?: string;
}

const accidents: readonly Accident[] = [
  { what: "an app's folder is deleted", happen: (folderOf) => rmSync(folderOf('users-database'), { recursive: true }) },
  {
    what: 'everything in it is left out',
    happen(folderOf) {
      const file = join(folderOf('users-database'), 'kustomization.yaml');
      writeFileSync(file, 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n');
    },
  },
  {
    what: 'an app is renamed',
    happen(folderOf) {
      renameSync(folderOf('users-database'), folderOf(renamed));
      const file = join(folderOf(renamed), 'application.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('users-database', renamed));
    },
    made: `${members.canary}-${renamed}`,
  },
];

/** Accidents with the folder of a database by a commit that bypasses generator and checks. */
export function accidentsWithFolders(story: Story): void {
  const { clusters, tree, application, lookAt, toCanary, untilAllAreWell } = story;
  const { api } = clusters.canary;
  const folderOf = (app: string) => join(tree.root, `overlays/${environment}/clusters/${members.canary}/${app}`);
  const identity = async () => (await api.get<Ref & { metadata: { uid: string } }>(users))?.metadata.uid;

  /** Refreshes the database's Application, and waits until Argo CD has compared it. */
  async function lookAgain(): Promise<void> {
    await lookAt(database);
    await until('it has looked again', 120, async () => {
      const one = await application(database);
      return (one !== undefined && isRefreshed(one)) || 'it has not';
    });
  }

  for (const { what, happen, made } of accidents) {
    test(`no data is removed when ${what}`, minutes(15), async () => {
      const kept = await identity();
      assert.ok(kept);
      const good = tree.git('rev-parse', 'HEAD');
      happen(folderOf);
      const commit = await toCanary(what);
      await until('Argo CD has seen it', 300, async () => {
        const one = await application(database);
        if (!one) return 'there is no Application any more';
        const seen = isAt(one, commit) || one.status?.conditions?.some(({ type }) => type === 'ComparisonError');
        return seen === true || describe(one);
      });
      for (let look = 0; look < 2; look++) await lookAgain();
      assert.equal(await identity(), kept, 'the database is the same object');
      const pods = await api.list('v1', 'Pod', { namespace: 'data', labelSelector: 'cnpg.io/cluster=users' });
      assert.ok(pods.length > 0);
      tree.restore(good);
      await toCanary('As it was');
      if (made) await forget(story, made);
      await untilAllAreWell('all is well again', 400);
    });
  }
}
