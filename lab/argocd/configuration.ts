import { stringify } from 'yaml';
import type { Ref } from '../api/client.ts';

type Texts = Readonly<Record<string, string>>;

/** The part of the chart's values that configures Argo CD: `argocd/charts/argo-cd/hub.yaml`. */
export interface HubValues {
  readonly configs: {
    /** `argocd-cm`, health checks included. */
    readonly cm: Texts;
    /** `argocd-cmd-params-cm`. */
    readonly params: Texts;
    /** `argocd-rbac-cm`. */
    readonly rbac: Texts;
  };
  readonly notifications: {
    readonly argocdUrl: string;
    readonly notifiers: Texts;
    readonly subscriptions: readonly object[];
    readonly triggers: Texts;
    readonly templates: Texts;
  };
}

/** Argo CD's own namespace. */
export const argoCdNamespace = 'argocd';

/**
 * The objects that the chart would create and Argo CD reads: templates/argocd-configs/ in
 * https://github.com/argoproj/argo-helm/tree/main/charts/argo-cd. Secrets have example values.
 */
export function configuration({ configs, notifications }: HubValues) {
  const { argocdUrl, notifiers, subscriptions, triggers, templates } = notifications;
  return {
    settings: object('ConfigMap', 'argocd-cm', { data: configs.cm }),
    parameters: object('ConfigMap', 'argocd-cmd-params-cm', { data: configs.params }),
    rights: object('ConfigMap', 'argocd-rbac-cm', { data: configs.rbac }),
    keys: object('ConfigMap', 'argocd-gpg-keys-cm', { data: {} }),
    secret: object('Secret', 'argocd-secret', { stringData: { 'server.secretkey': 'only-for-the-lab' } }),
    notifications: object('ConfigMap', 'argocd-notifications-cm', {
      data: {
        context: stringify({ argocdUrl }),
        ...notifiers,
        subscriptions: stringify(subscriptions),
        ...templates,
        ...triggers,
      },
    }),
    tokens: object('Secret', 'argocd-notifications-secret', { stringData: { 'slack-token': 'only-for-the-lab' } }),
  };
}

function object(kind: string, name: string, rest: object): Ref {
  const labels = { 'app.kubernetes.io/part-of': 'argocd' };
  return { apiVersion: 'v1', kind, metadata: { name, namespace: argoCdNamespace, labels }, ...rest } as Ref;
}
