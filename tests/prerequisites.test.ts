import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type LinkedCluster, linkFleet } from '../generators/link/clusters.ts';
import { promotionsOf } from '../generators/link/promoted.ts';
import type { Catalogue, Environment, Fleet } from '../generators/model/fleet.ts';
import type { Resource } from '../generators/model/resource.ts';
import { type Cluster, gateways } from '../generators/model/settings/cluster.ts';
import { buildModel } from '../generators/pipeline.ts';
import { chartValues } from '../generators/plan/charts.ts';
import type { AwsPolicy } from '../generators/prerequisites/clouds/aws.ts';
import { clusterNeeds } from '../generators/prerequisites/clusterNeeds.ts';
import type { ClusterNeeds } from '../generators/prerequisites/needs.ts';
import { prerequisitePages } from '../generators/prerequisites/pages.ts';
import { run } from '../generators/programs/run.ts';
import { attemptRender } from '../generators/render/attempt.ts';
import { repository } from '../generators/repository.ts';
import { planExample } from '../generators/testing/plan.ts';

/** What is asked for outside, read from objects and values of charts by nothing but their texts. */
interface Asked {
  readonly entries: ReadonlySet<string>;
  readonly identities: ReadonlySet<string>;
  readonly buckets: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
}

const identity =
  /arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+|[a-z][-a-z0-9]*@[-a-z0-9]+\.iam\.gserviceaccount\.com|(?<=(client-id|CLIENT_ID|clientID)\W{1,20}(name\W+)?(value\W+)?)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

function askedBy(objects: readonly Resource[], values: readonly unknown[], known: readonly string[]): Asked {
  const all = JSON.stringify([objects, values]);
  const stores = new Set(
    objects.flatMap(({ kind, metadata, spec }) =>
      kind === 'ClusterSecretStore' && !JSON.stringify(spec).includes('"remoteNamespace":"data"')
        ? [metadata.name]
        : [],
    ),
  );
  const made = new Set(
    objects.flatMap(({ kind, metadata }) =>
      kind === 'ExternalSecret' && metadata.namespace === 'development-secrets' ? [metadata.name] : [],
    ),
  );
  const entries = objects.flatMap((object) => {
    if (object.kind !== 'ExternalSecret') return [];
    const spec = object.spec as {
      data?: { remoteRef: { key: string; property: string }; sourceRef?: { storeRef?: { name: string } } }[];
      secretStoreRef?: { name: string };
    };
    return (spec.data ?? []).flatMap(({ remoteRef: { key, property }, sourceRef }) => {
      const store = sourceRef?.storeRef?.name ?? spec.secretStoreRef?.name ?? '';
      const isOutside = store === 'secrets' && (stores.size === 0 || stores.has(store)) && !made.has(key);
      return isOutside ? [`${key} ${property}`] : [];
    });
  });
  const hosts = [...JSON.stringify(objects).matchAll(/https:\/\/(?:[^\s/@"'`\\]*@)?([a-z0-9.-]*[a-z0-9])/g)].map(
    ([, host = '']) => host,
  );
  const own = new Set(
    objects.flatMap(({ kind, spec }) =>
      kind === 'Certificate' ? ((spec as { dnsNames?: string[] }).dnsNames ?? []) : [],
    ),
  );
  return {
    entries: new Set(entries),
    identities: new Set([...all.matchAll(identity)].map(([found]) => found)),
    buckets: new Set(known.filter((bucket) => new RegExp(`(?<![a-z0-9-])${bucket}(?![a-z0-9-])`).test(all))),
    hosts: new Set(hosts.filter((host) => host.includes('.') && !/\.svc(\.|$)/.test(host) && !own.has(host))),
  };
}

interface Whole {
  readonly catalogue: Catalogue;
  readonly fleet: Fleet;
}

/** What a cluster asks for as it is, or as its promotion leaves it. */
function askedIn({ catalogue, fleet }: Whole, { environment, cluster, graph }: LinkedCluster): Asked {
  const objects = [...graph.values()].flatMap((linked) => attemptRender(linked).resources);
  const values = chartValues(catalogue, fleet, { environment, cluster, objects });
  return askedBy(
    objects,
    values.map((one) => one.values),
    bucketsIn(environment),
  );
}

/** Names of buckets in settings, as no other text has them. */
function bucketsIn({ settings }: Environment): readonly string[] {
  const found = [...JSON.stringify(settings).matchAll(/"bucket":"([^"]+)"/g)].map(([, name = '']) => name);
  return [...new Set(found)].filter((name) => name.includes('-'));
}

function needsIn({ catalogue, fleet }: Whole, linked: LinkedCluster): ClusterNeeds {
  const rendered = [...linked.graph].map(([app, one]) => {
    const objects = attemptRender(one).resources;
    return { app, objects, json: JSON.stringify(objects) };
  });
  return clusterNeeds(catalogue, fleet, linked, rendered);
}

/** Checks the pages of a fleet against all that its objects ask for: nothing is missing, nothing is there in vain. */
function checkPages(whole: Whole): void {
  const { catalogue, fleet } = whole;
  const { clusters } = linkFleet(catalogue, fleet);
  const needs = clusters.map((linked) => ({ linked, needs: needsIn(whole, linked) }));
  const pages = new Map(
    prerequisitePages(
      fleet,
      needs.map((one) => one.needs),
    ).map(({ path, content }) => [path, content]),
  );
  for (const { linked, needs: own } of needs) {
    const { environment, cluster } = linked;
    const page = pages.get(`docs/prerequisites/${environment.name}.md`) ?? '';
    const section = page
      .slice(page.indexOf(`\n## ${cluster.name}\n`))
      .split('\n## ')
      .slice(0, 2)
      .join('\n## ');
    const promotion = promotionsOf(catalogue, fleet, environment).find(({ promoted }) => promoted === cluster.name);
    const after = promotion?.clusters.find((one) => one.cluster.name === cluster.name);
    const asked = [askedIn(whole, linked), ...(after ? [askedIn(whole, after)] : [])];
    const union = (of: keyof Asked) => new Set(asked.flatMap((one) => [...one[of]]));
    const where = `${environment.name}/${cluster.name}`;
    const properties = own.entries.flatMap(({ name, properties: all }) => all.map((one) => `${name} ${one.name}`));
    assert.deepEqual(properties.sort(), [...union('entries')].sort(), where);
    for (const text of properties) {
      const [entry = '', property = ''] = text.split(' ');
      assert.match(section, new RegExp(`[ ]${entry}[ ;]`), `${where}: ${entry}`);
      const file = page.slice(page.indexOf(`"$secrets/${entry}" <<END`)).split('\nEND')[0] ?? '';
      assert.ok(file.includes(`"${property}": "`), `${where}: ${text}`);
    }
    if (cluster.cloud !== 'local') {
      assert.deepEqual(own.identities.map(({ id }) => id).sort(), [...union('identities')].sort(), where);
      for (const { id } of own.identities) assert.ok(page.includes(id), `${where}: ${id}`);
    }
    for (const bucket of union('buckets')) assert.ok(section.includes(bucket), `${where}: ${bucket}`);
    const [repositoryHost] = [new URL(fleet.settings.repository.replace(/^git@([^:]+):/, 'https://$1/')).hostname];
    const hosts = [...union('hosts')].filter((host) => host !== repositoryHost && host !== environment.settings.domain);
    for (const host of hosts) {
      const isPublished = own.hosts.every(({ name }) => name !== host);
      if (isPublished) assert.ok(`.${host}`.endsWith(`.${environment.settings.domain}`), `${where}: ${host}`);
      else assert.ok(section.includes(`\`${host}\``), `${where}: ${host}`);
    }
  }
}

const model = await buildModel(repository);
assert.ok(model.fleet);
const own: Whole = { catalogue: model.catalogue, fleet: model.fleet };

test('the pages have all that the objects ask for outside the clusters, and nothing else', () => {
  checkPages(own);
  checkPages(planExample());
});

test('every property of an entry says what it holds, or that any random text does', () => {
  const silent = linkFleet(own.catalogue, own.fleet).clusters.flatMap((linked) =>
    needsIn(own, linked).entries.flatMap(({ name, properties }) =>
      properties.flatMap((property) => (property.key ? [] : [`${name} ${property.name}`])),
    ),
  );
  assert.deepEqual(silent, []);
});

/** Fleets with other clouds' gateways, roles, providers and static keys. */
const changes = fc.record({
  active: fc.nat(4),
  gateway: fc.constantFrom(...gateways),
  off: fc.subarray(
    own.catalogue.apps
      .filter(({ settings, provides }) => !provides && 'enabled' in settings.properties)
      .map(({ name }) => name),
  ),
  keys: fc.boolean(),
  zone: fc.boolean(),
  outside: fc.boolean(),
});

function changed({ settings, ...environment }: Environment, change: ReturnType<typeof sample>[number]): Environment {
  const clusters = settings.clusters.map((cluster, index): Cluster => {
    const backups = cluster.data?.backups;
    return {
      ...cluster,
      role: index === change.active % settings.clusters.length ? 'active' : 'standby',
      gateway: change.gateway,
      ...(change.keys && backups && { data: { ...cluster.data, backups: { ...backups, secret: 'keys-of-backups' } } }),
      ...(change.outside && {
        prometheus: {
          url: 'https://metrics.example.net',
          authentication: 'bearer' as const,
          labels: {},
          scraper: { namespace: 'agents', labels: {} },
        },
      }),
    };
  });
  const { dns, ...rest } = settings;
  const off = Object.fromEntries(change.off.map((app) => [app, { ...settings.apps?.[app], enabled: false }]));
  const apps = { ...settings.apps, ...off };
  return { ...environment, settings: { ...rest, ...(change.zone && dns && { dns }), apps, clusters } };
}
const sample = (numRuns: number) => fc.sample(changes, { numRuns, seed: 19 });

test('so it is for any fleet', () => {
  for (const change of sample(6)) {
    const environments = own.fleet.environments.map((environment) => changed(environment, change));
    checkPages({ ...own, fleet: { ...own.fleet, environments } });
  }
});

/** All pages of this repository's fleet. */
const pagesOfAll = () =>
  prerequisitePages(
    own.fleet,
    linkFleet(own.catalogue, own.fleet).clusters.map((linked) => needsIn(own, linked)),
  );

const blocksOf = (language: string) =>
  pagesOfAll().flatMap(({ content }) =>
    [...content.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\\n\`\`\``, 'gs'))].map(([, code = '']) => code),
  );

test('each document is JSON with actions of the form that IAM has, and names what it is about', () => {
  const documents = blocksOf('json').map((text) => JSON.parse(text) as AwsPolicy);
  const statements = documents.flatMap(({ Statement }) => Statement);
  for (const { Action, Resource } of statements) {
    for (const action of Action) assert.match(action, /^(s3|route53|secretsmanager|sts):[A-Z][A-Za-z]+$/);
    // No ARN narrows what zones there are: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html
    if (Action.join() === 'route53:ListHostedZones') continue;
    for (const resource of Resource ?? []) {
      assert.match(
        resource,
        /^arn:aws[a-z-]*:(s3:::[a-z0-9.-]+(\/([a-z0-9/-]+\/)?\*)?|route53:::(hostedzone\/Z[A-Z0-9]+|change\/\*)|secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9-]+-\?{6}|iam::[0-9]{12}:role\/[A-Za-z0-9+=,.@_/-]+)$/,
      );
    }
  }
});

test('each command is one that a shell can read, and none has a secret among its words', async () => {
  const commands = blocksOf('sh').join('\n');
  const { status, stderr } = await run('sh', ['-n'], { input: commands });
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(commands, /--secret-string [^"]|--value|--from-literal/);
});
