import type { Catalogue } from '../generators/model/fleet.ts';
import { activity } from './activity.ts';
import { api } from './api.ts';
import { auth } from './auth.ts';
import { billing } from './billing.ts';
import { catalogueService } from './catalogue.ts';
import { answersCache } from './data/answers.ts';
import { eventsBroker } from './data/events.ts';
import { feedDatabase } from './data/feed.ts';
import { identitiesDatabase } from './data/identities.ts';
import { logsElasticsearch } from './data/logStore.ts';
import { paymentsDatabase } from './data/payments.ts';
import { productsDatabase } from './data/products.ts';
import { realtimeBroker } from './data/realtime.ts';
import { uploadsBucket } from './data/uploads.ts';
import { usersDatabase } from './data/users.ts';
import { files } from './files.ts';
import { edge } from './gateways/edge.ts';
import { gatewayApp } from './gateways/gateway.ts';
import { issuersApp } from './gateways/issuers.ts';
import { limitsCache } from './gateways/limitsCache.ts';
import { ratelimit } from './gateways/ratelimit.ts';
import { headroomApp } from './headroom.ts';
import { inapp } from './inapp.ts';
import { alertmanagerApp } from './monitoring/alertmanager.ts';
import { grafanaApp } from './monitoring/grafana.ts';
import { logCollector } from './monitoring/logCollector.ts';
import { prometheusApp } from './monitoring/prometheus.ts';
import {
  answers,
  backups,
  events,
  feed,
  identities,
  limits,
  logs,
  payments,
  products,
  realtime,
  uploads,
  users,
  userTokens,
} from './names.ts';
import { operators } from './operators/index.ts';
import { platform } from './platform/index.ts';
import { stores } from './platform/stores.ts';
import { push } from './push.ts';
import { thumbnails } from './thumbnails.ts';
import { worker } from './worker.ts';

const apps = [
  // Apps that a cluster has once.
  platform,
  stores,
  // Providers of contracts inside a cluster.
  usersDatabase,
  identitiesDatabase,
  feedDatabase,
  paymentsDatabase,
  productsDatabase,
  eventsBroker,
  answersCache,
  realtimeBroker,
  uploadsBucket,
  logsElasticsearch,
  // The services of the backend.
  api,
  worker,
  billing,
  catalogueService,
  activity,
  auth,
  push,
  inapp,
  files,
  thumbnails,
  // Room for their pods.
  headroomApp,
  // Gateways, and what runs beside them.
  limitsCache,
  ratelimit,
  issuersApp,
  edge,
  gatewayApp,
  // What watches all of them.
  logCollector,
  alertmanagerApp,
  prometheusApp,
  grafanaApp,
];

/** The catalogue of the backend: all apps and operators. */
export const catalogue: Catalogue = {
  apps,
  contracts: [
    users,
    identities,
    userTokens,
    payments,
    products,
    events,
    answers,
    realtime,
    limits,
    uploads,
    feed,
    backups,
    logs,
  ].map(({ contract }) => contract),
  operators,
};
