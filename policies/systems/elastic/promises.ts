import type { Built, ClusterView, Violation } from '../../../generators/model/rule.ts';
import { at, listAt, textAt } from '../../kubernetes/reading.ts';

const awareness = 'cluster.routing.allocation.awareness.attributes';

/**
 * Copies of a document in different zones, volumes that outlive the object, and TLS:
 * https://www.elastic.co/docs/deploy-manage/distributed-architecture/shard-allocation-relocation-recovery/shard-allocation-awareness
 */
export function elasticsearchPromises(object: Built, { cluster }: ClusterView): readonly Violation[] {
  const { spec } = object.resource;
  const unaware = listAt(spec, ['nodeSets']).filter(
    (set) =>
      at(set, ['zoneAwareness']) === undefined &&
      (!/\bzone\b/.test(textAt(set, ['config', awareness])) || textAt(set, ['config', 'node.attr.zone']) === ''),
  );
  return [
    ...(cluster.zones.length > 1
      ? unaware.map((set) => ({
          object,
          field: `spec.nodeSets[${textAt(set, ['name'])}].config`,
          message: 'Its nodes do not say in which zone they are: both copies of a document may be in one zone.',
        }))
      : []),
    ...(textAt(spec, ['volumeClaimDeletePolicy']) === 'DeleteOnScaledownOnly'
      ? []
      : [{ object, field: 'spec.volumeClaimDeletePolicy', message: 'Its volumes go when this object is deleted.' }]),
    ...(at(spec, ['http', 'tls', 'selfSignedCertificate', 'disabled']) === true &&
    textAt(spec, ['http', 'tls', 'certificate', 'secretName']) === ''
      ? [{ object, field: 'spec.http.tls', message: 'Passwords and documents are sent in the clear.' }]
      : []),
  ];
}
