import type { Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { configMap, deployment, externalSecret } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { once } from '../kubernetes/once.ts';
import { entries, list } from '../kubernetes/reading.ts';
import { containersOf, workloadsOf } from '../kubernetes/workload.ts';

const variables = 'spec.template.spec.containers[api].env';

const secretFree = rule({
  code: 'secret-free',
  severity: 'error',
  title: 'No credential stands in git.',
  why:
    'Whoever can read the repository, or ever could, has what was once committed; only a rotation takes it back. ' +
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/#avoid-sharing-secret-manifests',
  fix: "Put it into the cloud's secret manager, rotate it, and fetch it by an ExternalSecret.",
  *check(view) {
    for (const object of view.all) {
      const { resource } = object;
      if (resource.kind === 'Secret') {
        for (const field of ['data', 'stringData']) {
          const keys = entries(resource[field] as Record<string, string> | undefined).map(([key]) => key);
          if (keys.length > 0)
            yield { object, field, message: `A Secret with the keys ${keys.join(', ')} stands in git.` };
        }
        continue;
      }
      for (const { field, what } of leaksIn(resource)) yield { object, field, message: `It holds ${what}.` };
      if (resource.kind !== 'ConfigMap') continue;
      for (const [key, value] of entries(resource.data as Record<string, string> | undefined)) {
        if (isCredential(key, value))
          yield { object, field: `data[${key}]`, message: `${key} is a credential by its name.` };
      }
    }
    for (const workload of workloadsOf(view)) {
      for (const { container, field } of containersOf(workload)) {
        for (const { name, value } of list(container.env)) {
          if (!isCredential(name, value)) continue;
          yield {
            object: workload.built,
            field: `${field}.env[${name}]`,
            message: `${name} is a credential by its name.`,
          };
        }
      }
    }
  },
  passes: [
    {
      title: 'a Secret that something fills in the cluster',
      objects: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token', namespace: 'backend' }, data: {} }],
    },
    { title: 'a template that fetches a credential', objects: [externalSecret] },
    {
      title: 'a public certificate, the path of a key, and the address of a token endpoint',
      objects: [
        withField(configMap, 'data', {
          CA: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
          TLS_PRIVATE_KEY: '/etc/tls/tls.key',
          TOKEN_URL: 'https://auth.example.com/token',
          FILES_URL: 'http://files.media.svc.cluster.local:8080',
        }),
      ],
    },
  ],
  fails: [
    {
      title: 'a Secret',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'broker', namespace: 'backend' },
          stringData: { password: 'example' },
        },
      ],
    },
    {
      title: 'a password in an address',
      objects: [withField(configMap, 'data.REPORTS_URL', 'postgresql://shop:example@db.example.com:5432/shop')],
    },
    {
      title: 'a private key',
      objects: [withField(configMap, 'data.KEY', ['-----BEGIN EC PRIVATE', 'KEY-----\nMHcC'].join(' '))],
    },
    { title: 'a variable that is a password', objects: [withField(configMap, 'data.SMTP_PASSWORD', 'example')] },
    {
      title: 'a token in the pod itself',
      objects: [withField(deployment, variables, [{ name: 'API_TOKEN', value: 'example' }])],
    },
    {
      title: 'a key of a cloud in an argument',
      objects: [
        withField(deployment, 'spec.template.spec.containers[api].args', [`--key=${'AKIA'}${'EXAMPLE7'.repeat(2)}`]),
      ],
    },
  ],
});

/** What gives a credential away wherever it stands. A password that begins with `{{` or `$` is filled in elsewhere. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/:\/\/[^\s:/@]*:(?![{$<])[^\s/@]+@/, 'a password in an address'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, 'an access key of AWS'],
  [/\bAIza[\w-]{35}\b/, 'an API key of Google'],
  [/\b(gh[pousr]_\w{36}|github_pat_\w{22})/, 'a token of GitHub'],
  [/\bxox[abeprs]-[\w-]{10}/, 'a token of Slack'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, 'a signed token'],
];

/** Whether any of the shapes is worth trying. */
const hint = /:\/\/|-----BEGIN|AKIA|ASIA|AIza|gh[pousr]_|github_pat_|xox|eyJ/;

interface Leak {
  readonly field: string;
  readonly what: string;
}

const leaksIn = once((resource: Resource) => (hint.test(JSON.stringify(resource)) ? leaksOf(resource) : []));

function leaksOf(value: unknown, field = '', found: Leak[] = []): readonly Leak[] {
  if (typeof value === 'string') {
    if (hint.test(value)) for (const [shape, what] of shapes) if (shape.test(value)) found.push({ field, what });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      leaksOf(member, Array.isArray(value) ? `${field}[${key}]` : field === '' ? key : `${field}.${key}`, found);
    }
  }
  return found;
}

/** A name that ends as those of credentials do, with a value that is not a path, a number or filled in elsewhere. */
function isCredential(name: string, value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /(^|[_-])(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|(ACCESS|PRIVATE|SECRET|SIGNING|ENCRYPTION)_?KEY)$/i.test(
      name,
    ) &&
    !/^(\/.*|\d*|true|false|\$.*|\{\{.*)$/.test(value)
  );
}

export default secretFree;
