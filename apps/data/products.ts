import { mongodb } from '../../generators/blocks/data/mongodb/mongodb.ts';
import { here } from '../../generators/blocks/source.ts';
import { backups, products } from '../names.ts';
import { perconaMongodbOperator } from '../operators/perconaMongodb.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';

/**
 * MongoDB for the data of `catalogue`. The images are those that the operator's release is certified with, built for
 * x86-64. The same page has the digests of their builds for ARM, for `images.yaml`:
 * https://docs.percona.com/percona-operator-for-mongodb/ReleaseNotes/Kubernetes-Operator-for-PSMONGODB-RN1.22.0.html ·
 * The exporter is Percona's too, with its digest as in https://hub.docker.com/r/percona/mongodb_exporter.
 */
export const productsDatabase = mongodb(app('products-database', 'data', []), {
  source: here(import.meta),
  contract: products.contract,
  operator: perconaMongodbOperator,
  backups: backups.write,
  images: {
    server:
      'docker.io/percona/percona-server-mongodb:8.0.19-7@sha256:779378a9f52cd9e617d0c356053b4b9c97209b0b759aa819300427836f6f2c66',
    backup:
      'docker.io/percona/percona-backup-mongodb:2.12.0@sha256:6d56b787c2dc532c9c19cc607a2bc1855a722cdaa52024ea38d4de4aae777f8a',
    exporter:
      'docker.io/percona/mongodb_exporter:0.51.0@sha256:852b90b9f38ab489762b8a8b8c074ce852272c2495d725b922bdb5bc7d659e16',
    operator:
      'docker.io/percona/percona-server-mongodb-operator:1.22.0@sha256:d4384b3853dc5026cc33de1dfd68ac11aaf5d54f4e84b115e05d7d473f4c6188',
  },
  priority: priorities.critical,
  shards: 2,
  storage: '50Gi',
  resources: { cpu: '1', memory: '4Gi' },
  config: { cpu: '250m', memory: '1Gi', storage: '10Gi' },
  routers: { cpu: '500m', memory: '1Gi' },
});
