import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '../../generators/model/json.ts';
import type { Resource } from '../../generators/model/resource.ts';
import type { Gateway } from '../../generators/model/settings/cluster.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { copyRepository, run } from '../repositoryCopy.ts';
import { issuer } from './mobile.ts';

/** The cluster that serves users in production. */
export const activeCluster = 'production/aws-us-east-1';

/** What credentials are here, by the key in a Secret. */
export const credentials: Readonly<Record<string, string>> = {
  username: 'default',
  password: 'only-for-this-test',
  rsa_public_key: issuer.publicKey,
};

/**
 * The objects of production's active cluster with a gateway, as Kustomize builds them from a copy of this repository in
 * which one line says which one, and a canary has a share. A Secret stands in the place of each ExternalSecret.
 * @param cleanUp is told how to delete the copy
 * @param tokens who signs the tokens of users. Default: the Keycloak of production
 */
export async function productionWith(
  gateway: Gateway,
  cleanUp: (remove: () => void) => void,
  tokens: Readonly<Record<string, unknown>> = { provider: 'keycloak' },
): Promise<{ readonly root: string; readonly objects: readonly Resource[] }> {
  const root = copyRepository({ after: cleanUp }, ['production']);
  const file = join(root, 'overlays/production/environment.yaml');
  const text = readFileSync(file, 'utf8');
  const changed = text
    .replace('gateway: istio', `gateway: ${gateway}`)
    .replace('tokens: { provider: keycloak }', `tokens: ${JSON.stringify(tokens)}`)
    .replace(/^ {2}activity:\n/m, `  activity:\n    canary: { image: "${canaryImage}", weight: 20 }\n`);
  assert.ok(changed.includes(canaryImage), 'the canary is in the settings');
  writeFileSync(file, changed);
  const { status, stdout, stderr } = run(root, 'generate');
  assert.equal(status, 0, stdout + stderr);
  const cluster = (await builtClusters(root)).find(({ name }) => name === activeCluster);
  assert.ok(cluster);
  const objects = [...cluster.objects.values()].flat();
  return { root, objects: [...objects, ...objects.flatMap(secretOf)] };
}

/** The same program as the app runs, in a version that is not there. */
const canaryImage = `ghcr.io/stefanprodan/podinfo:6.99.0@sha256:${'a'.repeat(64)}`;

/** The Secret that the operator makes of an ExternalSecret. */
function secretOf({ kind, metadata, spec }: Resource): Resource[] {
  if (kind !== 'ExternalSecret' || !isJsonObject(spec) || !isJsonObject(spec.target)) return [];
  const { name, template } = spec.target;
  const labels = isJsonObject(template) && isJsonObject(template.metadata) ? template.metadata.labels : {};
  const fromTemplate = isJsonObject(template) && isJsonObject(template.data) ? template.data : {};
  const keys = [
    ...Object.keys(fromTemplate),
    ...((spec.data ?? []) as { secretKey: string }[]).map(({ secretKey }) => secretKey),
  ];
  const literal = (key: string) => {
    const text = String(fromTemplate[key] ?? '');
    const value = credentials[key] ?? 'unused';
    if (text.includes('| toJson')) return JSON.stringify(value);
    return text === '' || text.includes('{{') ? value : text;
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: String(name), namespace: metadata.namespace, ...(isJsonObject(labels) && { labels }) },
      stringData: Object.fromEntries(keys.map((key) => [key, literal(key)])),
    } as Resource,
  ];
}
