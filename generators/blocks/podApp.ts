import { type TProperties, Type } from 'typebox';
import type { App, SettingsMistake } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import { declare } from '../model/fact.ts';
import { Failure } from '../model/finding.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Resource } from '../model/resource.ts';
import { Bytes, Cpu, closed } from '../model/settings/scalars.ts';
import { bindAll } from './bindings.ts';
import type { RouteOwner } from './gateways/plan.ts';
import { routes } from './gateways/routes.ts';
import { labelsOf } from './labels.ts';
import { traces } from './logging/traces.ts';
import { objectives } from './monitoring/objectives/objectives.ts';
import { type MeasuredApp, measuredApp } from './monitoring/targets/measuredApp.ts';
import { monitored } from './monitoring/targets/monitored.ts';
import type { ScrapeTarget } from './monitoring/targets/scrape.ts';
import { networkPolicy } from './networking/networkPolicy.ts';
import { podSelectorOf } from './networking/peers.ts';
import { clusterService } from './networking/service.ts';
import type { Addition } from './part.ts';
import { defaultImage, type Runtime, runtimeOf } from './runtime.ts';
import { disruptionBudget } from './scaling/disruptionBudget.ts';
import { externalSecrets } from './secrets/externalSecret.ts';
import { fetchedAccounts } from './secrets/fetchedAccount.ts';
import { ownSecret, ownSecrets } from './secrets/ownSecrets.ts';
import { isSecret, type SecretValue, type Value } from './secrets/value.ts';
import type { AppSpec, Context } from './spec.ts';
import { configMap } from './workload/configMap.ts';
import { documentMap } from './workload/documents.ts';
import { ownerOf, podsOfOwner } from './workload/pods.ts';
import { serviceAccount } from './workload/serviceAccount.ts';
import type { PodSettings, Workload } from './workload/workload.ts';

/** What runs the pods of an app: a kind of controller, with settings of its own. */
export interface PodKind extends Pick<Addition, 'settings'> {
  /** The controller of some pods of the app, and what stands beside it. */
  controllers(workload: Workload): readonly Resource[];
  /** Further pods of the app, with a Service, a budget and a controller of their own. */
  beside?(workload: Workload): readonly Workload[];
  /** Mistakes in its settings, in one cluster. */
  mistakes?(inputs: Inputs): readonly SettingsMistake[];
}

/**
 * An app that runs pods, of whatever kind: Service, disruption budget, service account, network policy, configuration
 * and secrets follow from the declaration; its parts add the rest.
 * @param kind the part that runs its pods
 * @param pods number of pods with a Service of their own; names of pods, where they are several
 */
export function podApp<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string,
>(
  name: AppId<P, K>,
  spec: AppSpec<P, U, O, K>,
  kind: PodKind,
  pods: Pick<RouteOwner, 'shards' | 'podNames'> = {},
): App {
  const runtimeFor = (images: Inputs['images']): Runtime =>
    runtimeOf(images[name.name] ?? defaultImage(spec.runtime), spec.runtime);
  const host = { app: name, runtime: spec.runtime, priority: spec.priority };
  const { traces: variables } = 'own' in spec.runtime ? spec.runtime.own : spec.runtime;
  const parts = [
    ...(variables ? [traces(variables)] : []),
    ...(spec.routes ? [routes(spec.routes, pods)] : []),
    ...(spec.objectives ? [objectives(spec.objectives)] : []),
    ...(spec.parts ?? []),
  ];
  const additions = parts.map((part) => part(host));
  const { podNames } = pods;
  const workloadAt = (inputs: Inputs): Workload => ({
    ...workloadOf(name, spec, additions, inputs, runtimeFor(inputs.images)),
    ...(podNames && { podNames }),
  });
  const app: App = {
    name: name.name,
    tier: name.tier,
    source: spec.source,
    settings: settingsSchema(spec, kind, additions),
    images: joined(name, 'image', [
      { [name.name]: defaultImage(spec.runtime) },
      ...additions.map(({ images }) => images),
    ]),
    ...(spec.gateways && { gateways: spec.gateways }),
    ...(spec.collects && { collects: spec.collects }),
    uses: joined<Edge>(name, 'edge', [spec.uses, ...additions.map(({ uses }) => uses)]),
    ...(podNames && { podNames }),
    jobs: (images) => additions.flatMap(({ jobs }) => jobs?.(images) ?? []),
    ports: (images) => runtimeFor(images).ports,
    declares: (inputs) => [
      ...fetchedAccounts(inputs),
      declare(measuredApp, measured(name, runtimeFor(inputs.images), podNames)),
      ...additions.flatMap(({ declares }) => declares?.({ runtime: runtimeFor(inputs.images), inputs }) ?? []),
    ],
    mistakes: (inputs) => kind.mistakes?.(inputs) ?? [],
    notes: (inputs) => spec.notes?.(contextOf(name, inputs, runtimeFor(inputs.images))) ?? [],
    render(inputs) {
      const workload = workloadAt(inputs);
      const all = [workload, ...(kind.beside?.(workload) ?? [])];
      return [
        ...all.flatMap((one) => [clusterService(one), disruptionBudget(one.pods)]),
        serviceAccount(workload),
        networkPolicy(
          workload,
          additions.flatMap(({ callers }) => callers?.(workload) ?? []),
        ),
        ...configMap(workload),
        ...documentMap(workload),
        ...externalSecrets(workload),
        ...ownSecrets(name, inputs, workload.labels),
        ...all.flatMap((one) => kind.controllers(one)),
        ...additions.flatMap(({ objects }) => objects?.(workload) ?? []),
      ];
    },
  };
  return monitored(app, {
    targets: ({ images }) => targetsOf(name, runtimeFor(images), podNames),
    alerts: () => additions.flatMap(({ alerts }) => alerts?.(ownerOf(name)) ?? []),
  });
}

/** The app as dashboards show it. */
function measured({ name, tier }: AppId, { requests }: Runtime, podNames: readonly string[] = [name]): MeasuredApp {
  return { name, namespace: tier, podNames, ...(requests && { requests }) };
}

/** The metrics of the app's pods, where its image has any. */
function targetsOf({ name, tier }: AppId, { metrics, ports }: Runtime, podNames?: readonly string[]): ScrapeTarget[] {
  const port = metrics && ports[metrics.port];
  if (port === undefined) return [];
  const byPodName = podNames !== undefined && podNames.length > 1;
  const selector = podSelectorOf(name, podNames);
  return [{ name, namespace: tier, selector, port, path: metrics?.path, ...(byPodName && { byPodName }) }];
}

/**
 * Settings, images or edges of an app and its parts, by name.
 * @throws Failure when two of them give one name to different things
 */
function joined<T>(
  { name }: Pick<AppId, 'name'>,
  what: string,
  all: readonly (Readonly<Record<string, T>> | undefined)[],
): Record<string, T> {
  const entries = all.flatMap((one) => Object.entries(one ?? {}));
  const names = entries.map(([key]) => key);
  const twice = names.find((key, index) => names.indexOf(key) !== index);
  if (twice === undefined) return Object.fromEntries(entries);
  throw new Failure(`Two parts of ${name} have the ${what} ${twice}`, 'Give one of the two another name.');
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
>(
  name: AppId<P, K>,
  spec: AppSpec<P, U, O, K>,
  additions: readonly Addition[],
  inputs: Inputs,
  runtime: Runtime,
): Workload {
  const context = contextOf<U, O, K>(name, inputs, runtime);
  const config: Record<string, string> = {};
  const secrets: Record<string, SecretValue> = {};
  const variables = joined<Value>(name, 'variable', [
    spec.env?.(context),
    ...additions.map(({ env }) => env?.(inputs)),
  ]);
  for (const [key, value] of Object.entries(variables)) {
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
    config,
    secrets,
    podFields: spec.podFields ?? {},
    files: spec.files?.(context) ?? {},
    documents: spec.documents?.(context) ?? {},
    callersKnownBy: spec.callersKnownBy,
    args: [...(runtime.args ?? []), ...(spec.args?.(context) ?? [])],
    serviceAnnotations: joined(
      name,
      'annotation of its Services',
      additions.map(({ serviceAnnotations }) => serviceAnnotations?.({ runtime, inputs })),
    ),
  };
}

function settingsSchema(
  {
    source,
    resources,
    options,
  }: Pick<AppSpec<string, Record<never, never>, TProperties>, 'source' | 'resources' | 'options'>,
  kind: Pick<PodKind, 'settings'>,
  additions: readonly Addition[],
) {
  const pod = Type.Object(
    {
      cpu: Cpu('CPU that one pod requests; it may burst to four times that.', { default: resources.cpu }),
      memory: Bytes('Memory that one pod requests, and its limit.', { default: resources.memory }),
    },
    { ...closed, description: 'What one pod asks for.' },
  );
  const enabled = Type.Boolean({ default: true, description: 'Whether the app runs here at all.' });
  const properties = { enabled, ...kind.settings, resources: pod, ...(options as TProperties | undefined) };
  return Type.Object(joined({ name: source }, 'setting', [properties, ...additions.map(({ settings }) => settings)]), {
    ...closed,
    description: `Settings of ${source}.`,
  });
}
