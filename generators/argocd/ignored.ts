/** A field of Argo CD's `ignoreDifferences`, with the reason why git does not own it. */
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
 * Fields of charts that somebody in the cluster writes and that a chart may hold as well. What git leaves out needs no
 * entry: with server-side apply a field belongs to whoever set it, so replicas stay with autoscalers and defaults with
 * operators. Nor do fields of our own objects: blocks write defaults out, as the API server and operators store them.
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
