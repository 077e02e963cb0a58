import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { resource } from '../../../generators/model/resource.ts';
import {
  grafanaAdminKeys,
  grafanaApi,
  grafanaObjects,
  grafanaPods,
  grafanaPorts,
  grafanaReady,
} from '../../../generators/upstream/grafanaOperator.ts';
import { timedConditions } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import { type Made, readyOf, type Simulated, type World } from '../model.ts';
import { type Identity, madeUpKeys, makeSecret, makeService, makeServiceAccount } from '../parts.ts';
import type { GrafanaObject } from './object.ts';
import { grafanaPod } from './pod.ts';

/** grafana-operator for a `Grafana`: `controllers/reconcilers/grafana/` and `controllers/grafana_controller.go`. */
export const simulatedGrafana: Simulated<GrafanaObject> = {
  apiVersion: grafanaApi,
  kind: 'Grafana',
  manager: 'grafana-operator',
  makes(object) {
    const names = grafanaObjects(object.metadata.name);
    const pods = grafanaPods(object.metadata.name);
    const { 'grafana-http': http, 'grafana-alert': gossip } = grafanaPorts;
    return [
      ...secret(object),
      { resource: makeServiceAccount(identity(object, names.serviceAccount)) },
      { resource: makeService(identity(object, names.service), pods, { grafana: http }) },
      { resource: makeService(identity(object, names.gossip), pods, { 'grafana-alert': gossip }) },
      { resource: deployment(object) },
    ];
  },
  reports: status,
};

/** Name, namespace and labels of what is made of it: its own labels and the operator's. */
function identity({ metadata }: GrafanaObject, name: string): Identity {
  const labels = { ...metadata.labels, 'app.kubernetes.io/managed-by': 'grafana-operator' };
  return { name, namespace: metadata.namespace ?? '', labels };
}

function secret(object: GrafanaObject): readonly Made[] {
  if (object.spec?.disableDefaultAdminSecret) return [];
  const id = identity(object, grafanaObjects(object.metadata.name).adminSecret);
  return [{ resource: makeSecret(id, madeUpKeys(id, grafanaAdminKeys)), once: true }];
}

function deployment(object: GrafanaObject) {
  const { name, namespace, labels } = identity(object, grafanaObjects(object.metadata.name).deployment);
  const given = object.spec?.deployment?.spec;
  const selector = { ...grafanaPods(object.metadata.name) };
  return resource<IDeployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: given?.replicas ?? 1,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { ...given?.template?.metadata?.labels, ...selector } },
        spec: grafanaPod(object),
      },
    },
  });
}

function status(object: GrafanaObject, world: World): object {
  const { metadata, spec } = object;
  const pods = world.pods(metadata.namespace ?? '', grafanaPods(metadata.name));
  const health = healthOf(object, readyOf(pods) > 0);
  if (health === 'degraded') return { stage: 'deployment', stageStatus: 'failed', lastMessage: demandedTrouble };
  const url = `http://${grafanaObjects(metadata.name).service}.${metadata.namespace}.svc:${grafanaPorts['grafana-http']}`;
  if (health === 'progressing') {
    const lastMessage = 'failed to authenticate with instance';
    return { stage: 'complete', stageStatus: 'failed', lastMessage, adminUrl: url };
  }
  const ready = { type: grafanaReady, status: 'True', reason: grafanaReady, message: 'Grafana reconcile completed' };
  return {
    stage: 'complete',
    stageStatus: 'success',
    adminUrl: url,
    version: /:([^@]+)/.exec(spec?.version ?? '')?.[1] ?? '',
    conditions: timedConditions(object.status, world.now, [{ ...ready, status: 'True' }]).map((one) => ({
      ...one,
      observedGeneration: metadata.generation,
    })),
  };
}
