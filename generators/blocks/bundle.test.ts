import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofKind } from '../testing/golden.ts';
import { app, users } from '../testing/names.ts';
import { rendered } from '../testing/rendered.ts';
import { exampleSpec } from '../testing/spec.ts';
import { externalUsers } from '../testing/usersDatabase.ts';
import { type Bundle, bundle } from './bundle.ts';
import { random } from './names.ts';
import { service } from './service.ts';

const web = app('web', 'backend', ['http'], { 'session-key': random('hex') });
const worker = app('jobs', 'backend', []);
const image = 'registry.example.com/program:1';
const migration = {
  command: ['migrate'],
  uses: { users: users.direct },
  env: ({ uses }: { uses: { users: { url: unknown } } }) => ({ DATABASE_URL: uses.users.url as string }),
  resources: { cpu: '100m', memory: '64Mi' },
  minutes: 10,
} as const;

const membersOf = (program: Bundle<'session-key'>) =>
  [web, worker].map((name) =>
    service(name, {
      ...exampleSpec,
      bundle: program,
      uses: {},
      env: ({ inputs }) => ({ SESSION_KEY: program.secret('session-key', inputs) }),
    }),
  );

function of(program: Bundle<'session-key'>, name: string, images = {}) {
  const catalogue = { apps: membersOf(program), contracts: [users.contract] };
  return rendered(name, catalogue, { images, cluster: { data: { users: externalUsers } } });
}

const imagesOf = (objects: readonly object[]) => [
  ...new Set([...JSON.stringify(objects).matchAll(/"image":"([^"]+)"/g)].map(([, one]) => one)),
];

test('one entry in images.yaml is the version of every member and of its migration', () => {
  const program = bundle(web, { image, migration });
  for (const name of ['web', 'jobs']) {
    assert.deepEqual(imagesOf(of(program, name)), [image]);
    assert.deepEqual(imagesOf(of(program, name, { web: `${image}.1` })), [`${image}.1`]);
    assert.deepEqual(imagesOf(of(program, name, { jobs: `${image}.1` })), [image]);
  }
  assert.deepEqual(
    membersOf(program).map(({ images }) => images),
    [{ web: image }, { web: image }],
  );
});

test('members know the secrets of the leader', () => {
  const [secret] = ofKind(of(bundle(web, { image }), 'jobs'), 'ExternalSecret');
  assert.match(JSON.stringify(secret), /"key":"test-web","property":"session-key"/);
});

test('no member rolls out before the migration, which the lock of the program lets one of them do', () => {
  const program = bundle(web, { image, migration });
  for (const name of ['web', 'jobs']) {
    const [job] = ofKind(of(program, name), 'Job');
    assert.equal(job?.metadata.name, `${name}-migration`);
    assert.equal(job?.metadata.annotations?.['argocd.argoproj.io/sync-wave'], '-1');
    assert.match(JSON.stringify(job), /"command":\["migrate"\]/);
  }
});

test('where the program has no lock the leader alone migrates, and the others ask until that is done', () => {
  const program = bundle(web, { image, migration: { ...migration, done: ['is-migrated'] } });
  const commands = ['web', 'jobs'].map((name) => JSON.stringify(ofKind(of(program, name), 'Job')));
  assert.match(commands[0] ?? '', /"command":\["migrate"\]/);
  assert.match(commands[1] ?? '', /"command":\["is-migrated"\]/);
  assert.match(commands[1] ?? '', /"backoffLimit":20,/);
});

test('a bundle without a migration has no jobs', () => {
  assert.deepEqual(ofKind(of(bundle(web, { image }), 'jobs'), 'Job'), []);
});

test('a key that the leader does not have does not compile', () => {
  const program = bundle(web, { image });
  service(worker, {
    ...exampleSpec,
    bundle: program,
    uses: {},
    env: ({ inputs }) => ({
      // @ts-expect-error the leader has no key token
      TOKEN: program.secret('token', inputs),
    }),
  });
});
