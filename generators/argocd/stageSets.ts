import { parametersFile, paths } from '../files/paths.ts';
import { type Stage, stages } from '../model/app.ts';
import type { Resource } from '../model/resource.ts';
import type { FleetSettings } from '../model/settings/index.ts';
import { argoNamespace } from '../upstream/argoCd.ts';
import { applicationLabels, applicationSet, clustersGenerator, filesGenerator } from './applicationSet.ts';
import type { Deployed } from './deployed.ts';
import { inRepository } from './inRepository.ts';
import { argoNames, revisionOf } from './names.ts';
import { stageOf, waveOf } from './stage.ts';
import { revisionHistoryLimit, serverSideDiff, syncPolicy } from './syncPolicy.ts';

/**
 * The ApplicationSets of a cluster, one for each stage that is not empty. The Application of the cluster syncs them in
 * waves, so each stage waits until the one before is healthy. They are read at the cluster's own revision.
 */
export function stageSets(settings: FleetSettings, deployed: Deployed): Resource[] {
  return stages.flatMap((stage) => {
    const count =
      stage === 'operators'
        ? deployed.operators.length
        : deployed.apps.filter(({ app }) => stageOf(app) === stage).length;
    return count > 0 ? [stageSet(settings, deployed, stage, count)] : [];
  });
}

function stageSet(settings: FleetSettings, { environment, cluster }: Deployed, stage: Stage, count: number): Resource {
  const { repository: repoURL } = settings;
  const revision = revisionOf(environment, cluster);
  const isOperator = stage === 'operators';
  const path = isOperator
    ? `${paths.operators(environment.name, '{{ .name }}')}/*.yaml`
    : `${paths.cluster(environment.name, '{{ .name }}', '*')}/${parametersFile}`;
  const project = isOperator ? argoNames.operatorsProject(environment.name) : argoNames.project(environment.name);
  return applicationSet({
    name: argoNames.stage(cluster.name, stage),
    wave: waveOf(stage),
    count,
    generator: filesGenerator(
      clustersGenerator({ environment: environment.name, cluster: cluster.name }),
      { repoURL, revision, path: inRepository(settings, path) },
      { stage },
    ),
    template: {
      metadata: {
        name: argoNames.application('{{ .name }}', '{{ .app }}'),
        namespace: argoNamespace,
        labels: applicationLabels({ app: '{{ .app }}', stage }),
        annotations: { 'argocd.argoproj.io/manifest-generate-paths': '{{ .paths }}', ...serverSideDiff },
      },
      spec: {
        project,
        ...(!isOperator && { source: { repoURL, targetRevision: revision, path: '{{ .path.path }}' } }),
        destination: { name: '{{ .name }}', namespace: '{{ .namespace }}' },
        revisionHistoryLimit,
        syncPolicy: syncPolicy({ prune: !isOperator, ...(isOperator && { syncOptions: ['CreateNamespace=true'] }) }),
      },
    },
    templatePatch: isOperator ? operatorPatch : appPatch,
  });
}

const ignoreDifferences =
  '[{{ range $i, $one := .ignored }}{{ if $i }}, {{ end }}{{ toJson $one.difference }}{{ end }}]';

const appPatch = `spec:
  ignoreDifferences: ${ignoreDifferences}
  syncPolicy:
    automated:
      allowEmpty: {{ .allowEmpty }}
`;

/** A template has no lists of unknown length, a patch may: charts have two sources, folders one. */
const operatorPatch = `spec:
  sources: {{ toJson .sources }}
  ignoreDifferences: ${ignoreDifferences}
  syncPolicy:
    automated:
      prune: {{ .prune }}
    {{- if .namespaceLabels }}
    managedNamespaceMetadata:
      labels: {{ toJson .namespaceLabels }}
    {{- end }}
`;
