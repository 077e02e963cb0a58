import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TObject } from 'typebox';
import Value from 'typebox/value';
import { environmentSettings } from '../model/settings/index.ts';
import { resolveContract } from '../model/settings/resolve.ts';
import { ofKind } from '../testing/golden.ts';
import { app } from '../testing/names.ts';
import { rendered } from '../testing/rendered.ts';
import { exampleSpec } from '../testing/spec.ts';
import { given, server } from './names.ts';
import { service } from './service.ts';

const mail = server('mail', { ports: { smtp: 587, sieve: 4190 }, keys: { username: given(), password: given() } });
const shop = service(app('shop', 'backend', ['http']), {
  ...exampleSpec,
  uses: { mail: mail.use },
  env: ({ uses }) => ({
    SMTP_ADDRESS: `${uses.mail.host}:${uses.mail.ports.smtp}`,
    SMTP_PASSWORD: uses.mail.credential('password'),
  }),
  files: ({ uses }) => (uses.mail.authority ? { '/etc/mail/ca.crt': uses.mail.authority } : {}),
});
const settings = { provider: 'external', host: 'smtp.example.com', secret: 'company-mail' };

function shopWith(more: object) {
  const data = { mail: { ...settings, ...more } };
  return rendered('shop', { apps: [shop], contracts: [mail.contract] }, { cluster: { data } });
}

/** The egress rules of the app beyond name resolution. */
function egressOf(more: object) {
  const [policy] = ofKind(shopWith(more), 'NetworkPolicy');
  return (policy?.spec as { egress: readonly { ports: readonly object[]; to: readonly object[] }[] }).egress.slice(1);
}

const tcp = (port: number) => ({ protocol: 'TCP', port });

test('an app reaches the ports of a server where settings place it, and reads the keys from the entry that they name', () => {
  const objects = shopWith({});
  const [config] = ofKind(objects, 'ConfigMap');
  assert.deepEqual(config?.data, { SMTP_ADDRESS: 'smtp.example.com:587' });
  const [secret] = ofKind(objects, 'ExternalSecret');
  const { data } = secret?.spec as { data: { remoteRef: { key: string; property: string } }[] };
  assert.deepEqual(
    data.map(({ remoteRef: { key, property } }) => [key, property]),
    [['company-mail', 'password']],
  );
});

test('a server is on the public internet where settings name no networks, and in these alone where they do', () => {
  const [open, ...more] = egressOf({});
  assert.deepEqual(more, []);
  assert.deepEqual(open?.ports, [tcp(587), tcp(4190)]);
  assert.partialDeepStrictEqual(open?.to, [{ ipBlock: { cidr: '0.0.0.0/0' } }]);
  assert.match(JSON.stringify(open?.to), /"except":\["10\.0\.0\.0\/8"/);
  assert.deepEqual(egressOf({ networks: ['10.9.0.0/24'], ports: { smtp: 25 } }), [
    { to: [{ ipBlock: { cidr: '10.9.0.0/24' } }], ports: [tcp(25), tcp(4190)] },
  ]);
});

test('the private authority of a server is a file where settings name its entry', () => {
  const files = ofKind(shopWith({ authority: 'company-ca' }), 'ExternalSecret').filter(({ metadata }) =>
    metadata.name.endsWith('-files'),
  );
  assert.match(JSON.stringify(files), /"key":"company-ca","property":"ca.crt"/);
  assert.equal(ofKind(shopWith({}), 'ExternalSecret').length, 1);
});

test('settings have the ports and keys of this server: others are a mistake, and an entry is wanted where it has keys', () => {
  const open = server('search', { ports: { http: 9200 } });
  const schema = environmentSettings([], [mail.contract, open.contract]) as TObject & {
    definitions: { data: TObject };
  };
  const { data } = schema.definitions;
  const accepts = (value: object) => Value.Check(data, value);
  assert.ok(
    accepts({ mail: { ...settings, ports: { smtp: 25 } }, search: { provider: 'external', host: 'a.example' } }),
  );
  assert.ok(!accepts({ mail: { ...settings, ports: { pop: 110 } } }));
  assert.ok(!accepts({ search: { secret: 'none' } }));
  assert.deepEqual(resolveContract(mail.contract, { provider: 'external' }).missing, ['host', 'secret']);
  assert.deepEqual(resolveContract(open.contract, { provider: 'external' }).missing, ['host']);
});
