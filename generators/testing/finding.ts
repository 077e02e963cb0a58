import type { Finding } from '../model/finding.ts';

/** A finding with everything that one can have. */
export const exampleFinding: Finding = {
  code: 'pods-too-many',
  severity: 'error',
  message: '60 pods need 60 connections, and the server takes 50.',
  fix: 'Lower scale.max or raise max_connections.',
  at: { file: 'overlays/production/environment.yaml', line: 7, column: 5 },
  object: 'Deployment/api',
  field: 'spec.replicas',
  in: { environment: 'production', cluster: 'b', app: 'api' },
};
