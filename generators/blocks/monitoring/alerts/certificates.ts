import { type Alert, teamOfNamespace } from './alert.ts';

const expiry = 'max by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds)';
/** Seconds until it expires; of one that was never issued there is none, for its time is 0. */
const left = `(${expiry} > 0) - time()`;

/**
 * Certificates, by https://github.com/cert-manager/cert-manager/blob/v1.21.1/internal/collectors/certificate_collector.go.
 * cert-manager renews when a third of the lifetime is left: 30 days of the usual 90.
 */
export const certificateAlerts: readonly Alert[] = [
  {
    name: 'CertificateNotRenewed',
    expr: `${left} < 14 * 86400`,
    for: '1h',
    severity: 'ticket',
    team: 'platform',
    summary:
      'Certificate {{ $labels.name }} in {{ $labels.namespace }} should have been renewed, and expires in {{ $value | humanizeDuration }}',
    dashboard: 'cluster',
  },
  {
    name: 'CertificateExpires',
    expr: `${left} < 2 * 86400`,
    for: '10m',
    severity: 'page',
    team: 'platform',
    summary:
      'Certificate {{ $labels.name }} in {{ $labels.namespace }} expires in {{ $value | humanizeDuration }}: then apps cannot connect',
    dashboard: 'cluster',
  },
  {
    name: 'CertificateNotReady',
    expr: 'max by (namespace, name) (certmanager_certificate_ready_status{condition="False"}) == 1',
    for: '30m',
    severity: 'ticket',
    team: teamOfNamespace,
    summary: 'Certificate {{ $labels.name }} in {{ $labels.namespace }} could not be issued for 30 minutes',
    dashboard: 'cluster',
  },
];
