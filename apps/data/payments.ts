import { mysql } from '../../generators/blocks/data/mysql/mysql.ts';
import { here } from '../../generators/blocks/source.ts';
import { backups, payments } from '../names.ts';
import { perconaMysqlOperator } from '../operators/perconaMysql.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';

/**
 * MySQL for the data of `billing`. The images are those that the operator's release is certified with, built for
 * x86-64. The same page has the digests of their builds for ARM, for `images.yaml`:
 * https://docs.percona.com/percona-operator-for-mysql/ps/images.html · The exporter is the project's own, with its digest as
 * in https://quay.io/repository/prometheus/mysqld-exporter.
 */
export const paymentsDatabase = mysql(app('payments-database', 'data', []), {
  source: here(import.meta),
  contract: payments.contract,
  operator: perconaMysqlOperator,
  backups: backups.write,
  images: {
    server:
      'docker.io/percona/percona-server:8.4.10-10.1@sha256:d24391a363426239220c35b9707d6b26ce7522ac27abe55689baebfb48bd9fb3',
    proxy: 'docker.io/percona/haproxy:2.8.18-1@sha256:09e4d2ce9e65dc4aec9195e818e6da2041aea1a2bdb04f868d8c42ee81090dbf',
    backup:
      'docker.io/percona/percona-xtrabackup:8.4.0-6.1@sha256:d135aadaae9e2f947cb2002f982f7b4c6e177b1c7e3d543ef7795aea999feedd',
    exporter:
      'quay.io/prometheus/mysqld-exporter:v0.19.0@sha256:eacb4b18e2ec1e0abdf2d64851b68526c964f6d9cb3e9458fb5d5f5062ea94c1',
    operator:
      'docker.io/percona/percona-server-mysql-operator:1.2.0@sha256:76deed6a6daca2846fba6046b6646e25d22bca2d6d58a0b567e0a2c1240fe103',
  },
  priority: priorities.critical,
  backupPriority: priorities.standard,
  storage: '50Gi',
  resources: { cpu: '1', memory: '4Gi' },
  connections: 300,
  proxy: { cpu: '250m', memory: '512Mi' },
});
