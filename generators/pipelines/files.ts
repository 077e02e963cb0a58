import type { FileSpec } from '../model/file.ts';
import type { Fleet } from '../model/fleet.ts';
import type { CiSystem } from '../model/settings/index.ts';
import { applicationFile, applicationPaths } from './application.ts';
import type { PipelineJob } from './job.ts';
import { type JobFacts, pipelineJobs } from './jobs.ts';
import { codeOwners } from './owners.ts';
import { renovateConfiguration, renovatePath } from './renovate.ts';
import { circleciFiles, circleciPath } from './systems/circleci.ts';
import { githubFiles, githubPaths, type SystemFile } from './systems/github.ts';
import { gitlabFiles, gitlabPath } from './systems/gitlab.ts';
import { jenkinsFiles, jenkinsPath } from './systems/jenkins.ts';

const renderers: Readonly<Record<CiSystem, (jobs: readonly PipelineJob[], source: string) => readonly SystemFile[]>> = {
  github: githubFiles,
  gitlab: gitlabFiles,
  jenkins: jenkinsFiles,
  circleci: circleciFiles,
};

const ownersPath = 'CODEOWNERS';

/** Every path that {@link pipelineFiles} may write, whatever the settings are. */
export const pipelinePaths: readonly string[] = [
  ...githubPaths,
  gitlabPath,
  jenkinsPath,
  circleciPath,
  ownersPath,
  renovatePath,
  ...applicationPaths,
];

/** The pipelines of the systems that `fleet.yaml` names, and CODEOWNERS. */
export function pipelineFiles(fleet: Pick<Fleet, 'settings' | 'environments'>): readonly FileSpec[] {
  const { pipelines = [], owners } = fleet.settings;
  const source = 'overlays/fleet.yaml and generators/pipelines';
  const facts = jobFactsOf(fleet);
  const jobs = pipelineJobs(facts);
  const files = pipelines.flatMap((system) => [
    ...renderers[system](jobs, source),
    applicationFile(system, fleet.settings, facts.commentToken, source),
  ]);
  const file = (path: string, content: string) => files.push({ path, content });
  if (pipelines.length > 0) file(renovatePath, renovateConfiguration(fleet.settings, source));
  if (owners) file(ownersPath, codeOwners(owners, 'overlays/fleet.yaml'));
  return files.map((file) => ({ ...file, source }));
}

/** What the jobs depend on, of a fleet. Without a hub nothing is released: nobody knows what is healthy. */
export function jobFactsOf({ settings, environments }: Pick<Fleet, 'settings' | 'environments'>): JobFacts {
  const rings = settings.hub ? environments.map((environment) => environment.settings.rings ?? []) : [];
  const host = /^(?:[a-z]+:\/\/)?(?:[^@/]*@)?([^/:]+)/.exec(settings.repository)?.[1] ?? '';
  return { rings, commentToken: host.includes('gitlab') ? 'GITLAB_TOKEN' : 'GITHUB_TOKEN' };
}
