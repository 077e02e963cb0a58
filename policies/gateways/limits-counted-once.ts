import type { Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { allPods } from '../cluster/pods.ts';
import { gatewayParameters, withIstio } from '../example/gateways.ts';
import { jwt, kongRoute, plugin, withKong } from '../example/kong.ts';
import { middleware, withTraefik } from '../example/traefik.ts';
import { withField } from '../example/withField.ts';
import { kindOf } from '../kubernetes/kind.ts';
import { countsAlone } from '../systems/gateways/countsAlone.ts';

const local: Resource = {
  apiVersion: 'networking.istio.io/v1alpha3',
  kind: 'EnvoyFilter',
  metadata: { name: 'limits', namespace: 'gateways' },
  spec: {
    configPatches: [
      {
        applyTo: 'HTTP_FILTER',
        patch: {
          operation: 'INSERT_BEFORE',
          value: {
            name: 'envoy.filters.http.local_ratelimit',
            typed_config: {
              '@type': 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
            },
          },
        },
      },
    ],
  },
};

const limitsCountedOnce = rule({
  code: 'limits-counted-once',
  severity: 'error',
  title: 'All pods of a gateway count the requests of a caller together.',
  why:
    'Where each pod counts alone, a limit grows with the number of pods and falls when a node is drained: an attack that ' +
    'scales the gateway out raises its own limit. https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/ratelimit/',
  fix: 'Let the limit count in the store of all pods (redis), or give the gateway one pod.',
  *check(view) {
    const gateways = allPods(view).filter(({ built }) => built.resource.kind === 'Gateway');
    // How many pods a chart runs, nobody here knows: they count as several.
    if (!gateways.some(({ replicas }) => replicas.max !== 1)) return;
    for (const object of view.all) {
      const field = countsAlone[kindOf(object.resource)]?.(object.resource);
      if (field === undefined) continue;
      yield { object, field, message: 'Each pod of the gateway counts requests for itself, and there may be several.' };
    }
  },
  passes: [
    {
      title: 'a limit in Valkey, by Traefik',
      among: withTraefik,
      objects: [middleware('limit', { rateLimit: { average: 20, redis: { endpoints: ['limits.example.com:6379'] } } })],
    },
    {
      title: 'a limit in Valkey, by Kong',
      among: withKong,
      objects: [plugin('limit', 'rate-limiting', { second: 20, policy: 'redis' })],
    },
    {
      title: 'one pod that counts for itself',
      among: withIstio,
      objects: [
        local,
        withField(gatewayParameters, 'data.horizontalPodAutoscaler', 'spec: { minReplicas: 1, maxReplicas: 1 }\n'),
      ],
    },
    { title: 'another plugin', among: withKong, objects: [jwt, kongRoute] },
  ],
  fails: [
    {
      title: 'a limit without a store, by Traefik',
      among: withTraefik,
      objects: [middleware('limit', { rateLimit: { average: 20 } })],
    },
    {
      title: 'the default of Kong',
      among: withKong,
      objects: [plugin('limit', 'rate-limiting', { second: 20, limit_by: 'header' })],
    },
    {
      title: 'a plugin for the whole cluster',
      among: withKong,
      objects: [
        {
          ...plugin('limit', 'rate-limiting', { minute: 20, policy: 'local' }),
          kind: 'KongClusterPlugin',
          metadata: { name: 'limit' },
        },
      ],
    },
    { title: 'a bucket in each Envoy, by Istio', among: withIstio, objects: [local] },
  ],
});

export default limitsCountedOnce;
