import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Leaving } from './leaving.ts';
import { withoutSources } from './sources.ts';

const files = {
  'apps/names.ts': `import { mysqlDatabase, postgresqlDatabase } from '../blocks/names.ts';
import { app } from './tiers.ts';

/** Every app. */
export const names = {
  api: app('api', 'backend', ['http']),
  billing: app('billing', 'backend', ['http'], {
    key: random(),
  }),
};

/** Accounts. */
export const users = postgresqlDatabase('users');

/** Purchases, over
 * two lines. */
export const payments = mysqlDatabase('payments');

/** The end. */
export const last = 1;
`,
  'apps/index.ts': `import { api } from './api.ts';
import { billing } from './billing.ts';
import { payments, users } from './names.ts';

const apps = [
  api,
  billing,
];
export const catalogue = {
  apps,
  contracts: [
    users,
    payments,
  ],
};
`,
  'apps/api.ts': "import { names } from './names.ts';\n",
  'apps/billing.ts': "import { names } from './names.ts';\nimport { prices } from './prices.ts';\n",
  'apps/billing.test.ts': "import { billing } from './billing.ts';\n",
  'apps/room.ts': `import { names } from './names.ts';

export const room = [
  names.api,
  names.billing,
];
`,
  'apps/prices.ts': 'export const prices = 1;\n',
  'apps/tiers.ts': 'export const app = 1;\n',
};

const leaving = {
  apps: [{ name: 'billing', source: 'apps/billing.ts' }],
  contracts: [{ kind: 'mysql', name: 'payments' }],
  operators: [],
} as unknown as Leaving;

test('with an app go its file, its tests, what only it imported, and every line that names it; all else stays', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'sources-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { removed, edited } = withoutSources(root, leaving);
  assert.deepEqual(removed, ['apps/billing.test.ts', 'apps/billing.ts', 'apps/prices.ts']);
  assert.equal(
    edited.get('apps/names.ts'),
    `import { postgresqlDatabase } from '../blocks/names.ts';
import { app } from './tiers.ts';

/** Every app. */
export const names = {
  api: app('api', 'backend', ['http']),
};

/** Accounts. */
export const users = postgresqlDatabase('users');

/** The end. */
export const last = 1;
`,
  );
  assert.equal(
    edited.get('apps/index.ts'),
    `import { api } from './api.ts';
import { users } from './names.ts';

const apps = [
  api,
];
export const catalogue = {
  apps,
  contracts: [
    users,
  ],
};
`,
  );
  assert.equal(
    edited.get('apps/room.ts'),
    "import { names } from './names.ts';\n\nexport const room = [\n  names.api,\n];\n",
  );
  assert.deepEqual([...edited.keys()].sort(), ['apps/index.ts', 'apps/names.ts', 'apps/room.ts']);
});
