import type { Built } from '../../generators/model/rule.ts';
import { at, listAt } from '../kubernetes/reading.ts';
import { clusterWide, type Reference } from '../kubernetes/reference.ts';
import { namedAt } from './gateways/references.ts';
import { none, type System } from './system.ts';

/** Policies of Istio that are for a Gateway: https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference */
export const istio: System = {
  pods: none,
  images: none,
  secrets: none,
  references: {
    'security.istio.io/RequestAuthentication': targets,
    'security.istio.io/AuthorizationPolicy': targets,
    'networking.istio.io/EnvoyFilter': targets,
    'telemetry.istio.io/Telemetry': targets,
    'extensions.istio.io/WasmPlugin': targets,
  },
  volumes: none,
  immutable: none,
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: none,
  steps: none,
  promises: none,
};

function targets(from: Built): Reference[] {
  return listAt(from.resource.spec, ['targetRefs']).flatMap((target, index) => {
    const found = namedAt(from, `spec.targetRefs[${index}]`, target);
    return at(target, ['kind']) === 'GatewayClass' ? clusterWide(found) : found;
  });
}
