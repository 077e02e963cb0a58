import type { Contract, ContractKind } from '../model/edge.ts';
import type { Catalogue } from '../model/fleet.ts';
import { dnsClouds } from '../model/settings/dns.ts';
import { type IdentityCloud, identityForm, isIdentityOf } from '../model/settings/identity.ts';
import { type Answers, listed } from './answers.ts';
import { type AskedCluster, clustersOf } from './clusters.ts';
import { whereDataIs } from './dataSystems.ts';
import { zoneOf } from './dnsAnswer.ts';

/** The identity of each app that an answer to `--identities` names. */
function named(value: string): ReadonlyMap<string, string> {
  return new Map(listed(value).map((part) => part.split(/:(.*)/s) as [string, string]));
}

/** Systems that reach the bucket of their backups by an identity of the cloud. MySQL's has keys in an entry. */
const byIdentity: readonly ContractKind[] = ['postgresql', 'mongodb', 'cassandra', 'logs'];

/** Apps that provide data inside the clusters and act as a cloud identity. */
export function providersWithIdentity({ apps, contracts }: Catalogue, answers: Answers): readonly string[] {
  const isInside = ({ kind, name }: Contract) =>
    kind === 'logs' ? answers.list('monitoring').includes('logs') : whereDataIs({ kind, name }, answers) === 'inside';
  const provided = contracts.filter((one) => byIdentity.includes(one.kind) && isInside(one)).map(({ name }) => name);
  return apps.filter(({ provides }) => provided.includes(provides?.contract.name ?? '')).map(({ name }) => name);
}

/** Why an answer names no identities of this cluster. */
export function askedIdentities(value: string, answers: Answers, name: string): string | undefined {
  const cluster = clustersOf(answers).find((one) => one.name === name);
  for (const [app, identity] of named(value)) {
    const cloud = cluster && cloudOf(app, cluster, answers);
    if (cloud && !isIdentityOf(cloud, identity ?? '')) return `has for ${app} what is not ${identityForm(cloud)}`;
  }
  return undefined;
}

/** Operators that write to the zone of the domain, by an identity of the cloud that has it. */
export const zoneWriters = ['cert-manager', 'external-dns'];

function cloudOf(app: string, { environment, cloud }: AskedCluster, answers: Answers): IdentityCloud {
  const zone = zoneWriters.includes(app) ? zoneOf(answers.get('dns', environment)) : cloud;
  return typeof zone === 'string' ? cloud : (dnsClouds[zone.service] as IdentityCloud);
}

/**
 * The identity of an app in a cluster: the one that was answered, else the one that its name gives. Azure gives each a
 * client ID, and an identity of another cloud is of an account that only the company knows: of these there is none.
 * Google takes 6 to 30 characters: https://cloud.google.com/iam/docs/service-accounts-create
 */
export function identityOf(app: string, cluster: AskedCluster, answers: Answers): string | undefined {
  const said = named(answers.get('identities', cluster.name)).get(app);
  const { environment, name, cloud } = cluster;
  if (said !== undefined) return said;
  if (cloudOf(app, cluster, answers) !== cloud) return undefined;
  if (cloud === 'google') return `${environment}-${app}@${answers.get('project', name)}.iam.gserviceaccount.com`;
  if (cloud === 'aws')
    return `arn:aws:iam::${answers.get('account', name)}:role/${answers.get('name')}-${environment}-${app}`;
  return undefined;
}
