import type { Operator } from '../model/operator.ts';
import type { FleetSettings, Pinned } from '../model/settings/index.ts';

/** A source of an Application: `pkg/apis/application/v1alpha1/types.go` of Argo CD 3.5. */
interface Source {
  readonly repoURL: string;
  readonly targetRevision: string;
  readonly path?: string;
  readonly chart?: string;
  readonly ref?: string;
  readonly helm?: { readonly releaseName: string; readonly valueFiles: readonly string[] };
}

/**
 * The sources of an operator's Application: its chart, and this repository for its values; or the folder of another
 * repository. https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/
 * @param revision the branch of this repository that the cluster follows
 * @param values paths of its values files, from the root of this repository
 */
export function operatorSources(
  { name }: Pick<Operator, 'name'>,
  pinned: Pinned,
  { repository }: Pick<FleetSettings, 'repository'>,
  revision: string,
  values: readonly string[],
): readonly Source[] {
  const common = { repoURL: helmRepository(pinned.repository), targetRevision: pinned.version };
  if (!('chart' in pinned)) return [{ ...common, path: pinned.path }];
  const helm = { releaseName: name, valueFiles: values.map((file) => `$values/${file}`) };
  return [
    { ...common, chart: pinned.chart, helm },
    { repoURL: repository, targetRevision: revision, ref: 'values' },
  ];
}

/**
 * The address of a chart repository in Argo CD: that of an OCI registry has no scheme.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
 */
export function helmRepository(address: string): string {
  return address.replace(/^oci:\/\//, '');
}
