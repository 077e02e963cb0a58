import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { MeshConfig } from '../../lab/gateways/istio/istiod.ts';

/** The mesh configuration in the values of istiod's chart. */
export function meshConfigIn(root: string): MeshConfig {
  const values = (path: string) => parse(readFileSync(join(root, 'argocd/charts/istiod', path), 'utf8')) ?? {};
  const shared = values('production.yaml') as { meshConfig?: MeshConfig };
  const own = values('production/aws-us-east-1.yaml') as { meshConfig?: MeshConfig };
  const meshConfig = { ...shared.meshConfig, ...own.meshConfig };
  assert.ok(meshConfig.pathNormalization, 'the chart has a mesh configuration');
  return meshConfig;
}
