import { type TProperties, Type } from 'typebox';
import type { App } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Resource } from '../model/resource.ts';
import { Bytes, Cpu, closed } from '../model/settings/scalars.ts';
import { bindAll } from './bindings.ts';
import { jobObjects, jobsAt } from './jobs/jobs.ts';
import { labelsOf } from './labels.ts';
import { networkPolicy } from './networking/networkPolicy.ts';
import { clusterService } from './networking/service.ts';
import { defaultImage, type Runtime, runtimeOf } from './runtime.ts';
import { disruptionBudget } from './scaling/disruptionBudget.ts';
import { externalSecrets } from './secrets/externalSecret.ts';
import { ownSecret, ownSecrets } from './secrets/ownSecrets.ts';
import { isSecret, type SecretValue } from './secrets/value.ts';
import { type AppSpec, type Context, ownerOf, type PodSettings, podsOfOwner, type Workload } from './spec.ts';
import { configMap } from './workload/configMap.ts';
import { serviceAccount } from './workload/serviceAccount.ts';

/** What tells one kind of app from another: settings of its own, and what runs its pods. */
export interface PodKind {
  readonly settings: TProperties;
  workload(workload: Workload): readonly Resource[];
}

/**
 * An app that runs pods, of whatever kind: Service, disruption budget, service account, network policy, configuration
 * and secrets follow from the declaration; the kind adds what runs the pods.
 */
export function podApp<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string,
>(name: AppId<P, K>, spec: AppSpec<P, U, O, K>, kind: PodKind): App {
  const runtimeFor = (images: Inputs['images']): Runtime =>
    runtimeOf(images[name.name] ?? defaultImage(spec.runtime), spec.runtime);
  const { jobs = [] } = spec;
  return {
    name: name.name,
    tier: name.tier,
    source: spec.source,
    settings: settingsSchema(spec, kind),
    images: Object.assign({ [name.name]: defaultImage(spec.runtime) }, ...jobs.map(({ images }) => images)),
    uses: spec.uses,
    jobs: (images) => jobsAt(jobs, images),
    published: spec.published,
    ports: (images) => runtimeFor(images).ports,
    notes: (inputs) => spec.notes?.(contextOf(name, inputs, runtimeFor(inputs.images))) ?? [],
    render(inputs) {
      const workload = workloadOf(name, spec, inputs, runtimeFor(inputs.images));
      return [
        ...kind.workload(workload),
        clusterService(workload),
        disruptionBudget(workload.pods),
        serviceAccount(workload),
        networkPolicy(workload),
        ...configMap(workload),
        ...externalSecrets(workload),
        ...jobObjects({ jobs, priority: spec.priority }, inputs),
        ...ownSecrets(name, inputs, workload.labels),
      ];
    },
  };
}

function contextOf<U extends Readonly<Record<string, Edge>>, O extends TProperties, K extends string>(
  name: AppId<string, K>,
  inputs: Inputs,
  runtime: Runtime,
): Context<U, O, K> {
  return {
    uses: bindAll<U>(inputs),
    settings: inputs.settings as Context<U, O, K>['settings'],
    inputs,
    runtime,
    own: (key) => ownSecret(name, key, inputs),
  };
}

function workloadOf<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string,
>(name: AppId<P, K>, spec: AppSpec<P, U, O, K>, inputs: Inputs, runtime: Runtime): Workload {
  const context = contextOf<U, O, K>(name, inputs, runtime);
  const config: Record<string, string> = {};
  const secrets: Record<string, SecretValue> = {};
  for (const [key, value] of Object.entries(spec.env?.(context) ?? {})) {
    if (isSecret(value)) secrets[key] = value;
    else config[key] = value;
  }
  const owner = ownerOf(name);
  const labels = labelsOf(name.name, inputs, name.tier);
  return {
    owner,
    pods: podsOfOwner(owner, labels),
    runtime,
    inputs,
    settings: inputs.settings as PodSettings,
    labels,
    priority: spec.priority,
    published: spec.published,
    config,
    secrets,
    podFields: spec.podFields ?? {},
    files: spec.files?.(context) ?? {},
    args: [...(runtime.args ?? []), ...(spec.args?.(context) ?? [])],
  };
}

function settingsSchema(
  {
    source,
    resources,
    options,
  }: Pick<AppSpec<string, Record<never, never>, TProperties>, 'source' | 'resources' | 'options'>,
  kind: PodKind,
) {
  return Type.Object(
    {
      enabled: Type.Boolean({ default: true, description: 'Whether the app runs here at all.' }),
      ...kind.settings,
      resources: Type.Object(
        {
          cpu: Cpu('CPU that one pod requests; it may burst to four times that.', { default: resources.cpu }),
          memory: Bytes('Memory that one pod requests, and its limit.', { default: resources.memory }),
        },
        { ...closed, description: 'What one pod asks for.' },
      ),
      ...(options as TProperties | undefined),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
