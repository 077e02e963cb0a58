import { fieldsIn } from '../kubernetes/fields.ts';
import { none, type System } from './system.ts';

/** Gateways and their classes: https://gateway-api.sigs.k8s.io/reference/spec/ */
export const gatewayApi: System = {
  pods: none,
  images: none,
  secrets: none,
  references: none,
  volumes: none,
  immutable: { 'gateway.networking.k8s.io/GatewayClass': fieldsIn('spec.controllerName') },
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  users: none,
  servers: none,
  services: none,
  promises: none,
};
