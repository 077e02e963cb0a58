import {
  alertmanagerPorts,
  governingService,
  type Monitor,
  monitorSecrets,
  monitorSet,
  monitorVolume,
  prometheusPorts,
} from '../../../generators/upstream/prometheusOperator.ts';
import { fieldsIn } from '../../kubernetes/fields.ts';
import { at, textAt } from '../../kubernetes/reading.ts';
import { byHand, grown } from '../steps/growth.ts';
import { type ByKind, none, type System } from '../system.ts';
import { podsOfMonitor } from './pods.ts';
import { keyReferences, monitorReferences } from './references.ts';

const claim = 'spec.storage.volumeClaimTemplate';

/**
 * Prometheus and Alertmanager, and what configures them: https://prometheus-operator.dev/docs/api-reference/api/. Two
 * Alertmanagers tell each other of alerts and silences, and each goes on alone: there is no quorum.
 */
export const prometheusOperators: System = {
  pods: ofMonitors((kind) => (built) => podsOfMonitor(kind, built)),
  images: ofMonitors(() =>
    fieldsIn('spec.image', 'spec.thanos.image', 'spec.containers[].image', 'spec.initContainers[].image'),
  ),
  secrets: ofMonitors(
    (kind) =>
      ({ resource }) =>
        monitorSecrets(kind, resource.metadata.name),
  ),
  references: {
    ...ofMonitors(() => monitorReferences),
    'monitoring.coreos.com/AlertmanagerConfig': keyReferences,
    'monitoring.coreos.com/ServiceMonitor': keyReferences,
    'monitoring.coreos.com/PodMonitor': keyReferences,
    'monitoring.coreos.com/Probe': keyReferences,
    'monitoring.coreos.com/ScrapeConfig': keyReferences,
  },
  volumes: ofMonitors(() => fieldsIn(`${claim}.spec.resources.requests.storage`)),
  // The operator makes the StatefulSet anew, and claims stay as they were made; under another name, new ones are empty.
  immutable: ofMonitors(() => fieldsIn(`${claim}.metadata.name`, `${claim}.spec.storageClassName`)),
  data: ofMonitors(
    () =>
      ({ resource }) =>
        at(resource, claim.split('.')) !== undefined,
  ),
  quorum: none,
  memory: none,
  // Numbers of the past and silences: nobody restores them.
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: ofMonitors((kind) => ({ resource: { spec } }) => {
    // With one of its own name it makes none.
    if (textAt(spec, ['serviceName']) !== '') return [];
    return [{ name: governingService(kind), ports: Object.values(ports[kind]) }];
  }),
  steps: ofMonitors((kind) => ({ now, was }) => {
    const { name, namespace = '' } = now.resource.metadata;
    const sizes = fieldsIn(`${claim}.spec.resources.requests.storage`);
    // https://prometheus-operator.dev/docs/platform/storage/#resizing-volumes
    const kept = 'its operator makes the StatefulSet anew and leaves the claims as they are';
    const set = monitorSet(kind, name);
    const by = { namespace, claims: `${monitorVolume(kind, name)}-${set}-<number>`, statefulSet: set, kept };
    return was ? grown(sizes(was), sizes(now)).map((one) => byHand(one, by)) : [];
  }),
  promises: none,
};

const ports = { Prometheus: prometheusPorts, Alertmanager: alertmanagerPorts } as const;

/** The same for both kinds that pods are made of. */
function ofMonitors<T>(say: (kind: Monitor) => T): ByKind<T> {
  return {
    'monitoring.coreos.com/Prometheus': say('Prometheus'),
    'monitoring.coreos.com/Alertmanager': say('Alertmanager'),
  };
}
