import { open, route } from '../../generators/blocks/gateways/route.ts';
import { job } from '../../generators/blocks/jobs/job.ts';
import { every } from '../../generators/blocks/jobs/spec.ts';
import { bucket, cache, given, mysqlDatabase, random, server } from '../../generators/blocks/names.ts';
import { pooled } from '../../generators/blocks/pools.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';
import { cpu } from '../../generators/blocks/scaling/scale.ts';
import { service } from '../../generators/blocks/service.ts';
import { here } from '../../generators/blocks/source.ts';
import { sidecar } from '../../generators/blocks/workload/companion.ts';
import { volume } from '../../generators/blocks/workload/volume.ts';
import { app } from '../../generators/testing/names.ts';
import { priorities } from '../../generators/testing/priorities.ts';
import { image, type Sample } from './sample.ts';

/**
 * Nextcloud: PHP-FPM with nginx beside it, files in a bucket, a directory for its accounts, and its jobs by the clock,
 * which have the folder of its program, its apps and its configuration.
 * https://github.com/nextcloud/docker, https://docs.nextcloud.com/server/latest/admin_manual/
 */
const cloud = app('nextcloud', 'backend', ['http'], { 'admin-password': random(), salt: random() });
const database = mysqlDatabase('nextcloud');
const locks = cache('nextcloud-locks');
const files = bucket('nextcloud-files');
const directory = server('nextcloud-directory', { ports: { ldaps: 636 }, keys: { 'bind-password': given() } });

const program = volume('program', '100Gi', { writers: 'many' });

const php: Runtime<'http'> = {
  image: image('docker.io/library/nextcloud:32.0.1-fpm-alpine'),
  user: 82,
  group: 82,
  // nginx beside it listens there.
  ports: { http: 8080 },
  startup: { exec: ['php-fpm', '-t'] },
  readiness: { port: 'http', path: '/status.php' },
  liveness: { exec: ['pgrep', 'php-fpm'] },
  // It copies its program into the folder, and upgrades.
  startMinutes: 30,
  memory: {
    idle: '128Mi',
    source: 'https://docs.nextcloud.com/server/latest/admin_manual/installation/system_requirements.html',
  },
  writable: { '/tmp': '512Mi' },
  drainSeconds: 60,
};

const nginx = sidecar({
  name: 'nginx',
  image: image('docker.io/nginxinc/nginx-unprivileged:1.29-alpine'),
  user: 101,
  startup: { exec: ['test', '-s', '/run/nginx/nginx.pid'] },
  readiness: { none: 'The probe of PHP goes through it.' },
  liveness: { exec: ['pgrep', 'nginx'] },
  resources: { cpu: '50m', memory: '64Mi' },
  writable: { '/run/nginx': '1Mi', '/var/cache/nginx': '256Mi' },
  shares: ['/var/www/html', '/etc/nginx/conf.d'],
});

const uses = {
  database: pooled(database.readWrite, 10),
  locks: locks.use,
  files: files.write,
  directory: directory.use,
};
const variables: NonNullable<Parameters<typeof service<'http', typeof uses>>[1]['env']> = ({ uses, inputs }) => ({
  MYSQL_HOST: uses.database.host,
  MYSQL_DATABASE: uses.database.database,
  MYSQL_USER: uses.database.username,
  MYSQL_PASSWORD: uses.database.password,
  REDIS_HOST: uses.locks.host,
  REDIS_HOST_PASSWORD: uses.locks.password,
  OBJECTSTORE_S3_BUCKET: uses.files.bucket,
  NEXTCLOUD_TRUSTED_DOMAINS: `cloud.${inputs.environment.domain}`,
  LDAP_HOST: `ldaps://${uses.directory.host}:${uses.directory.ports.ldaps}`,
  LDAP_BIND_PASSWORD: uses.directory.credential('bind-password'),
});
const resources = { cpu: '300m', memory: '1Gi' };
const { metrics: _, ...task } = php;

const nextcloud = service(cloud, {
  source: here(import.meta),
  runtime: php,
  scale: { min: 2, max: 6, on: [cpu(70)] },
  resources,
  priority: priorities.standard,
  routes: [route('cloud', '/', { auth: open('It has accounts of its own.'), timeout: 'uploads' })],
  callersKnownBy: 'it has accounts of its own',
  beside: [nginx],
  volumes: { '/var/www/html': program },
  uses,
  // It answers 400 for any name that it does not trust.
  probes: ({ inputs }) => ({
    readiness: { port: 'http', path: '/status.php', headers: { Host: `cloud.${inputs.environment.domain}` } },
  }),
  env: (context) => ({ ...variables(context), NEXTCLOUD_ADMIN_PASSWORD: context.own('admin-password') }),
  files: () => ({
    '/etc/nginx/conf.d': { 'default.conf': 'server { listen 8080; root /var/www/html; }\n' },
    '/usr/local/etc/php/conf.d/uploads.ini': 'upload_max_filesize = 10G\n',
  }),
  parts: [
    job(cloud, {
      name: 'nextcloud-cron',
      when: every('*/5 * * * *'),
      runtime: (images) => ({ ...task, image: images.nextcloud ?? php.image, ports: {} }),
      images: {},
      uses,
      resources,
      minutes: 30,
      retries: 0,
      volumes: { '/var/www/html': program },
      command: ['php', '-f', '/var/www/html/cron.php'],
      env: ({ uses }) => ({ MYSQL_HOST: uses.database.host, MYSQL_PASSWORD: uses.database.password }),
      files: ({ own }) => ({ '/etc/nextcloud/salt': own('salt') }),
    }),
  ],
});

export const sample: Sample = {
  apps: [nextcloud],
  contracts: [database.contract, locks.contract, files.contract, directory.contract],
  settings: `
  nextcloud: { provider: external, host: cloud.db.example.com, database: nextcloud, secret: cloud-db, networks: [10.20.0.0/16] }
  nextcloud-locks: { provider: external, host: cloud.cache.example.com, secret: cloud-cache, networks: [10.20.0.0/16] }
  nextcloud-files: { provider: external, api: s3, bucket: example-cloud-files, secret: cloud-files }
  nextcloud-directory: { provider: external, host: ldap.example.com, secret: cloud-directory, authority: company-ca, networks: [10.40.0.0/24] }
`,
};
