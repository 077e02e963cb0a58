/** An EnvoyFilter that the API server and istiod take, and Envoy does not: a buffer of no bytes. */
export const refusedByEnvoy = {
  apiVersion: 'networking.istio.io/v1alpha3',
  kind: 'EnvoyFilter',
  metadata: { name: 'no-bytes', namespace: 'shop' },
  spec: {
    configPatches: [
      {
        applyTo: 'HTTP_FILTER',
        match: {
          context: 'GATEWAY',
          listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager' } } },
        },
        patch: {
          operation: 'INSERT_BEFORE',
          value: {
            name: 'envoy.filters.http.buffer',
            typed_config: {
              '@type': 'type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer',
              max_request_bytes: 0,
            },
          },
        },
      },
    ],
  },
};
