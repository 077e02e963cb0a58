import type { Inputs } from '../model/inputs.ts';

export type Labels = Readonly<Record<string, string>>;

/**
 * The recommended labels, https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/.
 * No version label: it would change every object of an app with each image.
 */
export function labelsOf(app: string, inputs: Pick<Inputs, 'fleet'>, component: string): Labels {
  return {
    ...selectorOf(app),
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': inputs.fleet.name,
    'app.kubernetes.io/managed-by': 'argocd',
  };
}

/** The label by which pods are told apart: the name of an app, of a job, of the canary of an app. */
export const nameLabel = 'app.kubernetes.io/name';

/** Selector of pods by their name. */
export function selectorOf(name: string): Record<string, string> {
  return { [nameLabel]: name };
}
