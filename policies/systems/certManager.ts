import { certificateKeys } from '../../generators/upstream/secretKeys.ts';
import { at, textAt } from '../kubernetes/reading.ts';
import { clusterWide, reference } from '../kubernetes/reference.ts';
import { none, type System } from './system.ts';

/** Certificates: https://cert-manager.io/docs/reference/api-docs/ */
export const certManager: System = {
  pods: none,
  images: none,
  secrets: {
    'cert-manager.io/Certificate': ({ resource: { spec } }) => ({ [textAt(spec, ['secretName'])]: certificateKeys }),
  },
  references: {
    'cert-manager.io/Certificate': (from) => {
      const issuer = at(from.resource.spec, ['issuerRef']);
      // Issuers of other groups are somebody else's.
      if (![undefined, 'cert-manager.io'].includes(at(issuer, ['group']) as string | undefined)) return [];
      const kind = textAt(issuer, ['kind']) || 'Issuer';
      const found = reference(from, 'spec.issuerRef.name', kind, at(issuer, ['name']));
      return kind === 'ClusterIssuer' ? clusterWide(found) : found;
    },
  },
  volumes: none,
  immutable: none,
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: none,
  steps: none,
  promises: none,
};
