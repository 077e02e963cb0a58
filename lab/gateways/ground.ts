import { join } from 'node:path';
import { groupOf, type Resource } from '../../generators/model/resource.ts';
import type { Say } from '../../generators/programs/toolchain.ts';
import { applyAll, refuse } from '../apply.ts';
import { definitions, install } from '../definitions.ts';
import { type Lab, type LabCluster, openLab } from '../lab.ts';
import { labProgram } from '../programs.ts';
import { type Backend, type Responder, startBackend } from './backend/backend.ts';
import { listenerCertificates } from './certificates.ts';
import { type PlacedService, placeServices } from './placeServices.ts';
import { gatewaysOf } from './routing.ts';

/** A cluster with everything that a gateway needs to run in it: objects, and backends behind their Services. */
export interface Ground extends Pick<Lab, 'processes' | 'beforeStop' | 'stop'> {
  readonly cluster: LabCluster;
  /** The objects, as they were applied. */
  readonly objects: readonly Resource[];
  /** By `<namespace>/<Service>`, without the Services of Gateways themselves. */
  readonly places: ReadonlyMap<string, PlacedService>;
  /** By `<namespace>/<Service>`. */
  readonly backends: ReadonlyMap<string, Backend>;
  /** The authority of the listeners' certificates, in PEM. */
  readonly ca: string;
  /** File with the authorities that a gateway's own programs believe of servers outside. Default: the machine's. */
  readonly authorities?: string;
  /** An address of this machine for a gateway's own programs: a different one for each number from 1 to 254. */
  address(number: number): string;
  readonly progress: Say;
}

export interface GroundOptions {
  /** What responds in place of the echo, by `<namespace>/<Service>`. */
  readonly responders?: Readonly<Record<string, Responder>>;
  readonly authorities?: string;
  readonly progress: Say;
}

/** The API groups of the gateways that run here: the ends of their names. */
const groups = { traefik: 'traefik.io', istio: 'istio.io', kong: 'konghq.com' } as const;

/**
 * Starts an API server that has the kinds of one gateway, applies the objects that concern gateways, and starts a
 * backend behind each Service. No pods run: only Services, routes and what they name are applied, and missing
 * namespaces are made.
 * @param objects of a cluster, as Kustomize builds them; other kinds are left out
 * @throws Failure when an object is not accepted
 */
export async function openGround(
  gateway: keyof typeof groups,
  objects: readonly Resource[],
  { responders = {}, authorities, progress }: GroundOptions,
): Promise<Ground> {
  const lab = await openLab({ progress });
  try {
    const ground = await prepare(lab, gateway, objects, { responders, progress });
    return { ...ground, ...(authorities !== undefined && { authorities }) };
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

async function prepare(
  lab: Lab,
  gateway: keyof typeof groups,
  objects: readonly Resource[],
  { responders, progress }: Required<Omit<GroundOptions, 'authorities'>>,
): Promise<Ground> {
  const cluster = await lab.apiServer(gateway);
  const kinds = ['gateway.networking.k8s.io', groups[gateway]];
  const wanted = (await definitions(progress)).filter(({ metadata }) =>
    kinds.some((end) => metadata.name.endsWith(end)),
  );
  await install(cluster.api, wanted);
  const { objects: named, places: all } = placeServices(objects.filter(concernsGateways), cluster.services);
  const placed = named.map((object) => (readsAddresses.includes(object.kind) ? withAddresses(object, all) : object));
  const own = new Set(gatewaysOf(placed).flatMap(({ services }) => services));
  const places = new Map([...all].filter(([name]) => !own.has(name)));
  const kit = await labProgram('kit', progress);
  const { secrets, ca } = listenerCertificates(placed, kit, join(cluster.folder, 'listeners'));
  const applied = [...missingNamespaces(placed), ...placed, ...secrets];
  refuse(cluster.name, await applyAll(cluster.api, applied));
  const backends = new Map<string, Backend>();
  for (const [name, one] of places) {
    const backend = await startBackend(one, responders[name]);
    backends.set(name, backend);
    lab.beforeStop(() => backend.stop());
  }
  progress(`${gateway}: ${applied.length} objects are applied, ${backends.size} backends run`);
  const [first, second] = cluster.services.split('.');
  const address = (number: number) => `${first}.${second}.1.${number}`;
  const { processes, beforeStop, stop } = lab;
  return { cluster, processes, objects: applied, places, backends, ca, address, progress, beforeStop, stop };
}

/** Kinds whose host names the gateway resolves by DNS, which is not here: they name addresses instead. */
const readsAddresses = ['Middleware', 'ServersTransport'];

function withAddresses(object: Resource, places: ReadonlyMap<string, PlacedService>): Resource {
  const text = [...places.values()].reduce(
    (all, { service, namespace, address }) =>
      all.replaceAll(new RegExp(`\\b${service}\\.${namespace}\\.svc\\.cluster\\.local`, 'g'), address),
    JSON.stringify(object),
  );
  return JSON.parse(text) as Resource;
}

function concernsGateways(object: Resource): boolean {
  const group = groupOf(object);
  if (group === '') return ['Namespace', 'Service', 'Secret', 'ConfigMap'].includes(object.kind);
  return ['gateway.networking.k8s.io', ...Object.values(groups)].some((end) => group.endsWith(end));
}

function missingNamespaces(objects: readonly Resource[]): Resource[] {
  const there = new Set(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const named = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  return [...named.difference(there)].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}
