import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ensureDefinitions } from '../../generators/judge/schemas.ts';
import { judgeObjects } from '../../generators/judge/testing/judgeObjects.ts';
import { groupOf, type Resource } from '../../generators/model/resource.ts';
import { ensureTool } from '../../generators/programs/toolchain.ts';
import { repository } from '../../generators/repository.ts';
import { createDiscovery } from '../../lab/api/discovery.ts';
import { applyAll } from '../../lab/apply.ts';
import { definitions, install } from '../../lab/definitions.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { openLab } from '../../lab/lab.ts';
import { mutantsOf } from './apiServer/mutants.ts';
import { say } from './say.ts';

// `validate` asks the API server's code without an API server. Here the two are asked the same.

const count = Number(process.env.MUTANTS ?? 3000);
const seed = Number(process.env.SEED ?? 1);
const driver = await ensureTool(repository, 'driver', say);
const program = await ensureTool(repository, 'apivalidation', say);
const { dir, missing } = await ensureDefinitions(driver, repository, say);
// Where a definition could not be had, the lab's API server takes any object of its kind: there is nothing to compare.
const undefinedKinds = new Set(missing.flatMap(({ kinds }) => kinds));
const built = (await builtClusters(repository))
  .flatMap(({ objects }) => [...objects.values()].flat())
  .filter((object) => !undefinedKinds.has(`${groupOf(object)}/${object.kind}`));
const objects = [...new Map(built.map((object) => [JSON.stringify(object), object])).values()];

const lab = await openLab({ progress: say });
after(() => lab.stop());
const { api } = await lab.cluster('judged');
await install(api, await definitions(say));
const namespaces = [...new Set(objects.map(({ metadata }) => metadata.namespace).filter((name) => name !== undefined))];
await applyAll(
  api,
  namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
);
const pathOf = createDiscovery(api.request);

/**
 * What a real API server says of a new object; empty: it would be stored.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
async function refusal(object: Resource): Promise<string> {
  const path = await pathOf({ ...object, metadata: { namespace: object.metadata.namespace } });
  const query = { dryRun: 'All', fieldValidation: 'Strict' };
  const answer = await api.request('POST', path, { body: object, query }).catch((error: Error) => error);
  if (!(answer instanceof Error) || ('status' in answer && answer.status === 409)) return '';
  return answer.message;
}

test(`the API server's code says of ${count} changed objects what an API server says`, {
  timeout: 600_000,
}, async () => {
  const mutants = mutantsOf(objects, count, seed);
  const texts = mutants.map(({ object }) => JSON.stringify(object));
  const { problems, unjudged } = await judgeObjects(program, { kubernetes: ['1.36'], definitions: dir }, texts);
  assert.deepEqual(
    unjudged.map((index) => mutants[index]?.title),
    [],
  );
  const ours = Map.groupBy(problems, ({ object }) => object);
  const theirs: string[] = [];
  const waiting = [...mutants.entries()];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) theirs[next[0]] = await refusal(next[1].object);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  const refused = theirs.filter(Boolean).length;
  const differences = mutants.flatMap(({ title }, index) => {
    const [said = '', found] = [theirs[index], ours.get(index)];
    if ((said !== '') === (found !== undefined)) return [];
    return [`${title}: the server says ${said || 'nothing'}, its code ${found?.[0]?.message ?? 'nothing'}`];
  });
  const sameText = [...ours].filter(([index, found]) => found.every(({ message }) => theirs[index]?.includes(message)));
  say(
    `${count} objects, seed ${seed}: ${refused} refused, ${sameText.length} in the same words; ${differences.length} differ`,
  );
  assert.deepEqual(differences, []);
  assert.ok(refused > count / 4 && refused < count, 'most kinds of mistakes are met, and not all is refused');
});
