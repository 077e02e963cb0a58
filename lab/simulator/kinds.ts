import { simulatedCertificate, simulatedIssuer } from './certManager.ts';
import { simulatedObjectStore, simulatedScheduledBackup } from './cloudnativePg/backups.ts';
import { simulatedPostgresCluster } from './cloudnativePg/cluster.ts';
import { simulatedPooler } from './cloudnativePg/pooler.ts';
import { simulatedElasticsearch } from './elastic/elasticsearch.ts';
import { simulatedKibana } from './elastic/kibana.ts';
import { simulatedExternalSecret, simulatedPassword } from './externalSecrets/externalSecret.ts';
import { simulatedSecretStore } from './externalSecrets/store.ts';
import { simulatedGateway } from './gateways/gateway.ts';
import { simulatedGatewayClass } from './gateways/gatewayClass.ts';
import { simulatedGatewayConfiguration } from './gateways/kong.ts';
import { simulatedRoutes } from './gateways/route.ts';
import { simulatedContents } from './grafana/content.ts';
import { simulatedGrafana } from './grafana/grafana.ts';
import { simulatedK8ssandra, simulatedMedusaSchedule } from './k8ssandra/k8ssandra.ts';
import { simulatedScaledObject } from './keda.ts';
import type { Simulated } from './model.ts';
import { simulatedNodeKinds } from './nodes/provisioners.ts';
import { simulatedMongodb } from './percona/mongodb.ts';
import { simulatedMysql } from './percona/mysql.ts';
import { simulatedMonitors } from './prometheus/prometheus.ts';
import { simulatedBroker } from './rabbitmq/broker.ts';
import { simulatedTopology } from './rabbitmq/topology.ts';
import { simulatedClaim } from './volumes.ts';

/** Every kind that the simulator supports. */
export const simulatedKinds: readonly Simulated[] = [
  simulatedClaim,
  simulatedSecretStore,
  simulatedPassword,
  simulatedExternalSecret,
  simulatedPostgresCluster,
  simulatedPooler,
  simulatedObjectStore,
  simulatedScheduledBackup,
  simulatedMysql,
  simulatedMongodb,
  simulatedK8ssandra,
  simulatedMedusaSchedule,
  simulatedBroker,
  ...simulatedTopology,
  simulatedElasticsearch,
  simulatedKibana,
  ...simulatedMonitors,
  simulatedGrafana,
  ...simulatedContents,
  simulatedIssuer,
  simulatedCertificate,
  simulatedGatewayClass,
  simulatedGatewayConfiguration,
  simulatedGateway,
  ...simulatedRoutes,
  simulatedScaledObject,
  ...simulatedNodeKinds,
];

/** Kinds of KEDA, which a lab can run for real: simulated only on request. */
export const kedaKinds: readonly string[] = [simulatedScaledObject.kind];
