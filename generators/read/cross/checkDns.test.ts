import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../testing/change.ts';
import { readFiles } from '../../testing/readFiles.ts';
import { environmentYaml, validFiles } from '../../testing/settings.ts';

/** `line:column code message` where the environment with clusters of AWS and Google has this zone. */
function findingsFor(dns: string): string[] {
  const text = change(environmentYaml, 'secretPrefix: production\n', `secretPrefix: production\ndns: { ${dns} }\n`);
  const { findings } = readFiles({ ...validFiles, 'overlays/production/environment.yaml': text });
  return findings.map(({ at, code, message }) => `${at?.line}:${at?.column} ${code} ${message}`);
}

const cases: [title: string, dns: string, expected: string[]][] = [
  ['Route 53, which every cluster can write to', 'service: route53, zone: Z0123456789', []],
  [
    'Cloud DNS, which clusters of AWS cannot',
    'service: cloud-dns, project: shop-dns, zone: public',
    ['17:5 zone-out-of-reach A cluster of "aws" has no identity that could write to cloud-dns.'],
  ],
  [
    'Route 53 by a name',
    'service: route53, zone: example.com',
    ['4:32 malformed-value zone is "example.com"; expected the ID of a hosted zone.'],
  ],
  [
    'a key of another service',
    'service: route53, zone: Z0123456789, project: shop-dns',
    ['4:45 unknown-key "project" is not a key of dns (a zone of route53).'],
  ],
  [
    'a service that there is not',
    'service: bind, zone: Z0123456789',
    ['4:17 unknown-value service is "bind"; expected one of route53, cloud-dns, azure-dns.'],
  ],
];
for (const [title, dns, expected] of cases) {
  test(`the zone of an environment: ${title}`, () => {
    assert.deepEqual(findingsFor(dns), expected);
  });
}
