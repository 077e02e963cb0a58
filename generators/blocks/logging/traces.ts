import type { AppId } from '../../model/appId.ts';
import { collectorName, collectorPorts, nodeAgentsNamespace } from '../../upstream/openTelemetry.ts';
import { callsIfThere } from '../names.ts';
import type { Part } from '../part.ts';
import { hostOf } from '../runtime.ts';

/** Whose traces they are, and where they go. */
export interface TraceTarget {
  /** Name of the app. */
  readonly service: string;
  /** URL that takes spans by OTLP over HTTP. Absent: traces are off. */
  readonly url: string | undefined;
}

const receiver: AppId<'otlp'> = { name: collectorName, tier: nodeAgentsNamespace, ports: ['otlp'], keys: {} };

/**
 * Sends an app's traces to the Collector on its node, where that takes any. A Collector beside the app is what upstream
 * begins with: it answers at once, knows the pod by its address, and the backend's credentials are its alone. A further
 * one for all nodes is needed to sample by whole traces, which nothing here does:
 * https://opentelemetry.io/docs/collector/deploy/agent/, https://opentelemetry.io/docs/collector/deploy/gateway/
 * @param variables the environment of the app for a target
 */
export function traces(variables: (target: TraceTarget) => Readonly<Record<string, string>>): Part {
  return ({ app }) => ({
    uses: { traces: callsIfThere(receiver, 'otlp') },
    env({ graph }) {
      const { absent, ports } = graph.uses.traces ?? {};
      const isTaken = !absent && ports?.otlp !== undefined;
      const url = `http://${hostOf(receiver)}:${collectorPorts.otlp}/v1/traces`;
      return variables({ service: app.name, url: isTaken ? url : undefined });
    },
  });
}

/**
 * The variables of OpenTelemetry's own libraries, for traces alone: metrics are scraped, and logs are read from files.
 * Without a target they say so, because these libraries would send to a Collector on localhost.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/,
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export function sdkTraces({ service, url }: TraceTarget): Readonly<Record<string, string>> {
  if (url === undefined) return { OTEL_SERVICE_NAME: service, OTEL_TRACES_EXPORTER: 'none' };
  return {
    OTEL_SERVICE_NAME: service,
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf',
  };
}
