import { printYaml } from '../../files/yaml.ts';
import type { Values } from '../../model/operator.ts';
import type { Hub } from '../../model/settings/index.ts';

/**
 * Notifications: for every failed sync, every app that becomes degraded, and every new revision of a service. People
 * create the Secret with the token. Without settings the controller does not run.
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
      { recipients: [channel], triggers: ['on-sync-failed', 'on-comparison-failed', 'on-health-degraded'] },
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
  /** `oncePer` of the trigger: one notification for each value of this field. */
  readonly oncePer?: string;
  readonly message: string;
}

const operation = 'app.status?.operationState';

/**
 * Tries after which a sync counts as failed here. Argo CD retries without end (`syncPolicy`), and the phase is
 * `Running` all that time: `processRequestedAppOperation` in controller/appcontroller.go. Between four tries it waits
 * 10, 20 and 40 s: `NextRetryAt` in pkg/apis/application/v1alpha1/types.go.
 */
const tries = 4;

/**
 * The beginning of a comparison error that the app itself causes: `CompareAppState` in controller/state.go. When git, a
 * chart repository or a cluster is unreachable, every app has an error with another beginning.
 */
const refused = 'Failed to compare desired state to live state';

/** Triggers of the catalogue: https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/catalog/ */
const events: readonly Event[] = [
  {
    trigger: 'on-sync-failed',
    template: 'sync-failed',
    when: `${operation}?.phase in ['Error', 'Failed'] or ${operation}?.phase == 'Running' and (${operation}?.retryCount ?? 0) >= ${tries}`,
    message: '{{ .app.metadata.name }} could not be synced: {{ .app.status.operationState.message }}',
  },
  {
    // The API server refuses the change of an existing object: then no sync starts.
    trigger: 'on-comparison-failed',
    template: 'comparison-failed',
    when: `any(app.status?.conditions ?? [], {.type == 'ComparisonError' and .message startsWith '${refused}'})`,
    message: '{{ .app.metadata.name }} cannot be synced: {{ range .app.status.conditions }}{{ .message }} {{ end }}',
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
    when: `${operation}?.phase == 'Succeeded' and app.status?.health?.status == 'Healthy'`,
    // The revision synced last. The one compared last would be every commit, also those that change nothing in this
    // app.
    oncePer: `${operation}?.syncResult?.revision`,
    message: '{{ .app.metadata.name }} runs {{ .app.status.operationState.syncResult.revision }}.',
  },
];

function conditionOf({ when, oncePer, template }: Event) {
  return { when, ...(oncePer !== undefined && { oncePer }), send: [template] };
}

function messageOf({ message }: Event) {
  return { message: `${message}\n${link}\n` };
}
