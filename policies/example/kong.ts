import type { Resource } from '../../generators/model/resource.ts';
import { kongReads } from '../../generators/upstream/kong.ts';
import { certificate, completeWith, gateway, gatewayMetadata, gatewayObjects, route } from './gateways.ts';
import { metadataOf } from './parts.ts';
import { labelsOf } from './pod.ts';
import { withField } from './withField.ts';

/** A plugin beside the route. */
export function plugin(name: string, kind: string, config: object): Resource {
  return {
    apiVersion: 'configuration.konghq.com/v1',
    kind: 'KongPlugin',
    metadata: { ...metadataOf('api', 'backend'), name },
    plugin: kind,
    config,
  };
}

/** The class, what configures it, and the Gateway. */
const kongGateway: readonly Resource[] = [
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: 'kong', labels: labelsOf('gateway') },
    spec: {
      controllerName: 'konghq.com/gateway-operator',
      parametersRef: {
        group: 'gateway-operator.konghq.com',
        kind: 'GatewayConfiguration',
        namespace: 'gateways',
        name: 'kong',
      },
    },
  },
  {
    apiVersion: 'gateway-operator.konghq.com/v2beta1',
    kind: 'GatewayConfiguration',
    metadata: { ...gatewayMetadata, name: 'kong' },
    spec: {
      dataPlaneOptions: {
        deployment: {
          scaling: { horizontal: { minReplicas: 2, maxReplicas: 6 } },
          podTemplateSpec: {
            metadata: { labels: labelsOf('gateway') },
            spec: {
              containers: [
                {
                  name: 'proxy',
                  resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '512Mi' } },
                },
              ],
            },
          },
        },
      },
    },
  },
  withField(withField(gateway, 'spec.gatewayClassName', 'kong'), 'spec.infrastructure', undefined),
];

/** Verifies tokens. */
export const jwt = plugin('tokens', 'jwt', { key_claim_name: 'iss', claims_to_verify: ['exp'] });

/** Takes the header of the user away. */
export const identity = plugin('identity', 'pre-function', {
  access: ["kong.service.request.clear_header('X-User-Id')"],
});

/** The route, behind those plugins. */
export const kongRoute: Resource = {
  ...withField(route, 'spec.rules[0].timeouts', undefined),
  metadata: { ...metadataOf('api', 'backend'), annotations: { 'konghq.com/plugins': 'identity, tokens' } },
};

/** Writes the Secret of the host with the label by which Kong finds it. */
export const kongCertificate = withField(certificate, 'spec.secretTemplate', { labels: { ...kongReads } });

/** The complete set, which the world reaches by Kong. */
export const withKong = completeWith(...gatewayObjects, ...kongGateway, kongCertificate, jwt, identity, kongRoute);
