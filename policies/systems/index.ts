import { builtIn } from './builtIn/index.ts';
import { certManager } from './certManager.ts';
import { cloudNativePg } from './cloudNativePg/index.ts';
import { elastic } from './elastic/index.ts';
import { externalSecrets } from './externalSecrets.ts';
import { gatewayApi } from './gatewayApi.ts';
import { grafanaOperators } from './grafanaOperator/index.ts';
import { istio } from './istio.ts';
import { k8ssandra } from './k8ssandra.ts';
import { keda } from './keda.ts';
import { kong } from './kong.ts';
import { nodeProvisioners } from './nodes.ts';
import { perconaMongodb } from './percona/mongodb.ts';
import { perconaMysql } from './percona/mysql.ts';
import { prometheusOperators } from './prometheusOperator/index.ts';
import { rabbitmqOperators } from './rabbitmq.ts';
import type { System } from './system.ts';
import { traefik } from './traefik.ts';

/** Every system that rules know, in the order in which they are asked. */
export const systems: readonly System[] = [
  builtIn,
  nodeProvisioners,
  gatewayApi,
  istio,
  traefik,
  kong,
  certManager,
  externalSecrets,
  keda,
  cloudNativePg,
  perconaMysql,
  perconaMongodb,
  rabbitmqOperators,
  k8ssandra,
  elastic,
  prometheusOperators,
  grafanaOperators,
];
