import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  GitAddress,
  HelmRepository,
  IssuerAddress,
  PublicGitAddress,
  RedirectAddress,
  ServerAddress,
  TlsServerAddress,
  WebAddress,
} from './addresses.ts';

const schemas = {
  ServerAddress: ServerAddress(''),
  TlsServerAddress: TlsServerAddress(''),
  WebAddress: WebAddress(''),
  IssuerAddress: IssuerAddress(''),
  GitAddress: GitAddress(''),
  PublicGitAddress: PublicGitAddress(''),
  HelmRepository: HelmRepository(''),
  RedirectAddress: RedirectAddress(),
} as unknown as Readonly<Record<string, { readonly pattern: string }>>;

const accepted: readonly [keyof typeof schemas, readonly string[]][] = [
  ['ServerAddress', ['https://s3.example.com', 'http://minio:9000', 'https://10.0.0.1:8333']],
  ['TlsServerAddress', ['https://0A1B2C3D.gr7.us-east-1.eks.amazonaws.com', 'https://a.hcp.eastus.azmk8s.io:443']],
  [
    'WebAddress',
    [
      'https://mimir.example.com/api/v1/push',
      'https://login.microsoftonline.com/0-1/oauth2/v2.0/authorize?p=b2c_1',
      'https://metrics.example.com:8428/write?db=a&precision=ms',
    ],
  ],
  [
    'IssuerAddress',
    ['https://login.example.com/realms/staff', 'https://login.example.com', 'https://a.example.com/~x/%20/'],
  ],
  [
    'GitAddress',
    [
      'https://github.com/example/one.git',
      'ssh://git@git.example.com:7999/one/two.git',
      'http://127.0.0.1:8080/one',
      'https://dev.azure.com/org/project/_git/one%20two',
    ],
  ],
  ['PublicGitAddress', ['https://github.com/kubernetes-sigs/gateway-api.git', 'http://localhost:1234/one.git']],
  ['HelmRepository', ['https://charts.example.com', 'oci://ghcr.io/grafana/helm-charts', 'http://127.0.0.1:80/a']],
  ['RedirectAddress', ['com.example.mobile:/oauth2redirect', 'https://app.example.com/cb', 'app://cb/a?b=c']],
];

/** What the kubelet, Go templates, shells, INI, CSV, YAML, JSON, SQL and a reader of an address do not take as data. */
const hostile = [
  '$(AWS_SECRET_ACCESS_KEY)',
  '$__file{/etc/passwd}',
  '$A',
  '{{ .x }}',
  '"',
  "'",
  '`',
  '\\',
  ';',
  '#',
  ',',
  '*',
  ' ',
  '\n',
  '<b>',
  '|',
  'ü',
  '%zz',
];

for (const [name, addresses] of accepted) {
  const form = new RegExp(schemas[name]?.pattern ?? '', 'u');
  test(`${name} takes addresses that are data everywhere, and no others`, () => {
    for (const address of addresses) {
      assert.match(address, form);
      const [scheme = ''] = address.split('://');
      for (const text of hostile) {
        assert.doesNotMatch(`${address}${text}`, form, text);
        assert.doesNotMatch(`${address}${text}x.git`, form, text);
        assert.doesNotMatch(`${scheme}://${text}.example.com`, form, text);
      }
    }
  });
}

test('no address has a user, and none of a login is of a scheme that a browser runs', () => {
  const refused: [string, string][] = [
    ['WebAddress', 'https://user:password@example.com/'],
    ['ServerAddress', 'https://good.example.com@evil.example'],
    ['GitAddress', 'https://token@github.com/a/b.git'],
    ['GitAddress', 'http://git.example.com/a/b.git'],
    ['GitAddress', 'file:///etc/passwd'],
    ['HelmRepository', 'https://charts.example.com/'],
    ['RedirectAddress', 'javascript:/x'],
    ['RedirectAddress', 'http://app.example.com/cb'],
    ['RedirectAddress', 'https://app.example.com/*'],
  ];
  for (const [name, address] of refused) {
    assert.doesNotMatch(address, new RegExp(schemas[name]?.pattern ?? '', 'u'), address);
  }
});
