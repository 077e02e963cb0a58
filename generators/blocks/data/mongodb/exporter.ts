import type { IContainer } from 'kubernetes-models/v1/Container';
import { mongodbPort } from '../../../upstream/perconaMongodb.ts';
import { containerSecurity } from '../../workload/security.ts';
import { bounded } from '../percona/pod.ts';
import type { MongodbSystem } from './system.ts';

/** Port of mongodb_exporter: https://github.com/percona/mongodb_exporter/blob/v0.51.0/main.go */
export const mongodbExporterPort = 9216;

/**
 * Container with mongodb_exporter, beside each member. It reads its own member alone, as the operator's account
 * `clusterMonitor`, which reads no data of apps. Without a readiness probe: an exporter that fails would take its member
 * out of the Services. https://github.com/percona/mongodb_exporter#permissions
 */
export function mongodbExporter({ images, names }: MongodbSystem): IContainer {
  const account = (what: string) => ({
    secretKeyRef: { name: names.users, key: `MONGODB_CLUSTER_MONITOR_${what}` },
  });
  return {
    name: 'exporter',
    image: images.exporter,
    imagePullPolicy: 'IfNotPresent',
    args: [`--mongodb.uri=mongodb://localhost:${mongodbPort}`, '--collector.replicasetstatus'],
    env: [
      { name: 'MONGODB_USER', valueFrom: account('USER') },
      { name: 'MONGODB_PASSWORD', valueFrom: account('PASSWORD') },
    ],
    ports: [{ name: 'metrics', containerPort: mongodbExporterPort, protocol: 'TCP' }],
    resources: bounded({ cpu: '10m', memory: '64Mi' }),
    securityContext: containerSecurity,
  };
}
