import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { publicAuthorities } from '../../generators/blocks/gateways/edge/envoy.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { wheelProgram } from '../../lab/downloads/wheels.ts';
import type { Ground } from '../../lab/gateways/ground.ts';
import type { PlacedService } from '../../lab/gateways/placeServices.ts';
import { labProgram } from '../../lab/programs.ts';
import { credentials } from './production.ts';

/** Starts what runs beside a gateway, at the addresses of its Services and with its own configuration. */
export async function startBeside(ground: Ground): Promise<void> {
  await startStore(ground);
  await startEdge(ground);
  if (ground.places.has('gateways/ratelimit')) await startRatelimit(ground);
}

/** The store of limits: Redis, which speaks as Valkey does. */
async function startStore(ground: Ground): Promise<void> {
  const { address } = await placeOf(ground, 'gateways/limits-cache');
  const args = ['--bind', address, '--port', '6379', '--save', '', '--requirepass', credentials.password ?? ''];
  await ground.processes.start({
    name: `${ground.cluster.name}-store`,
    program: await wheelProgram('redis-server', ground.progress),
    args: [...args, '--dir', ground.cluster.folder],
    ready: () => answers(address, 6379),
  });
}

async function startEdge(ground: Ground): Promise<void> {
  const { address } = await placeOf(ground, 'gateways/edge');
  const { ENVOY_CONFIG: config = '' } = dataOf(ground.objects, 'edge');
  const auth = ground.places.get('identity/auth');
  const here = config
    .replaceAll('0.0.0.0', address)
    .replaceAll('127.0.0.1', address)
    .replaceAll(publicAuthorities, ground.authorities ?? publicAuthorities)
    .replaceAll('auth.identity.svc.cluster.local', auth?.address ?? '');
  await ground.processes.start({
    name: `${ground.cluster.name}-edge`,
    program: await wheelProgram('envoy', ground.progress),
    args: ['--config-yaml', here, '--concurrency', '1', '--disable-hot-restart', '--log-level', 'warning'],
    ready: async () => (await fetch(`http://${address}:9901/ready`)).ok,
  });
}

async function startRatelimit(ground: Ground): Promise<void> {
  const { address } = await placeOf(ground, 'gateways/ratelimit');
  const folder = join(ground.cluster.folder, 'ratelimit');
  mkdirSync(join(folder, 'limits/config'), { recursive: true });
  const { objects } = ground;
  const document = objects.find(({ kind, metadata, data }) => {
    const content = data as Record<string, string> | undefined;
    return kind === 'ConfigMap' && metadata.namespace === 'gateways' && content?.['gateway.yaml'] !== undefined;
  });
  assert.ok(document, 'the limits of routes are in a ConfigMap');
  const { 'gateway.yaml': limits = '' } = document.data as Record<string, string>;
  writeFileSync(join(folder, 'limits/config/gateway.yaml'), limits);
  const store = ground.places.get('gateways/limits-cache');
  await ground.processes.start({
    name: `${ground.cluster.name}-ratelimit`,
    program: await labProgram('ratelimit', ground.progress),
    args: [],
    env: {
      ...dataOf(objects, 'ratelimit'),
      HOST: address,
      GRPC_HOST: address,
      DEBUG_HOST: address,
      PROMETHEUS_ADDR: `${address}:9090`,
      REDIS_URL: `${store?.address}:6379`,
      REDIS_AUTH: credentials.password ?? '',
      RUNTIME_ROOT: folder,
      RUNTIME_SUBDIRECTORY: 'limits',
    },
    ready: async () => (await fetch(`http://${address}:8080/healthcheck`)).ok,
  });
}

/** The address of a Service, whose stand-in makes room. */
async function placeOf(ground: Ground, name: string): Promise<PlacedService> {
  const place = ground.places.get(name);
  assert.ok(place, name);
  await ground.backends.get(name)?.stop();
  return place;
}

/** The environment variables of an app beside the gateway. */
function dataOf(objects: readonly Resource[], name: string): Record<string, string> {
  const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
  return (found?.data ?? {}) as Record<string, string>;
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
