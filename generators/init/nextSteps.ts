import type { Answers } from './answers.ts';
import { clustersOf, environmentsOf } from './clusters.ts';

/** What a person has to do after `init`, in order. */
export function nextSteps(answers: Answers): readonly string[] {
  const environments = environmentsOf(answers).map((name) => `overlays/${name}/environment.yaml`);
  const clusters = clustersOf(answers).map(({ name }) => name);
  const hub = answers.get('hub');
  return [
    'npm cit, then commit everything: the next change is compared with this one.',
    `Look through ${environments.join(' and ')}: sizes, nodes and quotas are a start, not yours.`,
    `Make what is outside of ${clusters.join(', ')}: ${environmentsOf(answers)
      .map((name) => `docs/prerequisites/${name}.md`)
      .join(' and ')} list it.`,
    ...(answers.list('ci').length === 0 ? [] : ['Give the pipelines what docs/pipelines.md asks for.']),
    ...(hub === 'none'
      ? []
      : [`Start Argo CD on ${hub} and give it its clusters, \`access\` in environment.yaml: docs/argocd.md.`]),
    'Delete `synced: false` there once that exists: from then on Argo CD syncs, and what you remove is held against the rules of destruction.',
    "Replace the sample's apps by yours: npm run new -- app; images of your own come by npm run set-image.",
  ];
}
