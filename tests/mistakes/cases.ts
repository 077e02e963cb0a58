/** A mistake: in a file of `apps/`, text that is replaced. */
export interface AppsMistake {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Text on whose line it is reported. Default: the replacement. */
  readonly at?: string;
  /** The file in which it is reported. Default: the same. */
  readonly in?: string;
}

/** Mistakes by when they are found: a run finds all of one kind at once. */
export const mistakes: Readonly<Record<string, readonly AppsMistake[]>> = {
  'that are no TypeScript': [
    { file: 'api.ts', from: "cpu: '500m', memory", to: "cpu: '500m' memory" },
    { file: 'worker.ts', from: 'AMQP_URL:', to: "'AMQP_URL:" },
    { file: 'data/users.ts', from: "storage: '50Gi'", to: "storage: '50Gi" },
  ],
  'in types and names': [
    {
      file: 'realm.ts',
      from: 'export type Realm =',
      to: "export enum Realms { mobile = 'mobile' }\nexport type Realm =",
      at: 'enum Realms',
    },
    { file: 'api.ts', from: 'uses.answers.url', to: 'uses.cache.url' },
    { file: 'api.ts', from: 'UPLOAD_SHARDS: String(uploadShards)', to: 'PORT: 8080' },
    { file: 'activity.ts', from: './tokens.ts', to: './tokns.ts' },
    { file: 'auth.ts', from: '  priority: priorities.critical,\n', to: '', at: 'service(names.auth' },
    { file: 'billing.ts', from: 'min: 2', to: 'mn: 2' },
    { file: 'worker.ts', from: 'GORUSH_URL: uses.push.url', to: 'NOTHING: process.env.NOTHING' },
    { file: 'push.ts', from: 'names.push', to: 'names.psh' },
    {
      file: 'inapp.ts',
      from: '{ realtime: realtime.use, tokens: userTokens.keys }',
      to: '{ realtime: realtime.use, tokens: userTokens.keyz }',
    },
    { file: 'catalogue.ts', from: 'import { cpu, requestsPerSecond }', to: 'import { cpu, requestPerSecond }' },
    { file: 'data/users.ts', from: 'connections: 300', to: "connections: '300'" },
    { file: 'data/events.ts', from: "storage: '20Gi'", to: "storge: '20Gi'" },
    {
      file: 'names.ts',
      from: "mysqlDatabase('payments')",
      to: "mysqlDatabase('payments', { admin: ['create-roles'] })",
    },
    { file: 'monitoring/grafana.ts', from: 'priorities.monitoring', to: "'monitoring'" },
    { file: 'operators/keda.ts', from: "crds: 'annotated'", to: "crds: 'annoted'" },
  ],
  'in values': [
    { file: 'api.ts', from: "memory: '512Mi'", to: "memory: '512MB'" },
    { file: 'api.ts', from: 'cpu(70)', to: 'cpu(0)' },
    { file: 'api.ts', from: 'perUser(20)', to: 'perUser(0)', at: 'limit: perUser' },
    { file: 'billing.ts', from: "'/v1/billing'", to: "'v1/billing'" },
    { file: 'files.ts', from: 'default: azureBlock', to: "default: '5GB'", at: 'maxSize' },
    { file: 'names.ts', from: "['17.0.0.0/8']", to: "['17.0.0.0/80']", in: 'push.ts', at: 'uses: { apns' },
    { file: 'realmJob.ts', from: 'minutes: 10', to: 'minutes: 0' },
    {
      file: 'runtimes/keycloakConfigCli.ts',
      from: "'/tmp': '64Mi'",
      to: "'/tmp': '64MB'",
      in: 'realmJob.ts',
      at: 'runtime: (images)',
    },
    { file: 'priorities.ts', from: 'value: 100_000', to: 'value: 3e9', in: 'data/payments.ts', at: 'backupPriority: ' },
    {
      file: 'runtimes/tusd.ts',
      from: "port: 'http', path: '/metrics'",
      to: "port: 'htp', path: '/metrics'",
      in: 'files.ts',
      at: 'runtime: tusd',
    },
    { file: 'runtimes/centrifugo.ts', from: 'user: 1000', to: 'user: 0', in: 'inapp.ts', at: 'runtime: centrifugo' },
    { file: 'data/users.ts', from: "storage: '50Gi'", to: "storage: '50 GB'" },
    { file: 'data/users.ts', from: 'connections: 300', to: 'connections: -3' },
    { file: 'data/uploads.ts', from: 'seaweedfs:4.48@', to: 'seaweedfs@', at: 'server:' },
    { file: 'data/answers.ts', from: "cpu: '500m'", to: "cpu: '.5'" },
    { file: 'monitoring/prometheus.ts', from: "'35d'", to: "'5w'" },
    { file: 'monitoring/alertmanager.ts', from: "'0.33.1'", to: "'v0.33'", at: '  version,' },
    { file: 'operators/keda.ts', from: "'keda.sh'", to: "'keda sh'" },
    {
      file: 'platform/quotas.ts',
      from: "memory: '128Gi'",
      to: "memory: '128G'",
      in: 'platform/index.ts',
      at: 'quotas: quotaSettings',
    },
  ],
  'thrown by a declaration': [{ file: 'billing.ts', from: 'availability(99.9)', to: 'availability(999)' }],
  'in a value of any type': [
    { file: 'gateways/gateway.ts', from: 'targets: gatewayTargets', to: 'targets: Object', at: 'clusterApp(' },
  ],
  'in a promise that nobody awaits': [
    { file: 'data/uploads.ts', from: 'here(import.meta)', to: 'import(import.meta as never) as never' },
  ],
  'between apps': [
    { file: 'billing.ts', from: 'events: events.publish,', to: 'events: events.consume,' },
    { file: 'worker.ts', from: 'events: events.consume,', to: 'events: events.consume, // as before' },
  ],
  'in the values of a chart': [
    {
      file: 'operators/rabbitmq.ts',
      from: 'replicaCount: ',
      to: 'replicaCount: Number.NaN, was: ',
      at: 'clusterOperator',
    },
  ],
  'thrown by a function': [
    { file: 'api.ts', from: 'uses.answers.url', to: '(uses as any).cache.url' },
    { file: 'worker.ts', from: 'GORUSH_URL: uses.push.url', to: 'NOTHING: undefined as never' },
    { file: 'billing.ts', from: 'AMQP_URL: uses.events.url', to: 'PORT: 8080 as never' },
    { file: 'gateways/edge.ts', from: "'--concurrency',", to: '3 as never,' },
    { file: 'inapp.ts', from: 'return url;', to: 'throw null;', at: 'service(names.inapp' },
    { file: 'push.ts', from: "GORUSH_CORE_SYNC: 'true'", to: 'GORUSH_CORE_SYNC: [] as never' },
    {
      file: 'realmJob.ts',
      from: 'mobileRealm(inputs',
      to: 'mobileRealm({} as never',
      in: 'mobileRealm.ts',
      at: 'environment.domain',
    },
  ],
};
