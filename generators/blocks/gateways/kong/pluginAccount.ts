import { isJsonObject, type JsonObject } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { kongReads } from '../../../upstream/kong.ts';
import { limitsSecret } from '../limits.ts';

/** The Secret with the account of the store of limits that the plugins of an app read. */
export function pluginAccountName(app: string): string {
  return `${app}-limits`;
}

/**
 * That Secret: the account as JSON strings, because the controller pastes the value of a patch into a JSON document as
 * it is. A password without quotes would break the plugin, and the limit would be gone.
 * `applyJSONPatchFromNamespacedSecretRef` in `ingress-controller/internal/dataplane/kongstate/plugin.go` of
 * https://github.com/Kong/kong-operator/tree/v2.2.3
 */
export function pluginAccount(app: string, namespace: string, labels: Readonly<Record<string, string>>): Resource {
  return asJson(limitsSecret(namespace, labels), pluginAccountName(app));
}

function asJson(secret: Resource, name: string): Resource {
  const spec = secret.spec as { readonly target: JsonObject & { readonly template: JsonObject } };
  const { template } = spec.target;
  const metadata = isJsonObject(template.metadata) ? template.metadata : {};
  const labels = isJsonObject(metadata.labels) ? metadata.labels : {};
  const data = Object.entries(template.data as Readonly<Record<string, string>>);
  return {
    ...secret,
    metadata: { ...secret.metadata, name },
    spec: {
      ...spec,
      target: {
        ...spec.target,
        name,
        template: {
          ...template,
          metadata: { ...metadata, labels: { ...labels, ...kongReads } },
          data: Object.fromEntries(data.map(([key, value]) => [key, value.replace(/ }}$/, ' | toJson }}')])),
        },
      },
    },
  };
}
