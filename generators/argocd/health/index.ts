import { readdirSync, readFileSync } from 'node:fs';

/** Kinds whose status has the fields of another kind, and which share its check. */
const alike: Readonly<Record<string, readonly string[]>> = {
  'configuration.konghq.com/KongPlugin': [
    'configuration.konghq.com/KongClusterPlugin',
    'configuration.konghq.com/KongConsumer',
  ],
  'grafana.integreatly.org/GrafanaDashboard': [
    'grafana.integreatly.org/GrafanaDatasource',
    'grafana.integreatly.org/GrafanaFolder',
  ],
  'monitoring.coreos.com/Prometheus': ['monitoring.coreos.com/Alertmanager'],
  'rabbitmq.com/Queue': [
    'rabbitmq.com/Binding',
    'rabbitmq.com/Exchange',
    'rabbitmq.com/Permission',
    'rabbitmq.com/Policy',
    'rabbitmq.com/User',
    'rabbitmq.com/Vhost',
  ],
};

/** Nobody writes the state of these kinds. */
const unreported = {
  monitoring:
    'a part of a configuration: the operator reports on it only with the feature gate StatusForConfigurationResources, which is off',
  istio: 'istiod reports nothing of it outside a mesh: the Gateway reports whether it serves',
  traefik: 'its CRD has no status: the routes that name it report whether it is there',
} as const;

/** Custom kinds that have no health check, with the reason why they need none. */
export const withoutHealth: Readonly<Record<string, string>> = {
  'cloud.google.com/ComputeClass':
    'GKE says of it whether its configuration is valid, in conditions that no document names: its pods say whether nodes come',
  'argoproj.io/AppProject': 'limits what Applications may do; nothing acts on it by itself',
  'gateway-operator.konghq.com/GatewayConfiguration': 'the Gateway reports whether what is made of it serves',
  'gateway.networking.k8s.io/ReferenceGrant': 'a permission: the routes that need it report whether they may',
  'generators.external-secrets.io/Password': 'a generator: nothing happens until an ExternalSecret uses it',
  'keda.sh/TriggerAuthentication': 'a reference to credentials: its status only lists who uses it',
  'monitoring.coreos.com/AlertmanagerConfig': unreported.monitoring,
  'monitoring.coreos.com/PodMonitor': unreported.monitoring,
  'monitoring.coreos.com/PrometheusRule': unreported.monitoring,
  'monitoring.coreos.com/ScrapeConfig': unreported.monitoring,
  'monitoring.coreos.com/ServiceMonitor': unreported.monitoring,
  'networking.istio.io/DestinationRule': unreported.istio,
  'networking.istio.io/EnvoyFilter': unreported.istio,
  'security.istio.io/AuthorizationPolicy': unreported.istio,
  'security.istio.io/RequestAuthentication': unreported.istio,
  'traefik.io/Middleware': unreported.traefik,
  'traefik.io/ServersTransport': unreported.traefik,
  'traefik.io/TraefikService': unreported.traefik,
};

/**
 * Lua health checks by `group/Kind`: the kinds that Argo CD has no check for, and those for which its own is wrong for us.
 * Each one says in its first lines why it is there and where its facts come from. They are the files of this folder,
 * named `<group>_<Kind>.lua`.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
export const healthChecks: Readonly<Record<string, string>> = readChecks();

function readChecks(): Record<string, string> {
  const checks: [string, string][] = [];
  for (const file of readdirSync(import.meta.dirname)) {
    if (!file.endsWith('.lua')) continue;
    const kind = file.slice(0, -'.lua'.length).replace('_', '/');
    const lua = readFileSync(new URL(file, import.meta.url), 'utf8');
    for (const each of [kind, ...(alike[kind] ?? [])]) checks.push([each, lua]);
  }
  return Object.fromEntries(checks.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The checks as entries of the ConfigMap `argocd-cm`: `resource.customizations.health.<group>_<Kind>`.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#way-1-define-a-custom-health-check-in-argocd-cm-configmap
 * @param checks Lua by `group/Kind`
 */
export function healthCustomizations(checks: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(checks).map(([kind, lua]) => [`resource.customizations.health.${kind.replace('/', '_')}`, lua]),
  );
}
