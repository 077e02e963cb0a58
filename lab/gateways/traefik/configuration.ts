/**
 * Static configuration of Traefik, with the fields that are read here.
 * https://doc.traefik.io/traefik/reference/install-configuration/configuration-options/
 */
export interface TraefikConfiguration {
  readonly entryPoints: Readonly<Record<string, EntryPoint>>;
  readonly providers?: {
    readonly kubernetesGateway?: object;
    readonly kubernetesCRD?: object;
    readonly [provider: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface EntryPoint {
  /** Such as `:8000`. */
  readonly address: string;
  readonly [field: string]: unknown;
}

/** The port of the entry point for the API and for readiness. */
export const traefikApiPort = 9001;

/** The configuration of production with all that differs in the lab. */
export function labConfiguration(production: TraefikConfiguration, address: string): TraefikConfiguration {
  const { entryPoints, providers = {} } = production;
  const here = ({ address: at, ...rest }: EntryPoint) => ({
    ...rest,
    address: `${address}${at.slice(at.indexOf(':'))}`,
  });
  const open = Object.entries(entryPoints).map(([name, one]): [string, EntryPoint] => [name, here(one)]);
  // There are no pods, and an EndpointSlice may not have loopback addresses: backends listen on their Services' own.
  const native = { nativeLBByDefault: true };
  return {
    ...production,
    // Nothing leaves this machine.
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    // One loopback address in place of all addresses of a pod. `traefik` is the entry point of the API.
    entryPoints: { ...Object.fromEntries(open), traefik: { address: `${address}:${traefikApiPort}` } },
    api: { insecure: true },
    ping: { entryPoint: 'traefik' },
    providers: {
      ...providers,
      // The default, two seconds, would be waited for at each change.
      providersThrottleDuration: '100ms',
      // No Service of Traefik has an address to be reported.
      kubernetesGateway: { ...providers.kubernetesGateway, ...native, statusAddress: { ip: address } },
      kubernetesCRD: { ...providers.kubernetesCRD, ...native },
    },
  };
}
