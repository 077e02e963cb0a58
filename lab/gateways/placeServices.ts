import type { IService } from 'kubernetes-models/v1/Service';
import type { Resource } from '../../generators/model/resource.ts';

/** A Service with an address of this machine, where a real process can stand in for its pods. */
export interface PlacedService {
  readonly service: string;
  readonly namespace: string;
  readonly address: string;
  /** TCP ports: those of the Service, and the target ports that are numbers. */
  readonly ports: readonly number[];
  /** The target ports that are names, with the port of the Service. */
  readonly named: Readonly<Record<string, number>>;
  readonly selector: Readonly<Record<string, string>>;
}

/** Objects in which each Service has a fixed address. */
export interface PlacedObjects {
  readonly objects: readonly Resource[];
  /** By `<namespace>/<Service>`. */
  readonly places: ReadonlyMap<string, PlacedService>;
}

/**
 * Gives each Service with pods a fixed `clusterIP`. Headless Services, those without a selector and `ExternalName` stay
 * as they are: no gateway can reach them by one address.
 * @param range the addresses of a cluster's Services, such as `127.96.0.0/16`
 */
export function placeServices(objects: readonly Resource[], range: string): PlacedObjects {
  const prefix = range.split('.').slice(0, 2).join('.');
  const places = new Map<string, PlacedService>();
  const placed = objects.map((object) => {
    const { spec } = object as Partial<IService>;
    if (object.apiVersion !== 'v1' || object.kind !== 'Service' || !spec?.selector || spec.clusterIP) return object;
    const { name: service, namespace = '' } = object.metadata;
    const { size } = places;
    const address = `${prefix}.${firstBlock + Math.floor(size / 250)}.${1 + (size % 250)}`;
    const { selector, ports = [] } = spec;
    const tcp = ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP');
    const numbers = tcp.flatMap(({ port, targetPort }) => (typeof targetPort === 'number' ? [port, targetPort] : port));
    const named = tcp.flatMap(({ port, targetPort }) => (typeof targetPort === 'string' ? [[targetPort, port]] : []));
    places.set(`${namespace}/${service}`, {
      service,
      namespace,
      address,
      ports: [...new Set(numbers)],
      named: Object.fromEntries(named),
      selector,
    });
    return { ...object, spec: { ...spec, clusterIP: address } };
  });
  return { objects: placed, places };
}

/** The first block of 256 addresses for Services: those below are for the gateways, and for `kubernetes` itself. */
const firstBlock = 10;
