import assert from 'node:assert/strict';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { groupOf, type Resource } from '../../../generators/model/resource.ts';
import { repository } from '../../../generators/repository.ts';
import type { KubernetesApi, Ref } from '../../../lab/api/client.ts';
import { applyAll, inSteps, type Refusal } from '../../../lab/apply.ts';
import { definitions, install } from '../../../lab/definitions.ts';
import { type BuiltCluster, builtClusters } from '../../../lab/fleet.ts';
import { startKeda } from '../../../lab/keda/keda.ts';
import { makeSecrets } from '../../../lab/keda/secrets.ts';
import { startKedaWebhooks } from '../../../lab/keda/webhooks.ts';
import { type Lab, openLab } from '../../../lab/lab.ts';
import { type Scaled, scaledFrom } from '../../../lab/metrics/scaled.ts';
import { withField } from '../../../policies/example/withField.ts';
import { say } from '../say.ts';

/** An autoscaler as an API server has it. */
export type LiveAutoscaler = Ref &
  IHorizontalPodAutoscaler & { metadata: { ownerReferences?: readonly { readonly kind: string }[] } };

/** A cluster with some of this repository's objects, in which chapters take their steps. */
export interface Stage {
  readonly lab: Lab;
  readonly built: BuiltCluster;
  readonly kubernetes: KubernetesApi;
  readonly thumbnails: Scaled;
  readonly api: Scaled;
  /** The StatefulSet of the broker between pods of `inapp`, which is not applied yet. */
  readonly statefulSet: Resource;
  /** Applies objects as Argo CD does. */
  apply(...changed: readonly Resource[]): Promise<Refusal[]>;
  /** How many pods an app is to have. */
  countOf(app: Pick<Scaled, 'deployment'>): Promise<number>;
  autoscalerOf(ref: Ref): Promise<LiveAutoscaler | undefined>;
}

/** Starts the real API server, its controllers and KEDA with its webhooks, and applies workloads without autoscalers. */
export async function setStage(): Promise<Stage> {
  const [built] = (await builtClusters(repository)).filter(({ name }) => name === 'production/aws-us-east-1');
  assert.ok(built, 'the cluster that users reach');
  const objectsOf = (app: string) => built.objects.get(app) ?? [];
  const [thumbnails, api] = [scaledFrom('thumbnails', objectsOf('thumbnails')), scaledFrom('api', objectsOf('api'))];
  const broker = objectsOf('realtime-broker');
  const [statefulSet] = broker.filter(({ kind }) => kind === 'StatefulSet');
  assert.ok(statefulSet);
  const objects = [...objectsOf('platform'), ...thumbnails.objects, ...api.objects, ...broker];

  const lab = await openLab({ progress: say });
  const running = await lab.cluster('steps', built.cluster);
  const kubernetes = running.api;
  const groups = [...new Set(objects.map(groupOf)), 'keda.sh'].map((group) => `.${group}`);
  const all = await definitions(say);
  await install(
    kubernetes,
    all.filter(({ metadata }) => groups.some((group) => metadata.name.endsWith(group))),
  );
  await startKeda(running, lab.processes, { progress: say });
  await startKedaWebhooks(running, lab.processes, say);
  say('KEDA is up, with its webhooks');

  const [first, then] = inSteps(objects);
  assert.deepEqual(await applyAll(kubernetes, first), []);
  for (const one of [thumbnails, api]) await makeSecrets(kubernetes, one.objects);
  const later = new Set(['ScaledObject', 'HorizontalPodAutoscaler', 'StatefulSet']);
  assert.deepEqual(
    await applyAll(
      kubernetes,
      then.filter(({ kind }) => !later.has(kind)),
    ),
    [],
  );
  return {
    lab,
    built,
    kubernetes,
    thumbnails,
    api,
    statefulSet,
    apply: (...changed) => applyAll(kubernetes, changed),
    async countOf({ deployment }) {
      return (await kubernetes.get<Ref & { spec: { replicas: number } }>(deployment))?.spec.replicas ?? 0;
    },
    autoscalerOf: (ref) => kubernetes.get<LiveAutoscaler>(ref),
  };
}

/** An autoscaler with other bounds. */
export const bounds = (scaler: Resource, min: number, max: number): Resource =>
  withField(withField(scaler, 'spec.minReplicas', min), 'spec.maxReplicas', max);
