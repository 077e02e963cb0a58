import type { Job } from '../../model/app.ts';
import type { AppName } from '../../model/appName.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { bindAll } from '../bindings.ts';
import { labelsOf } from '../labels.ts';
import { networkPolicy } from '../networking/networkPolicy.ts';
import { externalSecrets } from '../secrets/externalSecret.ts';
import { ownSecret } from '../secrets/ownSecrets.ts';
import { isSecret, type SecretValue } from '../secrets/value.ts';
import type { Priority } from '../spec.ts';
import { configMap } from '../workload/configMap.ts';
import { serviceAccount } from '../workload/serviceAccount.ts';
import { documentMap } from './documents.ts';
import { hook, inWave } from './hook.ts';
import { jobOf } from './job.ts';
import type { ResolvedJob } from './resolved.ts';
import type { JobContext, JobSpec } from './spec.ts';

/** An app's jobs as the graph sees them: those that have something to run. */
export function jobsAt(jobs: readonly JobSpec[], images: Inputs['images']): readonly Job[] {
  return jobs.filter((one) => one.runtime(images) !== undefined).map(({ name, uses }) => ({ name, uses }));
}

/**
 * The objects of an app's jobs: each has an account, a network policy, configuration and secrets of its own, because it
 * needs less than the app does and in part something else.
 */
export function jobObjects(
  app: AppName,
  { jobs, priority }: { readonly jobs: readonly JobSpec[]; readonly priority: Priority },
  inputs: Inputs,
): readonly Resource[] {
  return jobs.flatMap((spec) => {
    const task = taskOf(app, spec, priority, inputs);
    if (!task) return [];
    const parts = [
      serviceAccount(task),
      networkPolicy(task),
      ...configMap(task),
      ...documentMap(task),
      ...externalSecrets(task),
    ];
    const job = jobOf(spec, task);
    if (spec.when === 'after') return [...hook(job, 1), ...parts];
    // An ExternalSecret counts once it is fetched.
    return [...hook(job, -1), ...parts.map((part) => inWave(part, -2))];
  });
}

function taskOf(app: AppName, spec: JobSpec, priority: Priority, whole: Inputs): ResolvedJob | undefined {
  const runtime = spec.runtime(whole.images);
  if (!runtime) return undefined;
  const inputs: Inputs = { ...whole, graph: { uses: whole.graph.jobs?.[spec.name] ?? {}, usedBy: [] } };
  const context: JobContext = {
    uses: bindAll(inputs),
    settings: inputs.settings,
    inputs,
    own: (property) => ownSecret(app, property, inputs),
  };
  const values = Object.entries(spec.env?.(context) ?? {});
  const isPlain = (entry: [string, string | SecretValue]): entry is [string, string] => !isSecret(entry[1]);
  return {
    app: { name: spec.name, tier: app.tier, ports: [] },
    runtime,
    inputs,
    settings: { resources: spec.resources },
    labels: labelsOf(spec.name, inputs, app.tier),
    priority,
    published: undefined,
    config: Object.fromEntries(values.filter(isPlain)),
    secrets: Object.fromEntries(values.filter((entry): entry is [string, SecretValue] => !isPlain(entry))),
    files: {},
    documents: spec.documents?.(context) ?? {},
  };
}
