import type { Operator } from '../../generators/model/operator.ts';
import { barmanCloudOperator } from './barmanCloud.ts';
import { certManagerOperator } from './certManager.ts';
import { cloudNativePgOperator } from './cloudNativePg.ts';
import { eckOperator } from './eckOperator.ts';
import { externalDnsOperator } from './externalDns.ts';
import { externalSecretsOperator } from './externalSecrets.ts';
import { gatewayApiOperator } from './gatewayApi.ts';
import { grafanaOperator } from './grafanaOperator.ts';
import { istioBaseOperator, istiodOperator } from './istio.ts';
import { k8ssandraOperator } from './k8ssandra.ts';
import { kedaOperator } from './keda.ts';
import { kongOperator } from './kong.ts';
import { kubeStateMetricsOperator } from './kubeStateMetrics.ts';
import { metricsServerOperator } from './metricsServer.ts';
import { nodeExporterOperator } from './nodeExporter.ts';
import { perconaMongodbOperator } from './perconaMongodb.ts';
import { perconaMysqlOperator } from './perconaMysql.ts';
import { prometheusOperator } from './prometheusOperator.ts';
import { rabbitmqOperator } from './rabbitmq.ts';
import { reloaderOperator } from './reloader.ts';
import { traefikOperator } from './traefik.ts';

/** All operators that apps may need. A cluster gets those that its objects need. */
export const operators: readonly Operator[] = [
  certManagerOperator,
  externalSecretsOperator,
  reloaderOperator,
  kedaOperator,
  metricsServerOperator,
  cloudNativePgOperator,
  barmanCloudOperator,
  perconaMysqlOperator,
  perconaMongodbOperator,
  k8ssandraOperator,
  rabbitmqOperator,
  istioBaseOperator,
  istiodOperator,
  gatewayApiOperator,
  traefikOperator,
  kongOperator,
  externalDnsOperator,
  prometheusOperator,
  kubeStateMetricsOperator,
  nodeExporterOperator,
  grafanaOperator,
  eckOperator,
];
