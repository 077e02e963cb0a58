import type { Resource } from '../../generators/model/resource.ts';
import { type Built, type ClusterView, rule } from '../../generators/model/rule.ts';
import { kongReads } from '../../generators/upstream/kong.ts';
import { referencesOf } from '../cluster/facts.ts';
import { certificate, withIstio } from '../example/gateways.ts';
import { kongCertificate, plugin, withKong } from '../example/kong.ts';
import { metadataOf } from '../example/parts.ts';
import { withField } from '../example/withField.ts';
import { at } from '../kubernetes/reading.ts';
import { kindOfGateway } from '../systems/gateways/kindOfGateway.ts';
import { secretLabels } from '../systems/gateways/secretLabels.ts';

const [[label, value]] = Object.entries(kongReads) as [[string, string]];

/** A plugin that takes its configuration from a Secret. */
const log: Resource = {
  ...plugin('log', 'http-log', {}),
  config: undefined,
  configFrom: { secretKeyRef: { name: 'log', key: 'config' } },
};

/** What fetches that Secret. */
const fetched = (template: object | undefined): Resource => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { ...metadataOf('api', 'backend'), name: 'log' },
  spec: {
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'secrets' },
    target: { name: 'log', ...(template && { template }) },
    data: [{ secretKey: 'config', remoteRef: { key: 'log' } }],
  },
});

const secretsLabelled = rule({
  code: 'secrets-labelled',
  severity: 'error',
  title: `The Secrets that Kong reads have the label ${label}.`,
  why:
    'The operator of Kong sees no others. A listener whose certificate it does not see ends no TLS, and a plugin whose ' +
    'Secret it does not see is left out: the route works without it. https://github.com/Kong/kong-operator/blob/v2.2.3/docs/cli-arguments.md',
  fix: `Give the Secret ${label}: "${value}": a Certificate has secretTemplate.labels, an ExternalSecret target.template.metadata.labels.`,
  *check(view) {
    for (const { from, field, kind, namespace, name } of referencesOf(view)) {
      if (kind !== 'Secret' || !isKongs(view, from)) continue;
      const labels = secretLabels(view, namespace, name);
      if (labels === undefined || at(labels, [label]) === value) continue;
      yield { object: from, field, message: `Secret/${name} has no label ${label}: "${value}": Kong does not see it.` };
    }
  },
  passes: [
    { title: 'a certificate whose Secret has it', among: withKong, objects: [kongCertificate] },
    {
      title: 'a fetched Secret whose template has it',
      among: withKong,
      objects: [log, fetched({ metadata: { labels: kongReads } })],
    },
    { title: 'a certificate for a gateway that reads all', among: withIstio, objects: [certificate] },
  ],
  fails: [
    { title: 'a certificate whose Secret has no labels', among: withKong, objects: [certificate] },
    {
      title: 'a certificate whose Secret says no',
      among: withKong,
      objects: [withField(kongCertificate, 'spec.secretTemplate.labels', { [label]: 'false' })],
    },
    {
      title: 'a fetched Secret with the labels of its ExternalSecret',
      among: withKong,
      objects: [log, fetched(undefined)],
    },
    { title: 'a template without labels', among: withKong, objects: [log, fetched({ data: { config: '{}' } })] },
  ],
});

/** Whether Kong reads what an object names: it is a plugin or consumer of Kong, or a Gateway that Kong serves. */
function isKongs(view: ClusterView, built: Built): boolean {
  const { apiVersion, kind } = built.resource;
  return (
    apiVersion.startsWith('configuration.konghq.com/') || (kind === 'Gateway' && kindOfGateway(view, built) === 'kong')
  );
}

export default secretsLabelled;
