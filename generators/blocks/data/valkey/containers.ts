import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IProbe } from 'kubernetes-models/v1/Probe';
import { canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { containerText, variable, withVariables } from '../../workload/containerText.ts';
import { scratchRequest } from '../../workload/scratch.ts';
import { containerSecurity } from '../../workload/security.ts';
import { membersDomain, valkeyPorts } from './names.ts';
import type { ValkeySystem } from './system.ts';

const folder = '/etc/valkey';
const script = (name: string) => ['/bin/sh', `${folder}/${name}.sh`];

/** Seconds that a container keeps serving before SIGTERM, until its callers know that the pod is being deleted. */
const wait = 15;

/** The folders that a member writes to on the disk of its node, with the most that each holds. */
export function valkeyScratch({ settings: { storage, resources } }: ValkeySystem): Record<string, string> {
  return { run: '1Mi', tmp: '1Mi', ...(!storage && { data: resources.memory }) };
}

/** Containers of a member: server, Sentinel and exporter. */
export function valkeyContainers(system: ValkeySystem): IContainer[] {
  const { cpu, memory } = system.settings.resources;
  const env = environment(system);
  const image = system.images.server;
  const common = { imagePullPolicy: 'IfNotPresent', securityContext: containerSecurity } as const;
  const volumeMounts = [
    { name: 'config', mountPath: folder, readOnly: true },
    { name: 'data', mountPath: '/data' },
    { name: 'run', mountPath: '/run/valkey' },
    { name: 'tmp', mountPath: '/tmp' },
  ];
  return [
    {
      ...common,
      name: 'server',
      image,
      command: script('server'),
      env,
      ports: [{ name: 'valkey', containerPort: valkeyPorts.valkey, protocol: 'TCP' }],
      resources: {
        requests: { cpu: canonicalCpu(milliCpu(cpu)), memory, ...scratchRequest(Object.values(valkeyScratch(system))) },
        limits: { cpu: canonicalCpu(milliCpu(cpu) * 4), memory },
      },
      // Ten minutes to load its log from disk. Until then the server is alive, but answers every command with LOADING.
      startupProbe: exec(script('ready'), { periodSeconds: 5, failureThreshold: 120 }),
      readinessProbe: exec(script('ready'), { periodSeconds: 5, failureThreshold: 2 }),
      livenessProbe: exec(ping(valkeyPorts.valkey), { periodSeconds: 10, failureThreshold: 3 }),
      lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', `sh ${folder}/hand-over.sh; sleep ${wait}`] } } },
      volumeMounts,
    },
    {
      ...common,
      name: 'sentinel',
      image,
      command: script('sentinel'),
      env,
      ports: [{ name: 'sentinel', containerPort: valkeyPorts.sentinel, protocol: 'TCP' }],
      resources: { requests: { cpu: '25m', memory: '32Mi' }, limits: { cpu: '200m', memory: '32Mi' } },
      startupProbe: exec(ping(valkeyPorts.sentinel), { periodSeconds: 5, failureThreshold: 60 }),
      readinessProbe: exec(ping(valkeyPorts.sentinel), { periodSeconds: 10, failureThreshold: 2 }),
      livenessProbe: exec(ping(valkeyPorts.sentinel), { periodSeconds: 10, failureThreshold: 3 }),
      lifecycle: { preStop: { sleep: { seconds: wait } } },
      volumeMounts,
    },
    exporter(system),
  ];
}

/**
 * Exporter of metrics: https://github.com/oliver006/redis_exporter. When its liveness probe fails, only this container
 * restarts.
 */
function exporter({ app, images }: ValkeySystem): IContainer {
  const probe = {
    httpGet: { path: '/health', port: 'exporter', scheme: 'HTTP' as const },
    periodSeconds: 10,
    timeoutSeconds: 3,
  };
  return {
    name: 'exporter',
    image: images.exporter,
    imagePullPolicy: 'IfNotPresent',
    env: [
      { name: 'REDIS_ADDR', value: `redis://localhost:${valkeyPorts.valkey}` },
      { name: 'REDIS_PASSWORD', valueFrom: password(app.name) },
    ],
    ports: [{ name: 'exporter', containerPort: valkeyPorts.exporter, protocol: 'TCP' }],
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
    startupProbe: { ...probe, failureThreshold: 30 },
    readinessProbe: { ...probe, failureThreshold: 2 },
    livenessProbe: { ...probe, failureThreshold: 3 },
    lifecycle: { preStop: { sleep: { seconds: wait } } },
    securityContext: containerSecurity,
  };
}

/** Environment variables of the scripts in `valkeyScripts`. */
function environment({ app, name, settings, hosts }: ValkeySystem): IEnvVar[] {
  const secret = containerText(withVariables`${variable('PASSWORD')}`);
  return [
    { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    { name: 'SELF', value: containerText(withVariables`${variable('POD_NAME')}.${membersDomain(app)}`) },
    { name: 'MEMBERS', value: hosts.join(' ') },
    { name: 'QUORUM', value: String(Math.floor(hosts.length / 2) + 1) },
    { name: 'SET', value: name },
    { name: 'KEEPS', value: settings.storage ? 'yes' : 'no' },
    { name: 'PASSWORD', valueFrom: password(app.name) },
    { name: 'VALKEYCLI_AUTH', value: secret },
    { name: 'REDISCLI_AUTH', value: secret },
  ];
}

function password(app: string) {
  return { secretKeyRef: { name: credentialsName(app), key: 'password' } };
}

function ping(port: number): string[] {
  return ['timeout', '5', 'valkey-cli', '-p', String(port), 'ping'];
}

function exec(command: string[], timing: { periodSeconds: number; failureThreshold: number }): IProbe {
  return { exec: { command }, timeoutSeconds: 8, ...timing };
}
