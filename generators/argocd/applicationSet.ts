import type { Resource } from '../model/resource.ts';
import { argoNamespace, countAnnotation } from './names.ts';

/** What differs between ApplicationSets. */
export interface ApplicationSetSpec {
  readonly name: string;
  readonly wave: string;
  /** How many Applications it makes. */
  readonly count: number;
  readonly generator: unknown;
  readonly template: unknown;
  /** YAML with Go templates, for what is no text: lists, truth values. */
  readonly templatePatch?: string;
}

/**
 * An ApplicationSet that makes and changes Applications and deletes none, not even when it is deleted itself; nor does
 * an Application that goes take its objects along. A key that a template reads and a file lacks is an error.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/
 */
export function applicationSet({
  name,
  wave,
  count,
  generator,
  template,
  templatePatch,
}: ApplicationSetSpec): Resource {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: {
      name,
      namespace: argoNamespace,
      annotations: { 'argocd.argoproj.io/sync-wave': wave, [countAnnotation]: String(count) },
      // With it, deleting the ApplicationSet leaves the Applications: the controller frees them first.
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    } as Resource['metadata'],
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [generator],
      // People confirm deletions, and subscribe, by annotations that the controller would take away.
      preservedFields: { annotations: ['argocd.argoproj.io/deletion-approved'] },
      syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
      template,
      ...(templatePatch !== undefined && { templatePatch }),
    },
  };
}

/**
 * A generator's own template, which overrides nothing. Argo CD's controller writes an ApplicationSet back when a webhook
 * has asked it to look again, and then with this in every generator: what is not in git would count as a difference.
 * `r.Update` in applicationset/controllers/applicationset_controller.go, `Template` in
 * pkg/apis/application/v1alpha1/applicationset_types.go
 */
const template = { metadata: {}, spec: { destination: {}, project: '' } };

/** Clusters by the labels of their Secrets. */
export function clustersGenerator(labels: Readonly<Record<string, string>>) {
  const selector = { matchLabels: { 'argocd.argoproj.io/secret-type': 'cluster', ...labels } };
  return { clusters: { selector, template } };
}

/** What stands in files of a repository: those whose keys are as asked for, once for each of the clusters. */
export function filesGenerator(
  clusters: ReturnType<typeof clustersGenerator>,
  files: { readonly repoURL: string; readonly revision: string; readonly path: string },
  matchLabels: Readonly<Record<string, string>>,
) {
  const { repoURL, revision, path } = files;
  const git = { repoURL, revision, files: [{ path }], template };
  return { matrix: { generators: [clusters, { git, selector: { matchLabels } }], template } };
}

/** The same labels on every Application: people and jobs select by them. */
export function applicationLabels(labels: { readonly app: string; readonly stage: string }) {
  return {
    environment: '{{ .metadata.labels.environment }}',
    ring: '{{ .metadata.labels.ring }}',
    cluster: '{{ .name }}',
    ...labels,
  };
}
