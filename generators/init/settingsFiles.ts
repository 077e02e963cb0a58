import { type Document, isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';
import type { Contract } from '../model/edge.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Answers } from './answers.ts';
import { clusterSettings } from './clusterSettings.ts';
import { clustersOf, environmentsOf } from './clusters.ts';
import { contractsOf, whereDataIs } from './dataSystems.ts';
import { zoneOf } from './dnsAnswer.ts';
import type { NewFleet } from './newFleet.ts';
import { outsideSettings } from './outsideAnswer.ts';
import { watches } from './questions.ts';
import { nodeOf } from './style.ts';

const schemaLine = (file: string, up: string) => `# yaml-language-server: $schema=${up}schemas/${file}.schema.json\n`;

/** `fleet.yaml` of a new fleet: the charts are the sample's, the rest is the company's. */
export function fleetFile(sample: string, { answers, without }: NewFleet): string {
  const document = parseDocument(sample);
  document.set('name', answers.get('name'));
  document.set('repository', answers.get('repository'));
  for (const key of ['hub', 'pipelines', 'owners']) document.delete(key);
  for (const name of without) remove(document, 'charts', name);
  const hub = hubSettings(answers);
  const [pipelines, reviewers] = [answers.list('ci'), answers.list('reviewers')];
  if (hub) insertAfter(document, 'repository', 'hub', hub);
  if (reviewers.length > 0) insertAfter(document, 'repository', 'owners', { engine: reviewers });
  if (pipelines.length > 0) insertAfter(document, 'repository', 'pipelines', pipelines);
  return printed(
    document,
    `${schemaLine('fleet', '')}# What holds for all environments and clusters.\n\n# The label app.kubernetes.io/part-of of every object; priority classes begin with it.\n`,
  );
}

function hubSettings(answers: Answers): Record<string, unknown> | undefined {
  const host = answers.get('hub');
  if (host === '' || host === 'none') return undefined;
  const [admins, readers] = [answers.list('admins'), answers.list('readers')];
  return {
    cluster: 'hub',
    cloud: answers.get('hub-cloud'),
    kubernetes: '1.36',
    host,
    staff: {
      issuer: answers.get('issuer'),
      clientId: 'argocd',
      admins,
      readers,
      deployers: Object.fromEntries(environmentsOf(answers).map((name) => [name, admins])),
    },
  };
}

/** `environment.yaml` of an environment: sizes are those of the sample's environment of this name. */
export function environmentFile(sample: string, environment: string, wanted: NewFleet): string {
  const { answers, catalogue, isLike } = wanted;
  const document = parseDocument(sample);
  dropUnknownApps(document, catalogue);
  if (environment === 'development') return printed(document);
  const prefix = `${answers.get('name')}-${environment}`;
  document.set('domain', domainOf(environment, answers));
  document.set('secretPrefix', prefix);
  const issuers = issuersOf(catalogue, isLike ? document : undefined);
  for (const key of ['synced', 'dns', 'rings', 'windows', 'data', 'clusters']) document.delete(key);
  const clusters = clustersOf(answers).filter((one) => one.environment === environment);
  const zone = zoneOf(answers.get('dns', environment));
  // Each right behind `secretPrefix`, so the last one first.
  insertAfter(document, 'secretPrefix', 'data', { ...dataSettings(wanted, prefix), ...issuers });
  if (clusters.length > 1) insertAfter(document, 'secretPrefix', 'rings', ['standby', 'primary']);
  if (typeof zone !== 'string') insertAfter(document, 'secretPrefix', 'dns', zone);
  insertAfter(document, 'secretPrefix', 'synced', false);
  setApps(document, environment, wanted, prefix);
  const entries = clusters.map((one, index) => clusterSettings(sample, one, index, wanted));
  insertAfter(document, 'apps', 'clusters', entries);
  const header = `${schemaLine('environment', '../')}# Sizes are a start, docs/data.md and docs/clouds.md say what else may be set.\n`;
  return printed(document, header).replace(
    /^synced: false$/m,
    `# Nothing runs yet, so Argo CD leaves it alone. Delete this line once the clusters and what is outside of them exist.\nsynced: false`,
  );
}

/** The domain of production is the company's, that of another environment one below it, unless it has its own. */
function domainOf(environment: string, answers: Answers): string {
  const own = answers.get('domain', environment) || answers.get('domain');
  return environment === 'production' || answers.get('domain') === '' ? own : `${environment}.${own}`;
}

/** `images.yaml` of a new environment: apps run what their files name. */
export const imagesFile = `${schemaLine('images', '../')}# Written by pipelines and bots: images by their name in the catalogue. What is not named runs the image of apps/*.ts.\nimages: {}\n`;

/** Settings of apps, and providers of data, that are no more, with the comments about them. */
function dropUnknownApps(document: Document, { apps, contracts }: Catalogue): void {
  const known = { apps: apps.map(({ name }) => name), data: contracts.map(({ name }) => name) };
  for (const part of ['apps', 'data'] as const) {
    const names = keysOf(document, part);
    const gone = names.filter((name) => !known[part].includes(name));
    for (const name of gone) remove(document, part, name);
    const map = document.get(part);
    // What stands above the first key is about that one.
    if (isMap(map) && gone.includes(names[0] ?? '')) {
      map.commentBefore = null;
      const [first] = map.items;
      if (isScalar(first?.key)) first.key.spaceBefore = false;
    }
  }
}

/** Who signs tokens: as in an environment that it is to be like, else an app inside. */
function issuersOf({ apps, contracts }: Catalogue, like: Document | undefined): Record<string, unknown> {
  const all = contracts.filter(({ kind }) => kind === 'issuer');
  return Object.fromEntries(
    all.flatMap(({ name }) => {
      const { provider } = apps.find(({ provides }) => provides?.contract.name === name)?.provides ?? {};
      const said = like?.toJS()?.data?.[name];
      if (said) return [[name, said]];
      return provider === undefined ? [] : [[name, { provider }]];
    }),
  );
}

function dataSettings({ answers, catalogue }: NewFleet, prefix: string): Record<string, unknown> {
  const inside = new Map(
    catalogue.apps.flatMap(({ provides }) => (provides ? [[provides.contract.name, provides.provider]] : [])),
  );
  const there = contractsOf(catalogue).filter((contract) => whereDataIs(contract, answers) !== 'nowhere');
  const own = there.map((contract) => [
    contract.name,
    whereDataIs(contract, answers) === 'inside'
      ? { provider: inside.get(contract.name) }
      : outsideSettings(contract, answers.get('outside', contract.name), prefix),
  ]);
  const logs = watches(answers, 'logs') ? catalogue.contracts.filter(({ kind }) => kind === 'logs') : [];
  return Object.fromEntries([...own, ...logs.map(({ name }) => [name, { provider: inside.get(name) }])]);
}

/** Contracts about whose providers no answer says where they are. */
const isElsewhere = ({ kind }: Contract): boolean => kind === 'bucket' || kind === 'issuer';

function setApps(
  document: Document,
  environment: string,
  { answers, catalogue, isLike }: NewFleet,
  prefix: string,
): void {
  const provided = contractsOf(catalogue).filter((contract) => whereDataIs(contract, answers) === 'inside');
  const logs = watches(answers, 'logs') ? catalogue.contracts.filter(({ kind }) => kind === 'logs') : [];
  const runs = new Set([...provided, ...logs].map(({ name }) => name));
  for (const { name, provides } of catalogue.apps) {
    if (provides && !isElsewhere(provides.contract) && !runs.has(provides.contract.name))
      remove(document, 'apps', name);
  }
  for (const name of keysOf(document, 'apps')) {
    if (document.hasIn(['apps', name, 'secret'])) {
      const { provides } = catalogue.apps.find((app) => app.name === name) ?? {};
      document.setIn(['apps', name, 'secret'], `${prefix}-${provides?.contract.name ?? name}`);
    }
    remove(document, 'apps', name, 'backup', 'bucket');
  }
  remove(document, 'apps', 'api', 'leastAppVersion');
  const redirects = answers.list('redirects');
  const { realm } = document.toJS()?.apps?.auth ?? {};
  if (redirects.length > 0) document.setIn(['apps', 'auth', 'realm'], nodeOf({ ...realm, redirects }));
  if (isLike) return;
  for (const [name, part] of [
    ['prometheus', 'prometheus'],
    ['grafana', 'grafana'],
    ['alertmanager', 'alertmanager'],
    ['log-collector', 'logs'],
  ] as const) {
    remove(document, 'apps', name);
    if (!watches(answers, part)) document.setIn(['apps', name], nodeOf({ enabled: false }, true));
  }
  if (watches(answers, 'grafana'))
    document.setIn(['apps', 'grafana'], nodeOf({ login: loginOf(environment, answers) }));
  if (watches(answers, 'alertmanager')) document.setIn(['apps', 'alertmanager'], nodeOf(alertsOf(answers)));
}

function loginOf(environment: string, answers: Answers): Record<string, unknown> {
  return {
    ...Object.fromEntries(['authorize', 'token', 'userinfo'].map((part) => [part, answers.get(part)])),
    clientId: `grafana-${environment}`,
    admins: answers.list('admins'),
    viewers: answers.list('readers'),
  };
}

function alertsOf(answers: Answers): Record<string, unknown> {
  return {
    receivers: { alerts: answers.get('alerts'), 'dead-mans-switch': 'webhook' },
    routes: { page: ['alerts'], ticket: ['alerts'], heartbeat: ['dead-mans-switch'] },
  };
}

const keysOf = (document: Document, key: string): readonly string[] => {
  const map = document.get(key);
  return isMap(map) ? map.items.flatMap(({ key: one }) => (isScalar(one) ? [String(one.value)] : [])) : [];
};

/** Removes a key, where it is there. */
function remove(document: Document, ...path: readonly string[]): void {
  if (document.hasIn(path)) document.deleteIn(path);
}

/** Adds a key behind another one. */
function insertAfter(document: Document, before: string, key: string, value: unknown): void {
  const map = document.contents as unknown as YAMLMap;
  const index = map.items.findIndex(({ key: one }) => isScalar(one) && one.value === before);
  const pair = document.createPair(key, nodeOf(value));
  if (isScalar(pair.key)) pair.key.spaceBefore = true;
  map.items.splice(index + 1, 0, pair);
}

/** The text of a file, with comments at its top in place of those that it had. */
function printed(document: Document, header?: string): string {
  if (header !== undefined) {
    document.commentBefore = null;
    const [first] = (document.contents as unknown as YAMLMap).items;
    if (isScalar(first?.key)) first.key.commentBefore = null;
    if (document.contents) document.contents.commentBefore = null;
  }
  // As in the rest of the settings: spaces within braces, none within brackets.
  const text = document.toString({ lineWidth: 0 }).replaceAll(/\[ ([^[\]]*) \]/g, '[$1]');
  return `${header ?? ''}${text}`;
}
