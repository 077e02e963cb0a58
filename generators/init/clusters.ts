import { type Cloud, clouds } from '../model/settings/index.ts';
import type { Answers } from './answers.ts';

/** A cluster as the answer to `--clusters` names it. */
export interface AskedCluster {
  readonly environment: string;
  readonly name: string;
  readonly cloud: Exclude<Cloud, 'local'>;
  readonly region: string;
}

/** Clouds in which a company has clusters: `local` is a developer's own machine. */
export const companyClouds = clouds.filter((cloud) => cloud !== 'local');

/** The form of a cluster: its name, its cloud, its region. */
export const clusterForm = /^([a-z][-a-z0-9]*):([a-z]+):([a-z0-9-]+)$/;

/** The environments that have clusters of the company; `development` is on a machine of its own. */
export function environmentsOf(answers: Answers): readonly string[] {
  return answers.list('environments').filter((name) => name !== 'development');
}

/** All clusters, by environment, in the order in which they were named: the first of each is active. */
export function clustersOf(answers: Answers): readonly AskedCluster[] {
  return environmentsOf(answers).flatMap((environment) =>
    answers.list('clusters', environment).flatMap((text) => {
      const [, name = '', cloud = '', region = ''] = clusterForm.exec(text) ?? [];
      const known = companyClouds.find((one) => one === cloud);
      return known ? [{ environment, name, cloud: known, region }] : [];
    }),
  );
}

/** Names of the clusters in some clouds. */
export function namesIn(answers: Answers, ...wanted: readonly Cloud[]): readonly string[] {
  return clustersOf(answers)
    .filter(({ cloud }) => wanted.includes(cloud))
    .map(({ name }) => name);
}
