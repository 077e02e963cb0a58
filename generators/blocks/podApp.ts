import type { TProperties } from 'typebox';
import type { App } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import type { Exported } from '../model/exported.ts';
import { declare } from '../model/fact.ts';
import type { Inputs } from '../model/inputs.ts';
import { declared } from './declared/declared.ts';
import { podAppSchema } from './declared/podAppSchema.ts';
import type { RouteOwner } from './gateways/plan.ts';
import { routes } from './gateways/routes.ts';
import { type PodSize, podSize } from './headroom/podSize.ts';
import { joined } from './joined.ts';
import { traces } from './logging/traces.ts';
import { objectives } from './monitoring/objectives/objectives.ts';
import { type MeasuredApp, measuredApp } from './monitoring/targets/measuredApp.ts';
import { monitored } from './monitoring/targets/monitored.ts';
import type { ScrapeTarget } from './monitoring/targets/scrape.ts';
import { networkPolicy } from './networking/networkPolicy.ts';
import { podSelectorOf } from './networking/peers.ts';
import { clusterService } from './networking/service.ts';
import { unknownClasses } from './nodes/placement.ts';
import { jobAccess, ownAccess } from './outside/access.ts';
import { keysOfEdges, ownKeys } from './outside/entryKeys.ts';
import type { PodKind } from './podKind.ts';
import { podSettings } from './podSettings.ts';
import { contextOf, podWorkload } from './podWorkload.ts';
import { defaultImage, type Runtime, runtimeOf } from './runtime.ts';
import { disruptionBudget } from './scaling/disruptionBudget.ts';
import { externalSecrets } from './secrets/externalSecret.ts';
import { fetchedAccounts } from './secrets/fetchedAccount.ts';
import { ownSecrets } from './secrets/ownSecrets.ts';
import { memoryPath, needParts, tooSmall } from './sizes/tooSmall.ts';
import type { AppSpec } from './spec.ts';
import { persistentClaims } from './workload/claims.ts';
import { companionImages } from './workload/companion.ts';
import { companionObjects } from './workload/companions.ts';
import { configMap } from './workload/configMap.ts';
import { documentMap } from './workload/documents.ts';
import { ownerOf } from './workload/pods.ts';
import { pullSecrets } from './workload/pullSecrets.ts';
import { serviceAccount } from './workload/serviceAccount.ts';
import { sharedVolumes, unshareable } from './workload/sharedVolumes.ts';
import type { PodSettings, Workload } from './workload/workload.ts';

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
  const imageName = (spec.bundle?.leader ?? name).name;
  const startImage = spec.bundle?.image ?? defaultImage(spec.runtime);
  const runtimeFor = (images: Inputs['images']): Runtime => runtimeOf(images[imageName] ?? startImage, spec.runtime);
  const host = { app: name, runtime: spec.runtime, priority: spec.priority, volumes: spec.volumes ?? {} };
  const { traces: variables } = 'own' in spec.runtime ? spec.runtime.own : spec.runtime;
  const parts = [
    ...(variables ? [traces(variables)] : []),
    ...(spec.routes ? [routes(spec.routes, pods)] : []),
    ...(spec.objectives ? [objectives(spec.objectives)] : []),
    ...(spec.bundle ? [spec.bundle.member] : []),
    ...(spec.parts ?? []),
  ];
  const additions = parts.map((part) => part(host));
  const { podNames } = pods;
  const declaration = declared(podAppSchema(spec), spec);
  const workloadAt = (inputs: Inputs): Workload => ({
    ...podWorkload(name, spec, additions, inputs, runtimeFor(inputs.images), declaration),
    ...(podNames && { podNames }),
  });
  const app: App = {
    name: name.name,
    tier: name.tier,
    source: spec.source,
    declared: [declaration, ...additions.flatMap(({ declared }) => declared ?? [])],
    settings: podSettings(spec, kind, additions),
    images: joined(name, 'image', [
      { [imageName]: startImage },
      companionImages(name.name, spec.beside),
      ...additions.map(({ images }) => images),
    ]),
    ...(spec.gateways && { gateways: spec.gateways }),
    ...(spec.collects && { collects: spec.collects }),
    uses: joined<Edge>(name, 'edge', [spec.uses, ...additions.map(({ uses }) => uses)]),
    ...(podNames && { podNames }),
    jobs: (images) => additions.flatMap(({ jobs }) => jobs?.(images) ?? []),
    identities: additions.flatMap(({ identities }) => identities ?? []),
    ports: (images) => runtimeFor(images).ports,
    udp: (images) => runtimeFor(images).udp ?? [],
    declares: (inputs) => [
      ...fetchedAccounts(inputs),
      ...ownAccess(name, inputs),
      ...jobAccess(name, inputs),
      ...ownKeys(name, inputs),
      ...keysOfEdges(inputs),
      declare(measuredApp, measured(name, runtimeFor(inputs.images), podNames)),
      declare(podSize, sizeOf(inputs.settings as PodSettings)),
      ...sharedVolumes(name.name, spec.volumes),
      ...additions.flatMap(({ declares }) => declares?.({ runtime: runtimeFor(inputs.images), inputs }) ?? []),
    ],
    mistakes: (inputs) => {
      const runtime = runtimeFor(inputs.images);
      const { memory } = (inputs.settings as PodSettings).resources;
      const { source } = runtime.memory;
      const ofKind = kind.mistakes?.(inputs, runtime) ?? [];
      // An autoscaler may ask for more of the same setting: one finding about it is enough.
      const isAsked = ofKind.some(({ path }) => path.join() === memoryPath.join());
      const least = { path: memoryPath, given: memory, parts: needParts(runtime.memory), source };
      return [
        ...tooSmall(name.name, isAsked ? [] : [least]),
        ...unknownClasses(name.name, inputs.settings as PodSettings, inputs),
        ...(spec.mistakes?.(contextOf(name, inputs, runtime)) ?? []),
        ...ofKind,
        ...unshareable(name.name, spec.volumes, inputs.cluster),
      ];
    },
    notes: (inputs) => spec.notes?.(contextOf(name, inputs, runtimeFor(inputs.images))) ?? [],
    render(inputs) {
      const workload = workloadAt(inputs);
      const all = [workload, ...(kind.beside?.(workload) ?? [])];
      return [
        ...all.flatMap((one) => [...clusterService(one), disruptionBudget(one.pods)]),
        serviceAccount(workload),
        networkPolicy(
          workload,
          additions.flatMap(({ callers }) => callers?.(workload) ?? []),
        ),
        ...configMap(workload),
        ...documentMap(workload),
        ...persistentClaims(workload, spec.volumes),
        ...externalSecrets(workload),
        ...pullSecrets(workload),
        ...companionObjects(workload),
        ...ownSecrets(name, inputs, workload.labels),
        ...all.flatMap((one) => kind.controllers(one)),
        ...additions.flatMap(({ objects }) => objects?.(workload) ?? []),
      ];
    },
  };
  return monitored(app, {
    targets: ({ images }) => targetsOf(name, runtimeFor(images), spec.exports, podNames),
    alerts: () => additions.flatMap(({ alerts }) => alerts?.(ownerOf(name)) ?? []),
  });
}

/** What one of its pods asks for, and where it goes. */
function sizeOf({ resources, nodes }: PodSettings): PodSize {
  return { ...resources, ...(nodes !== undefined && { nodes }) };
}

/** The app as dashboards show it. */
function measured({ name, tier }: AppId, { requests }: Runtime, podNames: readonly string[] = [name]): MeasuredApp {
  return { name, namespace: tier, podNames, ...(requests && { requests }) };
}

/** The metrics of the app's pods, where its image has any. */
function targetsOf(
  { name, tier }: AppId,
  { metrics, ports }: Runtime,
  exports: Exported | undefined,
  podNames?: readonly string[],
): ScrapeTarget[] {
  const port = metrics && ports[metrics.port];
  if (port === undefined) return [];
  const byPodName = podNames !== undefined && podNames.length > 1;
  const selector = podSelectorOf(name, podNames);
  return [{ name, namespace: tier, selector, port, path: metrics?.path, exports, ...(byPodName && { byPodName }) }];
}
