import type { Operator } from '../../generators/model/operator.ts';
import { barmanCloud } from './barmanCloud.ts';
import { certManager } from './certManager.ts';
import { cloudNativePg } from './cloudNativePg.ts';
import { externalSecrets } from './externalSecrets.ts';
import { k8ssandra } from './k8ssandra.ts';
import { keda } from './keda.ts';
import { metricsServer } from './metricsServer.ts';
import { perconaMongodb, perconaMysql } from './percona.ts';
import { rabbitmq } from './rabbitmq.ts';
import { reloader } from './reloader.ts';

/** Every operator that an app may call for. Which of them a cluster gets follows from its objects. */
export const operators: readonly Operator[] = [
  certManager,
  externalSecrets,
  reloader,
  keda,
  metricsServer,
  cloudNativePg,
  barmanCloud,
  perconaMysql,
  perconaMongodb,
  k8ssandra,
  rabbitmq,
];
