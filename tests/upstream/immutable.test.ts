import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { cnpgVersion } from '../../generators/upstream/cloudNativePg.ts';
import { rabbitmqVersions } from '../../generators/upstream/rabbitmq.ts';
import { immutableFields } from '../../policies/cluster/facts.ts';
import { goModule } from './source.ts';

const cnpg = await goModule('github.com/cloudnative-pg/cloudnative-pg', cnpgVersion);
const topology = await goModule('github.com/rabbitmq/messaging-topology-operator', rabbitmqVersions.topology);

/** The fields of a kind that rules take for immutable. */
function taken(apiVersion: string, kind: string): string[] {
  const resource: Resource = { apiVersion, kind, metadata: { name: 'one', namespace: 'data' } };
  return immutableFields({ resource, app: 'example' })
    .map(({ field }) => field)
    .sort();
}

/** Fields of `spec` that a text names, by a pattern with one group. */
const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, field]) => `spec.${field}`).sort();

for (const kind of ['Queue', 'Exchange', 'Policy', 'Permission', 'User', 'Vhost']) {
  test(`the webhook of the topology operator refuses what rules take for immutable of a kind: ${kind}`, () => {
    const text = topology.read(`internal/webhook/v1beta1/${kind.toLowerCase()}_webhook.go`);
    const refused = named(text.slice(text.indexOf(') ValidateUpdate(')), /NewPath\("spec", "(\w+)"\)/g);
    assert.deepEqual([...new Set(refused)], taken('rabbitmq.com/v1beta1', kind));
  });
}

for (const kind of ['Pooler', 'ScheduledBackup', 'Database', 'DatabaseRole']) {
  test(`the definition of CloudNativePG refuses what rules take for immutable of a kind: ${kind}`, () => {
    const text = cnpg.read(`api/v1/${kind.toLowerCase()}_types.go`);
    const byField = named(text, /XValidation:rule="self == oldSelf"(?:(?!json:)[\s\S])*json:"(\w+)/g);
    const byObject = named(text, /XValidation:rule="self\.(\w+) == oldSelf\.\1"/g);
    assert.deepEqual([...byField, ...byObject].sort(), taken('postgresql.cnpg.io/v1', kind));
  });
}
