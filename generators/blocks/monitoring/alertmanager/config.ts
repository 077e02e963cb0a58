import type { IAlertmanagerConfig } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/AlertmanagerConfig';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { Key } from '../../../model/appId.ts';
import type { Declared } from '../../../model/fact.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { given } from '../../names.ts';
import { ownKeys } from '../../outside/entryKeys.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { ownSecret } from '../../secrets/ownSecrets.ts';
import { alertInhibitions } from './inhibitions.ts';
import { messageTemplates } from './messages.ts';
import { alertReceivers } from './receivers.ts';
import { alertRoutes } from './routes.ts';
import type { AlertmanagerSystem, ReceiverKind } from './system.ts';

/** Name of the ConfigMap with the templates of messages, and of the file in it. */
export const templatesOf = ({ owner }: Pick<AlertmanagerSystem, 'owner'>) => ({
  name: `${owner.name}-messages`,
  key: 'messages.tmpl',
});

/**
 * The configuration of an Alertmanager: routes, receivers and inhibitions, the templates of messages, and the secrets of
 * receivers. The Alertmanager names it as the configuration of all (`alertmanagerConfiguration`), so that no matcher for
 * its namespace is added: `initializeFromAlertmanagerConfig` in `pkg/alertmanager/amcfg.go` of
 * https://github.com/prometheus-operator/prometheus-operator
 */
export function alertmanagerConfig(system: AlertmanagerSystem): Resource[] {
  const { owner, labels, inputs, settings } = system;
  const { name: templates, key: file } = templatesOf(system);
  const secret = `${owner.name}-receivers`;
  return [
    resource<IAlertmanagerConfig>({
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: { ...owner, labels },
      spec: {
        route: alertRoutes(settings),
        receivers: alertReceivers(settings.receivers, secret),
        inhibitRules: alertInhibitions(),
      },
    }),
    resource<IConfigMap>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: templates, namespace: owner.namespace, labels },
      data: { [file]: messageTemplates(inputs.fleet) },
    }),
    ...receiverSecrets(system, secret),
  ];
}

/**
 * The routing keys and URLs of receivers, each by the receiver's name. Absent without any. A receiver of heartbeats has one
 * for each cluster: a switch that several clusters call does not miss a single one.
 */
function receiverSecrets({ owner, labels, inputs, settings, entry }: AlertmanagerSystem, name: string): Resource[] {
  const receivers = Object.keys(settings.receivers);
  if (receivers.length === 0) return [];
  const keys = keysOf(settings, inputs);
  const values = receivers.map(
    (receiver) => [receiver, ownSecret({ name: entry, keys }, keyOf(receiver, settings, inputs), inputs)] as const,
  );
  return [externalSecret({ name, namespace: owner.namespace, labels }, Object.fromEntries(values))];
}

/** What the entry of the receivers holds. */
export function receiverKeys({ inputs, settings, entry }: AlertmanagerSystem): readonly Declared[] {
  return ownKeys({ name: entry, keys: keysOf(settings, inputs) }, inputs);
}

function keyOf(receiver: string, { routes }: AlertmanagerSystem['settings'], { cluster }: Pick<Inputs, 'cluster'>) {
  return routes.heartbeat.includes(receiver) ? `${receiver}-${cluster.name}` : receiver;
}

function keysOf(settings: AlertmanagerSystem['settings'], inputs: Pick<Inputs, 'cluster'>): Record<string, Key> {
  const all = Object.entries(settings.receivers);
  return Object.fromEntries(all.map(([name, kind]) => [keyOf(name, settings, inputs), given(receiverSecret[kind])]));
}

/** What the secret of a receiver is. */
const receiverSecret: Readonly<Record<ReceiverKind, string>> = {
  pagerduty: 'the routing key of an integration for Events API v2',
  slack: 'the URL of an incoming webhook',
  webhook: 'the URL that is called',
};
