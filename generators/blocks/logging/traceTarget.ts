/** Whose traces they are, and where they go. */
export interface TraceTarget {
  /** Name of the app. */
  readonly service: string;
  /** URL that takes spans by OTLP over HTTP. Absent: traces are off. */
  readonly url: string | undefined;
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
