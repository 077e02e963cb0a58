import { certificateKeys } from '../../generators/upstream/secretKeys.ts';
import { textAt } from '../kubernetes/reading.ts';
import { none, type System } from './system.ts';

/** Certificates: https://cert-manager.io/docs/reference/api-docs/ */
export const certManager: System = {
  pods: none,
  images: none,
  secrets: {
    'cert-manager.io/Certificate': ({ resource: { spec } }) => ({ [textAt(spec, ['secretName'])]: certificateKeys }),
  },
  references: none,
  volumes: none,
  immutable: none,
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  users: none,
  servers: none,
  services: none,
  promises: none,
};
