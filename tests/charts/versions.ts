import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lockedComponents } from '../../generators/judge/schemasLock.ts';
import { groupOf, type Resource } from '../../generators/model/resource.ts';
import { viewOf } from '../../generators/model/view.ts';
import { repository } from '../../generators/repository.ts';
import { definitions } from '../../lab/definitions.ts';
import { containersOf, workloadsOf } from '../../policies/kubernetes/workload.ts';
import { differentDefinitions } from './definitions.ts';
import type { Prepared, Rendered } from './prepared.ts';

const nodeSets = '.openAPIV3Schema.properties.spec.properties.nodeSets.items.properties';

/**
 * Places where a chart's definitions say less than the files of the lock, so that what passes these passes those: exactly
 * these. ECK's patches keep whatever a pod template has, because its schema is too large to apply:
 * `config/crds/v1/patches/kustomization.yaml` of https://github.com/elastic/cloud-on-k8s
 */
const saidLess: Readonly<Record<string, readonly string[]>> = {
  eck: ['v1', 'v1beta1'].flatMap((version) => [
    `elasticsearch.k8s.elastic.co/Elasticsearch ${version} ${nodeSets}.podTemplate.properties`,
    `elasticsearch.k8s.elastic.co/Elasticsearch ${version} ${nodeSets}.volumeClaimTemplates.items.properties.status`,
    `kibana.k8s.elastic.co/Kibana ${version} .openAPIV3Schema.properties.spec.properties.podTemplate.properties`,
  ]),
};

/** What the lock of schemas says of each chart is so: which versions it runs, and how its kinds are defined. */
export async function testVersions({ clusters, built, found, fleet }: Prepared): Promise<void> {
  const checked = await definitions(() => {}).catch(({ message }: Error) => message);
  const used = new Set([...built.values()].flat().map(({ resource }) => `${groupOf(resource)}/${resource.kind}`));
  const rendered = new Map([...clusters.values()].flat().map((one) => [one.chart, one] as const));
  const pinned = Object.entries(fleet.settings.charts);
  for (const { name, version, chart, files } of lockedComponents(repository)) {
    const key = pinned.find(([, one]) => 'chart' in one && one.chart === chart?.name)?.[0] ?? '';
    const release = rendered.get(key);
    const source = found.get(key);
    if (!chart || !release || !source || 'reason' in source) continue;
    const skip = source.standIns.length > 0 && `with ${source.standIns.join(', ')}`;
    const images = imagesOf(release);
    // A chart of definitions alone runs nothing.
    const isRun = images.length > 0;
    if (isRun)
      test(`${chart.name} ${chart.version} brings ${name} ${chart.brings ?? version}`, { skip }, () => {
        const versions = images.map((image) => /:v?([^@]+)/.exec(image)?.[1]);
        assert.ok(versions.includes((chart.brings ?? version).replace(/^v/, '')), versions.join(', '));
      });
    const unknown = typeof checked === 'string' && checked;
    test(`${chart.name} ${chart.version} defines the kinds of ${name} in use as they are checked`, {
      skip: skip || unknown,
    }, () => {
      assert.ok(typeof checked !== 'string');
      const kinds = new Set(files.flatMap((file) => file.kinds));
      const own = checked.filter((one) => kinds.has(kindOf(one as Resource)));
      const different = differentDefinitions(release.objects, own as Resource[], (kind) => used.has(kind));
      assert.deepEqual(different.sort(), [...(saidLess[name] ?? [])].sort());
    });
  }
}

function imagesOf({ objects, cluster, chart }: Rendered): string[] {
  const view = viewOf(
    'test',
    cluster,
    objects.map((resource) => ({ resource, app: chart })),
  );
  return workloadsOf(view).flatMap((one) => containersOf(one).map(({ container: { image = '' } }) => image));
}

function kindOf({ spec }: Resource): string {
  const { group, names } = (spec ?? {}) as { group?: string; names?: { kind: string } };
  return `${group}/${names?.kind}`;
}
