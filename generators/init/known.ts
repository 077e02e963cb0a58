import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { DnsZone } from '../model/settings/dns.ts';
import { Answers } from './answers.ts';
import { contractsOf, dataSystems } from './dataSystems.ts';
import { monitoringParts } from './questions.ts';

/** What an environment says already of what is asked about its clusters, as if a person had answered it. */
export function knownAnswers({ settings }: Fleet, environment: Environment, catalogue: Catalogue): Answers {
  const answers = new Answers();
  answers.set('name', '', settings.name);
  answers.set('environments', '', environment.name);
  const clusters = environment.settings.clusters.map(({ name, cloud, region }) => `${name}:${cloud}:${region}`);
  answers.set('clusters', environment.name, clusters.join(','));
  answers.set('dns', environment.name, environment.settings.dns ? dnsAnswer(environment.settings.dns) : 'none');
  const isInside = (contract: string) =>
    ![undefined, 'external'].some((one) => one === providerOf(environment, contract));
  const inside = new Set(contractsOf(catalogue).flatMap(({ kind, name }) => (isInside(name) ? [kind] : [])));
  const systems = Object.entries(dataSystems).flatMap(([system, kind]) => (inside.has(kind) ? [system] : []));
  answers.set('systems', '', systems.join(',') || 'none');
  const outside = contractsOf(catalogue).filter(({ name }) => providerOf(environment, name) === 'external');
  answers.set('outside-systems', '', outside.map(({ kind }) => kind).join(',') || 'none');
  const isOn = (part: string) => environment.settings.apps?.[part]?.enabled !== false;
  const watching = monitoringParts.filter((part) => (part === 'logs' ? isInside('logs') : isOn(part)));
  answers.set('monitoring', '', watching.join(',') || 'none');
  return answers;
}

const providerOf = ({ settings }: Environment, contract: string): unknown =>
  (settings.data?.[contract] ?? settings.clusters[0]?.data?.[contract])?.provider;

function dnsAnswer({ service, ...zone }: DnsZone): string {
  const { project, subscription, resourceGroup, zone: name } = zone as Readonly<Record<string, string>>;
  return `${service}:${[project, subscription, resourceGroup, name].filter(Boolean).join('/')}`;
}
