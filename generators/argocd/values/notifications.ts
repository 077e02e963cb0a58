import { printYaml } from '../../files/yaml.ts';
import type { Values } from '../../model/operator.ts';
import type { Hub } from '../../model/settings/index.ts';

/**
 * Who is told of what: syncs that fail and apps that are degraded, each time it comes to that, and new revisions of
 * services. The token stands in a Secret that people make; without settings the controller does not run.
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
 * Tries after which a sync has failed. It is tried again without end (`syncPolicy`), and `Running` all that time:
 * `processRequestedAppOperation` in controller/appcontroller.go. Between four tries it waits 10, 20 and 40 s:
 * `NextRetryAt` in pkg/apis/application/v1alpha1/types.go.
 */
const tries = 4;

/**
 * What a comparison error of the app's own begins with: `CompareAppState` in controller/state.go. When git, charts or a
 * cluster cannot be reached, every app has one, and it begins otherwise.
 */
const refused = 'Failed to compare desired state to live state';

/** From the catalogue: https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/catalog/ */
const events: readonly Event[] = [
  {
    trigger: 'on-sync-failed',
    template: 'sync-failed',
    when: `${operation}?.phase in ['Error', 'Failed'] or ${operation}?.phase == 'Running' and (${operation}?.retryCount ?? 0) >= ${tries}`,
    message: '{{ .app.metadata.name }} could not be synced: {{ .app.status.operationState.message }}',
  },
  {
    // What the API server refuses of an object that is there already: no sync begins then.
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
    // What was synced last, not what was compared last: that is every commit, also those that change nothing here.
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
