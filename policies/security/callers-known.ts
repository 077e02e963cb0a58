import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { gatewayName, gatewayNamespace } from '../../generators/upstream/gateways.ts';
import { allPods } from '../cluster/pods.ts';
import { configMap, deployment, networkPolicy } from '../example/api.ts';
import { openTo } from '../example/parts.ts';
import { withField } from '../example/withField.ts';
import { namespaceLabels, policiesOn } from '../kubernetes/network.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { matches } from '../kubernetes/selector.ts';
import { variablesOf } from '../systems/builtIn/environment.ts';

const gateways = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': gatewayNamespace } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': gatewayName } },
};
const published = withField(networkPolicy, 'spec.ingress[1]', openTo(gateways, 8080));
const verifies = {
  OIDC_ISSUER: 'https://auth.example.com/realms/shop',
  OIDC_AUDIENCE: 'shop',
  OIDC_JWKS_URL: 'https://auth.example.com/certs',
};

/** What a program has to be told to verify a token, by how its variables end. */
const needed = {
  'who signed a token (a variable that ends in ISSUER)': /(^|_)ISSUER$/,
  'whom a token is meant for (a variable that ends in AUDIENCE)': /(^|_)AUDIENCE(_REGEX)?$/,
  'where the keys are (a variable with JWKS in it)': /(^|_)JWKS(_|$)/,
};

const callersKnown = rule({
  code: 'callers-known',
  severity: 'error',
  title: 'Whatever gateways may reach verifies the tokens of its callers: issuer, audience and keys.',
  why:
    'A server that is told no audience takes tokens that were meant for another one, and a server that is told nothing ' +
    'of tokens takes everybody. https://datatracker.ietf.org/doc/html/rfc8725#section-3.9',
  fix: 'Give the app the part verifiesTokens of apps/tokens.ts; or say in callersKnownBy how it knows its callers.',
  *check(view) {
    for (const pods of allPods(view)) {
      const { workload } = pods;
      if (!workload || !isPublished(view, pods)) continue;
      const names = [...variablesOf(view, workload).keys()];
      const lacking = Object.entries(needed).filter(([, pattern]) => !names.some((name) => pattern.test(name)));
      if (lacking.length === 0) continue;
      const message = `Gateways may reach it, and it is not told ${lacking.map(([what]) => what).join(', nor ')}.`;
      yield { object: workload.built, field: `${workload.path}.containers`, message };
    }
  },
  passes: [
    { title: 'nobody outside may call it', objects: [networkPolicy] },
    { title: 'all three variables', objects: [published, withField(configMap, 'data', verifies)] },
    {
      title: 'variables of a program that calls them otherwise',
      objects: [
        published,
        withField(configMap, 'data', {
          CENTRIFUGO_CLIENT_TOKEN_ISSUER: 'https://auth.example.com/realms/shop',
          CENTRIFUGO_CLIENT_TOKEN_AUDIENCE: 'shop',
          CENTRIFUGO_CLIENT_TOKEN_JWKS_PUBLIC_ENDPOINT: 'https://auth.example.com/certs',
        }),
      ],
    },
    {
      title: 'an expression for several audiences',
      objects: [
        published,
        withField(
          withField(configMap, 'data', { ...verifies, OIDC_AUDIENCE_REGEX: '^(shop|app)$' }),
          'data.OIDC_AUDIENCE',
          undefined,
        ),
      ],
    },
    {
      title: 'a port for other pods of that namespace alone',
      objects: [withField(published, 'spec.ingress[1].from[0].podSelector.matchLabels', { app: 'other' })],
    },
  ],
  fails: [
    { title: 'an app that is told nothing of tokens', objects: [published] },
    {
      title: 'an app without an audience',
      objects: [published, withField(withField(configMap, 'data', verifies), 'data.OIDC_AUDIENCE', undefined)],
    },
    {
      title: 'an app without keys',
      objects: [
        published,
        withField(deployment, 'spec.template.spec.containers[api].env', [
          { name: 'OIDC_ISSUER', value: verifies.OIDC_ISSUER },
          { name: 'OIDC_AUDIENCE', value: verifies.OIDC_AUDIENCE },
        ]),
      ],
    },
  ],
});

function isPublished(view: ClusterView, pods: PodGroup): boolean {
  const labels = namespaceLabels(view, gatewayNamespace);
  return policiesOn(view, pods, 'Ingress').some(({ rules }) =>
    (rules.Ingress ?? []).some(({ peers }) =>
      peers.some(
        ({ namespaceSelector, podSelector }) =>
          namespaceSelector !== undefined &&
          matches(namespaceSelector, labels) &&
          matches(podSelector, { 'app.kubernetes.io/name': gatewayName }),
      ),
    ),
  );
}

export default callersKnown;
