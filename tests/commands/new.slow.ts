import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { edited, stepsOf } from '../drills/steps.ts';
import { ofSample } from '../ofSample.ts';
import { commitAll, copyRepository, run } from '../repositoryCopy.ts';

test('an app, a cluster and an environment are begun by a command each, and a name that is there is refused at its place', {
  skip: ofSample,
}, (context) => {
  const root = copyRepository(context, ['staging']);
  const make = (...args: readonly string[]) => {
    const { status, stdout, stderr } = run(root, 'new', ...args);
    assert.equal(status, 0, stdout + stderr);
    commitAll(root, args.join(' '));
  };
  make('app', 'push-rewards', '--tier', 'backend', '--uses', 'users,events');
  assert.ok(existsSync(join(root, 'base/push-rewards/deployment-push-rewards.yaml')));
  const facts = ['--zones', 'europe-west1-b,europe-west1-c,europe-west1-d', '--project', 'acme-qa'];
  const more = [
    '--control-plane',
    '10.61.0.0/28',
    '--dns',
    'none',
    '--uploads',
    'acme-qa-uploads',
    '--backups',
    'acme-qa-backups',
    '--redirects',
    'dev.acme.app:/qa',
  ];
  make(
    'environment',
    'qa',
    '--like',
    'staging',
    '--domain',
    'qa.acme.dev',
    '--clusters',
    'qa-eu:google:europe-west1',
    ...facts,
    ...more,
  );
  assert.match(readFileSync(join(root, 'overlays/qa/environment.yaml'), 'utf8'), /^domain: qa\.acme\.dev$/m);
  for (const [args, place] of [
    [['app', 'api', '--tier', 'backend'], /taken: apps\/names\.ts:\d+\./],
    [['environment', 'qa'], /is there: overlays\/qa\/environment\.yaml:1\./],
    [['cluster', 'qa-eu:aws:eu-west-1', '--environment', 'qa'], /taken: overlays\/qa\/environment\.yaml:\d+:\d+\./],
  ] as const) {
    const { status, stderr } = run(root, 'new', ...args);
    assert.equal(status, 2);
    assert.match(stderr, place);
  }
});

test('an environment like one whose users log in outside has the same provider, no Keycloak and no database of one', {
  skip: ofSample,
}, (context) => {
  const root = copyRepository(context, ['staging']);
  const file = join(root, 'overlays/staging/environment.yaml');
  const [step] = stepsOf(readFileSync(join(root, 'docs/identity.md'), 'utf8')).get('Outside') ?? [];
  writeFileSync(file, edited(readFileSync(file, 'utf8'), ['+synced: false', ...(step?.diff ?? [])]));
  assert.equal(run(root, 'generate').status, 0);
  commitAll(root, 'users log in outside');
  const facts = {
    domain: 'qa.acme.dev',
    clusters: 'qa-eu:google:europe-west1',
    zones: 'europe-west1-b,europe-west1-c,europe-west1-d',
    project: 'acme-qa',
    'control-plane': '10.61.0.0/28',
    dns: 'none',
    uploads: 'acme-qa-uploads',
    backups: 'acme-qa-backups',
  };
  const flags = Object.entries(facts).flatMap(([flag, value]) => [`--${flag}`, value]);
  const { status, stdout, stderr } = run(root, 'new', 'environment', 'qa', '--like', 'staging', ...flags);
  assert.equal(status, 0, stdout + stderr);
  const { data, apps } = parse(readFileSync(join(root, 'overlays/qa/environment.yaml'), 'utf8'));
  assert.deepEqual(data.tokens, {
    provider: 'external',
    issuer: 'https://acme.eu.auth0.com/',
    keys: 'https://acme.eu.auth0.com/.well-known/jwks.json',
    audiences: ['https://api.acme.dev'],
  });
  assert.deepEqual([data.identities, apps['identities-database'], apps.auth?.realm], [undefined, undefined, undefined]);
  assert.deepEqual(
    ['auth', 'identities-database'].filter((name) => existsSync(join(root, 'overlays/qa/clusters/qa-eu', name))),
    [],
  );
});
