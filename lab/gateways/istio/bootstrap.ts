import type { GatewayPod } from './workloads.ts';

/** The port of Envoy's own API. */
export const envoyAdminPort = 15_000;

/**
 * The configuration with which the Envoy of a gateway starts: where istiod is, and who it is itself. In production
 * Istio's agent writes it.
 * https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/overview/examples#dynamic
 */
export function bootstrap({ name, namespace, address, labels }: GatewayPod, serviceAccount: string, xds: string) {
  const [host, port] = xds.split(':');
  const ads = { ads: {}, resource_api_version: 'V3', initial_fetch_timeout: '0s' };
  const identity = `URI=spiffe://cluster.local/ns/${namespace}/sa/${serviceAccount}`;
  return {
    node: {
      id: `router~${address}~${name}.${namespace}~${namespace}.svc.cluster.local`,
      cluster: `${name}.${namespace}`,
      locality: {},
      metadata: {
        NAME: name,
        NAMESPACE: namespace,
        LABELS: labels,
        CLUSTER_ID: 'Kubernetes',
        MESH_ID: 'cluster.local',
        ISTIO_VERSION: '1.31.0',
        INSTANCE_IPS: address,
        SERVICE_ACCOUNT: serviceAccount,
        WORKLOAD_NAME: name,
      },
    },
    admin: { address: socket(address, envoyAdminPort) },
    dynamic_resources: {
      lds_config: ads,
      cds_config: ads,
      ads_config: {
        api_type: 'GRPC',
        transport_api_version: 'V3',
        set_node_on_first_message_only: true,
        grpc_services: [
          {
            envoy_grpc: { cluster_name: 'istiod' },
            initial_metadata: [{ key: 'x-forwarded-client-cert', value: identity }],
          },
        ],
      },
    },
    static_resources: {
      clusters: [
        {
          name: 'istiod',
          type: 'STATIC',
          connect_timeout: '1s',
          typed_extension_protocol_options: {
            [httpOptions]: {
              '@type': `type.googleapis.com/${httpOptions}`,
              explicit_http_config: { http2_protocol_options: {} },
            },
          },
          load_assignment: {
            cluster_name: 'istiod',
            endpoints: [{ lb_endpoints: [{ endpoint: { address: socket(String(host), Number(port)) } }] }],
          },
        },
      ],
    },
  };
}

const httpOptions = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

const socket = (address: string, port: number) => ({ socket_address: { address, port_value: port } });
