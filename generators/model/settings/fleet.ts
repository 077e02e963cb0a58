import { type Static, type TObject, Type } from 'typebox';
import { GitAddress, HelmRepository, PublicGitAddress } from './addresses.ts';
import { Hub } from './hub.ts';
import { Owners, Pipelines } from './pipelines.ts';
import { closed, Name, namePattern } from './scalars.ts';

const version = (description: string) =>
  Type.String({
    pattern: '^v?[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$',
    title: 'one version, such as 1.2.3',
    description,
  });

const Chart = Type.Object(
  {
    repository: HelmRepository('Address of the Helm repository.'),
    chart: Name('Name of the chart in the repository.'),
    version: version('Version of the chart: one, never a range.'),
  },
  { ...closed, description: 'A Helm chart.' },
);
export type Chart = Static<typeof Chart>;

const path = '[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*';

const GitFolder = Type.Object(
  {
    repository: PublicGitAddress('Address of the git repository.'),
    path: Type.String({
      pattern: `^${path}$`,
      title: 'folders with / between them, none at the beginning or the end',
      description: 'Folder of the repository with the manifests, such as config/crd.',
    }),
    version: version('Tag of the repository: one version, never a branch.'),
  },
  { ...closed, description: 'Manifests in a folder of a git repository, for what has no Helm chart.' },
);
export type GitFolder = Static<typeof GitFolder>;

/** What an operator is installed from, at one version. */
export type Pinned = Chart | GitFolder;

/** The key of Argo CD's own chart. */
export const argoCd = 'argo-cd';

const title = 'What holds for the whole fleet';
const charts = {
  description: 'Helm charts by the name of the operator, and that of Argo CD; folders of git for what has no chart.',
};

/** `overlays/fleet.yaml`: what holds for all environments. */
export const FleetSettings = Type.Object(
  {
    name: Name('What the backend is called: the label app.kubernetes.io/part-of of every object.'),
    repository: GitAddress('Address of this repository, from which Argo CD syncs.'),
    folder: Type.Optional(
      Type.String({
        pattern: `^${path}$`,
        title: 'folders with / between them, none at the beginning or the end',
        description: 'Folder of the repository that holds this tree, such as platform. Leave it out at the root.',
      }),
    ),
    hub: Type.Optional(Hub),
    pipelines: Type.Optional(Pipelines),
    owners: Type.Optional(Owners),
    charts: Type.Record(Type.String({ pattern: namePattern }), Type.Union([Chart, GitFolder]), {
      ...closed,
      ...charts,
      default: {},
    }),
  },
  { ...closed, title },
);
export type FleetSettings = Static<typeof FleetSettings>;

/** The chart of Argo CD itself; undefined where `fleet.yaml` pins none. */
export function argoCdChart(settings: Pick<FleetSettings, 'charts'>): Chart | undefined {
  return settings.charts[argoCd] as Chart | undefined;
}

/**
 * The schema of `fleet.yaml` for the operators of the catalogue: each needs a chart, or a folder of git where it has no
 * values; Argo CD may have a chart, and no other key is allowed.
 */
export function fleetSettings(operators: readonly { readonly name: string; readonly values?: unknown }[]): TObject {
  const named = Object.fromEntries(operators.map(({ name, values }) => [name, values ? Chart : GitFolder]));
  const all = { ...named, [argoCd]: Type.Optional(Chart) };
  const known = Type.Object(all, { ...closed, ...charts, ...(operators.length === 0 && { default: {} }) });
  return Type.Object({ ...FleetSettings.properties, charts: known }, { ...closed, title });
}
