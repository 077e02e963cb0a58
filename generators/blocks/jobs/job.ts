import type { AppId } from '../../model/appId.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { authorityFiles } from '../authority.ts';
import { bindAll } from '../bindings.ts';
import { declared } from '../declared/declared.ts';
import { jobSchema } from '../declared/jobSchema.ts';
import { returned } from '../declared/returned.ts';
import { labelsOf } from '../labels.ts';
import { networkPolicy } from '../networking/networkPolicy.ts';
import type { Part } from '../part.ts';
import { externalSecrets } from '../secrets/externalSecret.ts';
import { ownSecret } from '../secrets/ownSecrets.ts';
import { divided, type Value } from '../secrets/value.ts';
import { mountedClaims } from '../workload/claims.ts';
import { companionImages } from '../workload/companion.ts';
import { companionObjects } from '../workload/companions.ts';
import { configMap } from '../workload/configMap.ts';
import { documentMap } from '../workload/documents.ts';
import { type Files, mountedFiles } from '../workload/files.ts';
import { needsNodeOfApp } from '../workload/oneNode.ts';
import { podsOfOwner } from '../workload/pods.ts';
import { pullSecrets } from '../workload/pullSecrets.ts';
import { serviceAccount } from '../workload/serviceAccount.ts';
import type { Task, Workload } from '../workload/workload.ts';
import { cronJob } from './cronJob.ts';
import { hook, inWave } from './hook.ts';
import { jobOf } from './jobOf.ts';
import type { JobContext, JobEdge, JobSpec } from './spec.ts';

/**
 * A job of an app: its functions see the edges that it declares, and the keys of the app. It has an account, a network
 * policy, configuration and secrets of its own, and a cloud identity where it declares that edge, because it needs less than the app does and in part something else. Of the app it has the volumes that it mounts.
 */
export function job<const U extends Readonly<Record<string, JobEdge>>, K extends string>(
  app: AppId<string, K>,
  declaration: Omit<JobSpec, 'uses' | 'env' | 'files'> & {
    readonly uses: U;
    readonly env?: (context: JobContext<U, NoInfer<K>>) => Readonly<Record<string, Value>>;
    readonly files?: (context: JobContext<U, NoInfer<K>>) => Files;
  },
): Part {
  const spec = declaration as unknown as JobSpec;
  const { name, uses, images, runtime } = spec;
  const at = new Error('declared here');
  const mounted = Object.values(spec.volumes ?? {});
  const withApp = needsNodeOfApp({ volumes: mounted });
  return (host) => ({
    declared: declared(jobSchema(spec, host), { ...spec, runtime: runtime(images) }, at),
    images: { ...images, ...companionImages(name, spec.beside) },
    identities: Object.values(uses).some(({ to }) => to === 'cloud-identity') ? [name] : [],
    jobs: (inUse) => (runtime(inUse) === undefined ? [] : [{ name, uses }]),
    placed: withApp ? [] : [name],
    mounting: (inUse) =>
      mounted.length > 0 && runtime(inUse) ? [{ name, volumes: mounted, before: spec.when === 'before' }] : [],
    objects: (workload) => jobObjects(app, spec, workload, at),
  });
}

function jobObjects(app: AppId, spec: JobSpec, workload: Workload, at: Error): readonly Resource[] {
  const task = taskOf(app, spec, workload, at);
  if (!task) return [];
  const needed = [
    serviceAccount(task),
    networkPolicy(task),
    ...configMap(task),
    ...documentMap(task),
    ...externalSecrets(task),
    ...pullSecrets(task),
    ...companionObjects(task),
  ];
  const { when } = spec;
  if (when === 'once') return [cronJob(undefined, spec, task), ...needed];
  if (typeof when === 'object') return [cronJob(when.schedule, spec, task), ...needed];
  const job = jobOf(spec, task);
  if (when === 'after') return [...hook(job, 1), ...needed];
  // An ExternalSecret counts once it is fetched.
  return [...hook(job, -1), ...needed.map((one) => inWave(one, -2))];
}

function taskOf(app: AppId, spec: JobSpec, workload: Workload, at: Error): Task | undefined {
  const { inputs: whole, priority, oneNode, settings } = workload;
  const runtime = spec.runtime(whole.images);
  if (!runtime) return undefined;
  const inputs: Inputs = { ...whole, graph: { uses: whole.graph.jobs?.[spec.name] ?? {}, usedBy: [] } };
  const context: JobContext = {
    uses: bindAll(inputs),
    settings: inputs.settings,
    inputs,
    own: (key) => ownSecret(app, key, inputs),
  };
  const owner = { name: spec.name, namespace: app.tier };
  const labels = labelsOf(spec.name, inputs, app.tier);
  const check = returned(at);
  const withApp = needsNodeOfApp({ volumes: Object.values(spec.volumes ?? {}) });
  const nodes = withApp ? settings.nodes : settings.jobs?.[spec.name]?.nodes;
  return {
    owner,
    pods: podsOfOwner(owner, labels),
    runtime,
    inputs,
    settings: { resources: spec.resources, ...(nodes !== undefined && { nodes }) },
    labels,
    priority,
    ...divided(check.variables(spec.env?.(context))),
    writable: {},
    devices: spec.devices ?? {},
    claims: mountedClaims(workload.owner.name, spec.volumes),
    oneNode: withApp ? oneNode : undefined,
    beside: check.companions(spec.beside),
    files: mountedFiles({ ...authorityFiles(inputs), ...check.files(spec.files?.(context)) }),
  };
}
