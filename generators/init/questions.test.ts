import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../testing/catalogue.ts';
import { answerAll } from './answer.ts';
import type { Flags } from './given.ts';
import { questionsFor } from './questions.ts';

const questions = questionsFor(catalogue);

/** What a company answers that has one cluster, everything watched outside and no Argo CD. */
const whole: Flags = {
  name: ['acme'],
  domain: ['acme.dev'],
  repository: ['https://git.acme.dev/fleet.git'],
  redirects: ['dev.acme.app:/callback'],
  ci: ['none'],
  reviewers: ['none'],
  environments: ['production'],
  clusters: ['eu:google:europe-west1'],
  zones: ['eu=europe-west1-b,europe-west1-c'],
  project: ['acme-production'],
  'control-plane': ['10.0.0.0/28'],
  dns: ['cloud-dns:acme-production/acme-dev'],
  systems: ['postgresql,rabbitmq,valkey,mysql,mongodb,cassandra'],
  uploads: ['acme-uploads'],
  backups: ['acme-backups'],
  monitoring: ['none'],
  'prometheus-url': ['https://prometheus.acme.dev'],
  'prometheus-scraper': ['monitoring'],
  hub: ['none'],
};

const said = async (flags: Flags) =>
  (await answerAll(questions, flags, undefined)).mistakes.map(({ message }) => message);

test('answers of a whole company have no mistake', async () => assert.deepEqual(await said(whole), []));

test('each answer that belongs to a company is missed, by its flag, and all of them at once', async () => {
  const own = Object.keys(whole).filter((flag) => !['environments', 'systems', 'monitoring'].includes(flag));
  for (const flag of own) {
    const { [flag]: _, ...others } = whole;
    const messages = await said(others);
    assert.ok(
      messages.some((message) => message.startsWith(`--${flag} `) && message.includes('is missing')),
      `${flag}: ${messages.join('\n')}`,
    );
  }
  const none = await said({});
  for (const flag of ['name', 'domain', 'repository', 'redirects', 'clusters production=', 'hub'])
    assert.ok(
      none.some((message) => message.startsWith(`--${flag}`)),
      flag,
    );
});

for (const [flag, value, message] of [
  ['name', 'Acme', /^--name: "Acme" is not at most 40 lower-case letters/],
  ['name', 'a'.repeat(41), /is not at most 40 lower-case letters/],
  ['domain', 'acme', /^--domain: "acme" is no domain: it has no dot/],
  ['domain', 'acme_dev.com', /is not a host name/],
  ['domain', 'example.com', /is a domain that nobody can have/],
  ['repository', 'git@github.com:acme/fleet.git', /is not an https:\/\/ or ssh:\/\/ address/],
  ['redirects', 'com.example.mobile:/oauth2redirect', /is the address of the sample/],
  ['redirects', 'http://acme.dev/callback', /has http:\/\/acme\.dev\/callback, which is not/],
  ['environments', 'production,preview', /has preview, which is none of development, staging, production/],
  ['environments', 'development', /has neither staging nor production/],
  ['clusters', 'eu:google', /has eu:google, which is not name:cloud:region/],
  ['clusters', 'eu:hetzner:fsn1', /has the cloud hetzner, which is none of aws, google, azure/],
  ['clusters', 'eu:google:europe-west1,eu:google:europe-west4', /has the name eu twice/],
  ['zones', 'eu=a,b', /^--zones of eu: "a,b" has a, which is no zone of europe-west1/],
  ['zones', 'eu=europe-west1a', /has europe-west1a, which is no zone of europe-west1/],
  ['zones', 'eu=europe-west1-b,europe-west1-b', /has europe-west1-b twice/],
  ['zones', 'us=us-east1-b', /^There is no cluster us: there are eu\.$/],
  ['kubernetes', '1.3', /is not a quoted minor version/],
  ['project', 'Acme', /is not the ID of a project/],
  ['control-plane', '10.0.0.1', /has 10\.0\.0\.1, which is not a network in CIDR notation/],
  ['dns', 'acme.dev', /names no zone: write route53:/],
  ['dns', 'route53:zone', /has zone, which is not the ID of a hosted zone/],
  ['dns', 'azure-dns:3f1c2b7a-0000-4000-8000-000000000000/group/acme.dev', /cannot be written to from eu/],
  ['systems', 'oracle', /has oracle, which is none of postgresql/],
  ['uploads', 'Acme', /is not 3 to 63 lower-case letters/],
  ['monitoring', 'datadog', /has datadog, which is none of prometheus/],
  ['hub', 'argocd.example.com', /is a domain that nobody can have/],
  [
    'identities',
    'eu=api:arn:aws:iam::123456789012:role/api',
    /has for api what is not the e-mail of a service account/,
  ],
] as const) {
  test(`--${flag} ${value} is refused`, async () => {
    const messages = await said({ ...whole, [flag]: [value] });
    assert.match(messages[0] ?? '', message);
  });
}

test('a flag about one cluster takes precedence over the flag for all', async () => {
  const clusters = ['eu:google:europe-west1,us:google:us-east4'];
  const zones = ['eu=europe-west1-b', 'us=us-east4-a'];
  const more = {
    'backup-reader': ['reader@acme-production.iam.gserviceaccount.com'],
    'backup-reader-pool': ['projects/1/locations/global/workloadIdentityPools/pool'],
  };
  const flags = { ...whole, ...more, clusters, zones, project: ['acme-production', 'us=acme-us'] };
  const { answers, mistakes } = await answerAll(questions, flags, undefined);
  assert.deepEqual(mistakes, []);
  assert.deepEqual([answers.get('project', 'eu'), answers.get('project', 'us')], ['acme-production', 'acme-us']);
});

test('a person is asked what no flag says, with what holds otherwise, and again while an answer is wrong', async () => {
  const asked: string[] = [];
  const texts = ['Acme', 'acme'];
  const { name: _, ...others } = whole;
  const { answers, mistakes } = await answerAll(questions, { ...others, kubernetes: [] }, async (prompt, standard) => {
    asked.push(prompt.split('\n')[0] ?? '');
    return prompt.includes('What the backend is called') ? (texts.shift() ?? '') : (standard ?? '');
  });
  assert.deepEqual(mistakes, []);
  assert.equal(answers.get('name'), 'acme');
  assert.equal(answers.get('kubernetes', 'eu'), '1.35');
  assert.match(asked[1] ?? '', /^--name: "Acme" is not/);
});
