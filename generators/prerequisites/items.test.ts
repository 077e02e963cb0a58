import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newItems, pageItems } from './items.ts';

const identities = `### Identities

| identity | of | service accounts | may |
|---|---|---|---|
| \`role\` | api, once active | \`backend/api\` | read in \`s3://uploads\` |
`;
const page = `# production
## Secrets

| entry | property | what | read by | in |
|---|---|---|---|---|
| \`shop-apns\` | \`key\` | a .p8 file | push, worker | all |
|  | \`team-id\` |  | push | all |

## DNS

Route 53 has the zone.

## Tokens of users

| issuer | keys | for |
|---|---|---|
| \`https://login.example.net/\` | \`https://login.example.net/keys\` | \`shop\` |

## one

### Entries

\`\`\`sh
for entry in shop-apns shop-fcm; do
\`\`\`

${identities}
### Buckets

| bucket | used by | folder | may |
|---|---|---|---|
| \`s3://uploads\` | api |  | read |
|  | files |  | write |

### Queues

| broker | exchange | queue | written by | read by |
|---|---|---|---|---|
| \`mq.example.com\` | \`emails\` | \`emails\` | api | mailer, worker |
| \`mq.example.com\` | \`purchases\` |  | billing |  |

### Addresses

| host | where | named by |
|---|---|---|
| \`login.example.com\` | internet | grafana |
`;

test('a page is read back, item by item', () => {
  const shown = pageItems(page).map(({ kind, cluster, name, of, app }) =>
    [kind, cluster, name, of, app].filter((part) => part !== undefined).join(' '),
  );
  assert.deepEqual(shown, [
    'property key shop-apns push',
    'property team-id shop-apns push',
    'zone Route 53 has the zone.',
    'issuer https://login.example.net/',
    'cluster one',
    'entry one shop-apns',
    'entry one shop-fcm',
    'identity one role api',
    'permission one read in s3://uploads role api',
    'bucket one s3://uploads api',
    'bucket one s3://uploads files',
    'queue one emails on mq.example.com mailer',
    'queue one purchases on mq.example.com billing',
    'host one login.example.com grafana',
  ]);
});

const changes: [title: string, from: string, to: string, expected: readonly string[]][] = [
  ['a page that is the same asks for nothing', '', '', []],
  [
    'a new property of a known entry is said',
    '| `team-id`',
    '| `key-id` | | push | all |\n|  | `team-id`',
    ['property key-id'],
  ],
  [
    'of a new entry its properties are not said again',
    'shop-apns shop-fcm',
    'shop-apns shop-fcm shop-new',
    ['entry shop-new'],
  ],
  [
    'a new right of a known identity is said',
    'read in `s3://uploads` |\n',
    'read in `s3://uploads`; read in `s3://more` |\n',
    ['permission read in s3://more'],
  ],
  [
    'a new host is said',
    '| `login.example.com`',
    '| `new.example.com` | internet | api |\n| `login.example.com`',
    ['host new.example.com'],
  ],
  ['that something is needed now and not only later is nothing new', 'api, once active', 'api', []],
  ['of a new cluster its parts are not said', '## one\n', `## two\n${identities}\n## one\n`, ['cluster two']],
];
for (const [title, from, to, expected] of changes) {
  test(title, () => {
    const found = newItems(page, page.replace(from, to)).map(({ kind, name }) => `${kind} ${name}`);
    assert.deepEqual(found, expected);
  });
}
