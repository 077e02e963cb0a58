/** The namespace of Argo CD and all its objects on the hub. */
export const argoNamespace = 'argocd';

/**
 * Pods of the application controller, which export `argocd_app_info`: labels and port as the chart `argo-cd` 10.9.6 writes
 * them. Its policy lets every namespace read that port.
 */
export const argoController = {
  name: 'argocd-application-controller',
  labels: { 'app.kubernetes.io/name': 'argocd-application-controller' },
  metricsPort: 8082,
} as const;
