import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { printYaml } from '../../generators/files/yaml.ts';
import { argoCd } from '../../generators/model/settings/index.ts';
import { viewOf } from '../../generators/model/view.ts';
import { restrictedBreaches } from '../../policies/kubernetes/podSecurity.ts';
import { containersOf, workloadsOf } from '../../policies/kubernetes/workload.ts';
import { createEvaluator } from '../network/evaluator.ts';
import { wrongCalls } from './argoCdCalls.ts';
import { objectsIn } from './helm.ts';
import type { Prepared, Rendered } from './prepared.ts';
import { argoCdRecord, networkOf, type Recorded } from './recorded.ts';
import { isClusterScoped } from './releases.ts';
import { effectsOf, unreadIn, valueAt } from './unread.ts';

type Effects = Awaited<ReturnType<typeof effectsOf>>;

/** Argo CD's own chart, with the values of the hub. */
export function testHub({ clusters, found, print }: Prepared): void {
  const chart = found.get(argoCd);
  const [hub] = [...clusters.values()].flat().filter((one) => one.chart === argoCd);
  if (!hub || !chart || 'reason' in chart) return;
  const { cluster, objects } = hub;
  const standIns = chart.standIns.length > 0 ? ` (with ${chart.standIns.join(', ')})` : '';

  let changed: Promise<Effects> | undefined;
  const effects = () => {
    changed ??= effectsOf(hub.values, (values) => print(hub, values));
    return changed;
  };

  test(`Argo CD${standIns} reads every value`, async () => {
    assert.deepEqual(unreadIn(await effects()), []);
  });

  test(`Argo CD${standIns}: every pod has resources and meets the restricted standard`, () => {
    const view = viewOf(
      'hub',
      cluster,
      objects.map((resource) => ({ resource, app: argoCd })),
    );
    for (const workload of workloadsOf(view)) {
      assert.deepEqual([...restrictedBreaches(workload)], [], workload.name);
      for (const {
        container: { name, resources },
      } of containersOf(workload)) {
        assert.ok(resources?.requests?.cpu && resources.limits?.memory, `${workload.name}/${name} has resources`);
      }
    }
  });

  test(`Argo CD${standIns}: every call arrives, and Redis takes no other`, async () => {
    const { pods, policies } = networkOf(objects, cluster);
    assert.deepEqual(await wrongCalls(await createEvaluator(), pods, policies), []);
  });

  test(`Argo CD${standIns}: the record for everyday tests is what the chart makes`, async (context) => {
    const record: Recorded = {
      charts: chart.versions,
      values: valuesOfNetwork(hub, await effects()),
      ...networkOf(objects, cluster),
    };
    context.assert.fileSnapshot(record, fileURLToPath(argoCdRecord), { serializers: [printYaml] });
  });
}

/** The values on which pods and policies depend: those of which another one makes others. */
function valuesOfNetwork(hub: Rendered, { printed, effects }: Effects): Recorded['values'] {
  const network = (text: string) => {
    // Definitions are most of what there is to parse.
    const documents = text.split(/^---$/m).filter((one) => !/^kind: CustomResourceDefinition$/m.test(one));
    const objects = objectsIn(documents.join('---'), hub.namespace.metadata.name, isClusterScoped);
    return JSON.stringify(networkOf(objects, hub.cluster));
  };
  const own = network(printed);
  const deciding = effects.filter((one) => one.printed !== undefined && network(one.printed) !== own);
  return Object.fromEntries(deciding.map(({ path }) => [path.join('|'), valueAt(hub.values, path)] as const).sort());
}
