import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { atSources, editsIn, neededBeforeMerge } from './needed.ts';

const page = (bucket: string, entries: string) => `# test
## one
### Entries
for entry in ${entries}; do
### Buckets
| bucket | used by | folder | may |
|---|---|---|---|
| \`s3://${bucket}\` | api |  | read |
`;
const pages = (...parts: Parameters<typeof page>) => new Map([['test', page(...parts)]]);
const at = { file: 'overlays/test/environment.yaml', line: 7, column: 3 };

test('what a page asks for anew is a warning at the edit that names it', () => {
  const edits = [{ at, text: 'clusters.0.data.uploads.bucket new' }];
  const found = neededBeforeMerge(pages('old', 'shop-apns'), pages('new', 'shop-apns shop-fcm'), edits);
  assert.deepEqual(
    found.map(({ code, severity, object, at: place, in: where }) => [code, severity, object, place?.line, where]),
    [
      ['needed-before-merge', 'warning', 'Entry/shop-fcm', undefined, { environment: 'test', cluster: 'one' }],
      ['needed-before-merge', 'warning', 'Bucket/s3://new', 7, { environment: 'test', cluster: 'one', app: 'api' }],
    ],
  );
});

test('a queue that a broker outside has to have is said with its broker', () => {
  const asking = (queue: string) =>
    `# test\n## one\n### Queues\n| broker | exchange | queue | written by | read by |\n|---|---|---|---|---|\n| \`mq\` | \`a\` | \`${queue}\` | api | worker |\n`;
  const [found, ...more] = neededBeforeMerge(new Map([['test', asking('a')]]), new Map([['test', asking('a.b')]]), []);
  assert.deepEqual(
    [found?.message, found?.object, found?.in?.app, more],
    ['The queue or exchange a.b on mq is asked for, and was not before.', 'Queue/a.b on mq', 'worker', []],
  );
});

test('an edit of the app is the place of what no edit names, and one of another environment never is', () => {
  const bucket = (file: string, text: string) =>
    neededBeforeMerge(pages('old', 'a'), pages('new', 'a'), [{ at: { ...at, file }, text }])[0]?.at?.line;
  assert.equal(bucket(at.file, 'apps.api.scale 3'), 7);
  assert.equal(bucket('overlays/other/environment.yaml', 'data.uploads.bucket new'), undefined);
});

test('an environment that had no page is new as a whole', () => {
  assert.deepEqual(neededBeforeMerge(new Map(), pages('new', 'a'), []), []);
});

test('what no edit of settings is the cause of has the file of its app', () => {
  const [bucket] = neededBeforeMerge(pages('old', 'a'), pages('new', 'a'), []);
  const found = atSources(bucket ? [bucket] : [], [{ name: 'api', source: 'apps/api.ts' }]);
  assert.deepEqual(found[0]?.at, { file: 'apps/api.ts', line: 1, column: 1 });
});

test('the edits of settings are the leaves whose lines were edited', () => {
  const environment = exampleEnvironment([exampleCluster('aws', { region: 'eu-west-1' })]);
  const line = 12;
  const fleet = {
    ...exampleFleet([environment]),
    locate: (file: string, path: readonly (string | number)[]) => ({
      file,
      line: path.at(-1) === 'region' ? line : 1,
      column: 1,
    }),
  };
  const edits = editsIn(fleet, new Map([[environment.file, new Set([line])]]));
  assert.deepEqual(
    edits.map(({ text }) => text),
    ['clusters.0.region eu-west-1'],
  );
});
