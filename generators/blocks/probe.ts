/** An HTTP request to a port of the container, by its name: any status from 200 to 399 is a success. */
export interface HttpProbe {
  readonly port: string;
  readonly path: string;
  /** Headers of the request, such as `Host` for a program that answers one name alone. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A command in the container: it succeeds with the exit code 0. No shell reads it. */
export interface ExecProbe {
  readonly exec: readonly string[];
}

/** A TCP connection to a port of the container, by its name. */
export interface TcpProbe {
  readonly tcp: string;
}

/** gRPC's own health check, of the whole server or of one service: https://github.com/grpc/grpc/blob/master/doc/health-checking.md */
export interface GrpcProbe {
  readonly grpc: string;
  readonly service?: string;
}

/** No probe, and the reason: excuses the workload from the rule probes-set. */
export interface NoProbe {
  readonly none: string;
}

/**
 * What the kubelet asks a container:
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/. Its timing is
 * the same for all workloads, but for the time to start.
 */
export type ContainerProbe = HttpProbe | ExecProbe | TcpProbe | GrpcProbe | NoProbe;

/** The probes of a container that keeps running. */
export interface Probes {
  readonly startup: ContainerProbe;
  readonly readiness: ContainerProbe;
  /** Depends on nothing but the process itself. */
  readonly liveness: ContainerProbe;
}

/** Minutes that a container may take to start, where nobody says more. */
export const startMinutes = 5;
