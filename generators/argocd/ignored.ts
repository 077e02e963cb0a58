/** An entry of Argo CD's `ignoreDifferences`, with the reason why git does not own the field. */
export interface Ignored {
  readonly reason: string;
  readonly difference: {
    readonly group: string;
    readonly kind: string;
    readonly jqPathExpressions: readonly string[];
  };
}

const certificates =
  'Whoever signs the certificate of the webhook writes the authority here; charts hold a placeholder.';

/**
 * Fields that both a chart and a controller in the cluster write. A field that is not in git needs no entry: with
 * server-side apply it belongs to the manager that set it, so autoscalers own replicas and operators own defaults.
 * Fields of our own objects need none either: blocks write the defaults that the API server and operators store.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export const ignoredInCharts: readonly Ignored[] = [
  webhooks('ValidatingWebhookConfiguration'),
  webhooks('MutatingWebhookConfiguration'),
  ignored('apiextensions.k8s.io', 'CustomResourceDefinition', '.spec.conversion.webhook.clientConfig.caBundle'),
  ignored('apiregistration.k8s.io', 'APIService', '.spec.caBundle'),
];

function webhooks(kind: string): Ignored {
  return ignored('admissionregistration.k8s.io', kind, '.webhooks[]?.clientConfig.caBundle');
}

function ignored(group: string, kind: string, path: string): Ignored {
  return { reason: certificates, difference: { group, kind, jqPathExpressions: [path] } };
}
