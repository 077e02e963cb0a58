import type { Values } from '../../model/operator.ts';
import type { Hub } from '../../model/settings/index.ts';
import { printYaml } from '../../plan/yaml.ts';

/**
 * Who is told of what: failed syncs and apps that are not healthy, once each, and new revisions of services. The token
 * stands in a Secret that people make; without settings the controller does not run.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/
 */
export function notifications({ host, notifications: wanted }: Hub): Values {
  if (!wanted) return { enabled: false };
  const channel = `slack:${wanted.slack.channel}`;
  return {
    enabled: true,
    argocdUrl: `https://${host}`,
    secret: { create: false, name: 'argocd-notifications-secret' },
    notifiers: { 'service.slack': printYaml({ token: '$slack-token' }) },
    subscriptions: [
      { recipients: [channel], triggers: ['on-sync-failed', 'on-health-degraded'] },
      { recipients: [channel], triggers: ['on-deployed'], selector: 'stage=services' },
    ],
    triggers: Object.fromEntries(events.map((one) => [`trigger.${one.trigger}`, printYaml([conditionOf(one)])])),
    templates: Object.fromEntries(events.map((one) => [`template.${one.template}`, printYaml(messageOf(one))])),
  };
}

const link = '{{ .context.argocdUrl }}/applications/{{ .app.metadata.name }}';

interface Event {
  readonly trigger: string;
  readonly template: string;
  readonly when: string;
  /** Told once for each value of this. */
  readonly oncePer?: string;
  readonly message: string;
}

const operation = 'app.status?.operationState?.phase';

/** As in the catalogue: https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/catalog/ */
const events: readonly Event[] = [
  {
    trigger: 'on-sync-failed',
    template: 'sync-failed',
    when: `${operation} in ['Error', 'Failed']`,
    oncePer: 'app.status?.operationState?.syncResult?.revision',
    message: '{{ .app.metadata.name }} could not be synced: {{ .app.status.operationState.message }}',
  },
  {
    trigger: 'on-health-degraded',
    template: 'health-degraded',
    when: "app.status?.health?.status == 'Degraded'",
    message: '{{ .app.metadata.name }} is degraded.',
  },
  {
    trigger: 'on-deployed',
    template: 'deployed',
    when: `${operation} in ['Succeeded'] and app.status?.health?.status == 'Healthy'`,
    oncePer: 'app.status?.sync?.revision',
    message: '{{ .app.metadata.name }} runs {{ .app.status.sync.revision }}.',
  },
];

function conditionOf({ when, oncePer, template }: Event) {
  return { when, ...(oncePer !== undefined && { oncePer }), send: [template] };
}

function messageOf({ message }: Event) {
  return { message: `${message}\n${link}\n` };
}
