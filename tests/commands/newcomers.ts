/** What a newcomer answers, as flags of `npm run init`. */
export interface Newcomer {
  readonly flags: readonly string[];
  /** Whether all tests run in the fleet that comes of it, which takes two minutes. Default: those about its own. */
  readonly isAll?: true;
}

type Flags = Readonly<Record<string, string | readonly string[]>>;

const flagsOf = (flags: Flags): readonly string[] =>
  Object.entries(flags).flatMap(([flag, values]) => [values].flat().flatMap((value) => [`--${flag}`, value]));

const company: Flags = {
  name: 'acme',
  domain: 'acme.dev',
  repository: 'https://gitlab.com/acme/mobile-gitops.git',
  redirects: 'dev.acme.app:/oauth2redirect',
  ci: 'gitlab',
  reviewers: '@acme/platform',
  alerts: 'slack',
  issuer: 'https://login.acme.dev',
  admins: 'platform',
  readers: 'engineering',
  authorize: 'https://login.acme.dev/auth',
  token: 'https://login.acme.dev/token',
  userinfo: 'https://login.acme.dev/userinfo',
};

const hub: Flags = { hub: 'argocd.acme.dev', 'hub-cloud': 'aws' };

/** Who writes to a zone of Route 53 from another cloud. */
const zoneWriters = ['cert-manager', 'external-dns'].map((name) => `${name}:arn:aws:iam::123456789012:role/acme-dns`);

/** Azure gives each identity a client ID. */
const clientIds = [
  'external-secrets',
  'api',
  'files',
  'thumbnails',
  'users-database',
  'identities-database',
  'products-database',
  'feed-database',
  'log-store',
].map((name, index) => `${name}:7c0e2f10-0000-4000-8000-00000000001${index}`);

/** Three clusters in three clouds: the first is active. */
const threeClouds: Flags = {
  zones: [
    'one=eu-central-1a,eu-central-1b,eu-central-1c',
    'two=europe-west1-b,europe-west1-c,europe-west1-d',
    'three=westeurope-1,westeurope-2,westeurope-3',
  ],
  account: '123456789012',
  project: 'acme-production',
  tenant: '4f1c2b7a-0000-4000-8000-000000000000',
  vault: 'https://acme.vault.azure.net',
  'control-plane': '10.0.0.0/16',
  dns: 'route53:Z0ABCDEF12345',
  uploads: ['acme-uploads', 'three=acmeprod/uploads'],
  backups: ['acme-backups', 'three=acmebackups/backups'],
  'backup-reader': [
    'one=arn:aws:iam::123456789012:role/reader',
    'two=reader@acme-production.iam.gserviceaccount.com',
    'three=7c0e2f10-0000-4000-8000-000000000030',
  ],
  'backup-reader-pool': 'projects/123456789012/locations/global/workloadIdentityPools/databases',
  identities: [`two=${zoneWriters}`, `three=${[...zoneWriters, ...clientIds]}`],
  gateway: ['one=istio', 'two=kong', 'three=traefik'],
};

/** The newcomers, by what each asks for. */
export const newcomers: Readonly<Record<string, Newcomer>> = {
  'one cloud and one cluster': {
    isAll: true,
    flags: flagsOf({
      ...company,
      environments: 'production',
      clusters: 'main:google:europe-west1',
      zones: 'europe-west1-b,europe-west1-c,europe-west1-d',
      project: 'acme-production',
      'control-plane': '10.40.0.0/28',
      dns: 'cloud-dns:acme-production/acme-dev',
      uploads: 'acme-uploads',
      backups: 'acme-backups',
      hub: 'none',
    }),
  },
  'three clouds': {
    flags: flagsOf({
      ...company,
      ...hub,
      ...threeClouds,
      clusters: 'one:aws:eu-central-1,two:google:europe-west1,three:azure:westeurope',
    }),
  },
  'no databases inside': {
    flags: flagsOf({
      ...company,
      environments: 'staging,production',
      clusters: ['staging=test:aws:eu-west-1', 'production=live:aws:eu-central-1'],
      zones: ['test=eu-west-1a,eu-west-1b,eu-west-1c', 'live=eu-central-1a,eu-central-1b,eu-central-1c'],
      account: '123456789012',
      'control-plane': '10.40.0.0/16',
      dns: 'route53:Z0ABCDEF12345',
      systems: 'none',
      outside: [
        'users=users.db.acme.dev@10.60.0.0/24',
        'identities=identities.db.acme.dev@10.60.0.0/24',
        'events=mq.acme.dev@10.60.1.0/24',
        'answers=cache.acme.dev@10.60.2.0/24',
        'realtime=realtime.acme.dev@10.60.2.0/24',
        'limits=limits.acme.dev:6380@10.60.2.0/24',
      ],
      uploads: ['test=acme-test-uploads', 'live=acme-uploads'],
      hub: 'none',
    }),
  },
  everything: {
    flags: flagsOf({
      ...company,
      ...hub,
      ...threeClouds,
      ci: 'github,gitlab,jenkins,circleci',
      environments: 'development,staging,production',
      clusters: [
        'staging=test:aws:eu-west-1',
        'production=one:aws:eu-central-1,two:google:europe-west1,three:azure:westeurope',
      ],
      zones: [...(threeClouds.zones ?? []), 'test=eu-west-1a,eu-west-1b,eu-west-1c'],
      uploads: [...(threeClouds.uploads ?? []), 'test=acme-test-uploads'],
      backups: [...(threeClouds.backups ?? []), 'test=acme-test-backups'],
      systems: 'postgresql,rabbitmq,valkey,mysql,mongodb,cassandra',
      monitoring: 'prometheus,grafana,alertmanager,logs',
    }),
  },
};
