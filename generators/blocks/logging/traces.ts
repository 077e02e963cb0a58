import type { AppId } from '../../model/appId.ts';
import { collectorName, collectorPorts, nodeAgentsNamespace } from '../../upstream/openTelemetry.ts';
import { callsIfThere } from '../names.ts';
import type { Part } from '../part.ts';
import { hostOf } from '../runtime.ts';
import type { TraceTarget } from './traceTarget.ts';

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
