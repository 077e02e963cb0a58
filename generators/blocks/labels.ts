import type { Inputs } from '../model/inputs.ts';

/**
 * The recommended labels, https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/.
 * No version label: it would change every object of an app with each image.
 */
export function labelsOf(app: string, inputs: Pick<Inputs, 'fleet'>, component: string): Record<string, string> {
  return {
    ...selectorOf(app),
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': inputs.fleet.name,
    'app.kubernetes.io/managed-by': 'argocd',
  };
}

/** What selects an app's pods. Immutable in a Deployment, hence only what never changes. */
export function selectorOf(app: string): Record<string, string> {
  return { 'app.kubernetes.io/name': app };
}
