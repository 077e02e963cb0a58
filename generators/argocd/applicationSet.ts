import type { Resource } from '../model/resource.ts';
import { argoNamespace } from '../upstream/argoCd.ts';
import { countAnnotation } from './names.ts';

/** The fields in which ApplicationSets differ. */
export interface ApplicationSetSpec {
  readonly name: string;
  readonly wave: string;
  /** How many Applications it makes. */
  readonly count: number;
  readonly generator: unknown;
  readonly template: unknown;
  /** YAML with Go templates, for values that are not strings: lists, booleans. */
  readonly templatePatch?: string;
}

/**
 * An ApplicationSet that creates and updates Applications and deletes none, not even when it is deleted itself. The
 * Applications have no finalizer, so deleting one deletes none of its objects. A key that a template reads and a file
 * lacks is an error.
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
      // With this finalizer, deleting the ApplicationSet keeps the Applications: the controller first removes their
      // owner references.
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    } as Resource['metadata'],
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [generator],
      // Annotations by which people confirm a deletion or subscribe to notifications: the controller would remove them.
      preservedFields: { annotations: ['argocd.argoproj.io/deletion-approved'] },
      syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
      template,
      ...(templatePatch !== undefined && { templatePatch }),
    },
  };
}

/**
 * A generator's own template, which overrides nothing. When a webhook requests a refresh, Argo CD's controller updates
 * the ApplicationSet and adds this field to every generator: without it in git, the field would be a difference.
 * `r.Update` in applicationset/controllers/applicationset_controller.go, `Template` in
 * pkg/apis/application/v1alpha1/applicationset_types.go
 */
const template = { metadata: {}, spec: { destination: {}, project: '' } };

/** Clusters by the labels of their Secrets. */
export function clustersGenerator(labels: Readonly<Record<string, string>>) {
  const selector = { matchLabels: { 'argocd.argoproj.io/secret-type': 'cluster', ...labels } };
  return { clusters: { selector, template } };
}

/** Files of a repository whose keys have the wanted values, once for each of the clusters. */
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
