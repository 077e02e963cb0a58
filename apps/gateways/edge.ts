import { calledByGateway } from '../../generators/blocks/gateways/calledByGateway.ts';
import { edgeConfigYaml } from '../../generators/blocks/gateways/edge/config.ts';
import { cpu } from '../../generators/blocks/scaling/scale.ts';
import { service } from '../../generators/blocks/service.ts';
import { here } from '../../generators/blocks/source.ts';
import { variable, withVariables } from '../../generators/blocks/workload/containerText.ts';
import { names, userTokens } from '../names.ts';
import { priorities } from '../priorities.ts';
import { envoy } from '../runtimes/envoy.ts';

/**
 * What answers at the edge in the place of apps, whatever the gateway: 426 to versions of the mobile app that are too
 * old, 404 for closed paths, and whether a token is right, for gateways that verify none themselves. It runs on standby
 * clusters too, where nobody has tokens: some routes lead there. Arguments:
 * https://www.envoyproxy.io/docs/envoy/latest/operations/cli
 */
export const edge = service(names.edge, {
  source: here(import.meta),
  runtime: envoy,
  scale: { min: 2, max: 8, on: [cpu(60)] },
  resources: { cpu: '100m', memory: '192Mi' },
  priority: priorities.critical,
  callersKnownBy: 'edge is where gateways ask about a token',
  uses: { tokens: userTokens.keysIfThere },
  parts: [calledByGateway(['verify', 'upgrade', 'closed'])],
  env: ({ uses, inputs }) => ({
    ENVOY_CONFIG: edgeConfigYaml(inputs.graph.uses.tokens?.absent ? undefined : uses.tokens),
  }),
  // By default it has a thread for each core of the node, and memory shared with a process that replaces it.
  args: () => [
    '--config-yaml',
    withVariables`${variable('ENVOY_CONFIG')}`,
    '--concurrency',
    '2',
    '--disable-hot-restart',
    '--log-level',
    'warning',
  ],
});
