import type { MetricSource } from './metricSource.ts';

const certificate = ['name', 'namespace', 'issuer_name', 'issuer_kind', 'issuer_group'];

/** `internal/collectors/certificate_collector.go` of https://github.com/cert-manager/cert-manager/tree/v1.21.1 */
export const certManagerMetrics: MetricSource = {
  program: 'cert-manager',
  metrics: {
    certmanager_certificate_expiration_timestamp_seconds: certificate,
    certmanager_certificate_ready_status: [...certificate, 'condition'],
  },
};
