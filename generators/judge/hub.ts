import { argoNames } from '../argocd/names.ts';
import { referenceCluster } from '../link/reference.ts';
import type { Plan } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';
import type { FleetSettings } from '../model/settings/index.ts';
import { viewOf } from '../model/view.ts';
import { judgeFolder } from './folder.ts';
import type { BuiltOverlay } from './overlays.ts';
import { applyRules } from './rules.ts';

/**
 * Checks the objects of the hub, as Kustomize builds them: each folder against the plan and the schemas, then all
 * together against the rules, unless one is not built. The bootstrap repeats some objects of the hub; rules get each of them once.
 */
export function judgeHub(
  { builds = [] }: Plan,
  built: ReadonlyMap<string, BuiltOverlay>,
  { hub }: FleetSettings,
  rules: readonly Rule[],
): Finding[] {
  if (!hub || !builds.every(({ folder }) => built.has(folder))) return [];
  const objects = builds.flatMap(({ folder }) => built.get(folder)?.objects ?? []);
  const seen = new Map(objects.map((resource) => [`${resource.kind}/${resource.metadata.name}`, resource]));
  const cluster = { ...referenceCluster, name: hub.cluster, kubernetes: hub.kubernetes };
  const all = [...seen.values()].map((resource) => ({ resource, app: argoNames.argoCd }));
  return [
    ...builds.flatMap(({ folder, objects: planned }) => judgeFolder(planned, built.get(folder), folder)),
    ...applyRules(rules, viewOf('hub', cluster, all), undefined),
  ];
}
