import type { Built } from '../../../generators/model/rule.ts';
import { grafanaAdminKeys, grafanaObjects, grafanaPorts } from '../../../generators/upstream/grafanaOperator.ts';
import { fieldsIn } from '../../kubernetes/fields.ts';
import { at, isRecord, listAt } from '../../kubernetes/reading.ts';
import { type Reference, reference, referencesAt } from '../../kubernetes/reference.ts';
import { podReferences } from '../builtIn/podReferences.ts';
import { none, type System } from '../system.ts';
import { grafanaWorkload, podsOfGrafana } from './pods.ts';

const group = 'grafana.integreatly.org';
const fixedFields = fieldsIn('spec.uid', 'spec.instanceSelector');

/**
 * Grafana, and what is brought into it by its API: https://grafana.github.io/grafana-operator/docs/api/. What people
 * change in it by hand is lost with its pod, and nobody restores that.
 */
export const grafanaOperators: System = {
  pods: { [`${group}/Grafana`]: (built) => [podsOfGrafana(built)] },
  images: {
    // An image by its whole name stands where otherwise the version does.
    [`${group}/Grafana`]: ({ resource }) => [{ field: 'spec.version', value: at(resource, ['spec', 'version']) }],
  },
  secrets: {
    [`${group}/Grafana`]: ({ resource: { metadata, spec } }) =>
      at(spec, ['disableDefaultAdminSecret']) === true
        ? {}
        : { [grafanaObjects(metadata.name).adminSecret]: grafanaAdminKeys },
  },
  references: {
    [`${group}/Grafana`]: (built) => podReferences(grafanaWorkload(built)),
    [`${group}/GrafanaDashboard`]: (built) => [
      ...referencesAt(built, { 'spec.folderRef': 'GrafanaFolder' }),
      ...keyOf(built, 'spec.configMapRef', 'ConfigMap', at(built.resource, ['spec', 'configMapRef'])),
    ],
    [`${group}/GrafanaFolder`]: (built) => referencesAt(built, { 'spec.parentFolderRef': 'GrafanaFolder' }),
    [`${group}/GrafanaDatasource`]: (built) =>
      listAt(built.resource, ['spec', 'valuesFrom']).flatMap((one, index) => {
        const field = `spec.valuesFrom[${index}].valueFrom`;
        return [
          ...keyOf(built, field, 'Secret', at(one, ['valueFrom', 'secretKeyRef'])),
          ...keyOf(built, field, 'ConfigMap', at(one, ['valueFrom', 'configMapKeyRef'])),
        ];
      }),
  },
  volumes: none,
  // Rules of the CRDs.
  immutable: {
    [`${group}/GrafanaDashboard`]: fixedFields,
    [`${group}/GrafanaDatasource`]: fixedFields,
    [`${group}/GrafanaFolder`]: fixedFields,
  },
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: {
    [`${group}/Grafana`]: ({ resource: { metadata } }) => {
      const { service, gossip } = grafanaObjects(metadata.name);
      return [
        { name: service, ports: [grafanaPorts['grafana-http']] },
        { name: gossip, ports: [grafanaPorts['grafana-alert']] },
      ];
    },
  },
  steps: none,
  promises: none,
};

/** The key of a Secret or a ConfigMap that a field names. */
function keyOf(built: Built, field: string, kind: string, target: unknown): readonly Reference[] {
  if (!isRecord(target) || target.optional === true) return [];
  return reference(built, field, kind, target.name, target.key);
}
