import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../../model/quantity.ts';
import { type Resource, resource } from '../../../../model/resource.ts';
import { elasticsearchPorts, kibanaContainer, kibanaUser } from '../../../../upstream/elastic.ts';
import { labelsOf, selectorOf } from '../../../labels.ts';
import { closedPolicy, inSameNamespace } from '../../../networking/closedPolicy.ts';
import { dnsRule } from '../../../networking/egress.ts';
import { tcp } from '../../../networking/peers.ts';
import { disruptionBudget } from '../../../scaling/disruptionBudget.ts';
import { podsOfOwner } from '../../../workload/pods.ts';
import { podSecurity } from '../../../workload/security.ts';
import { imageVersion } from '../../shared/imageVersion.ts';
import { metadataOf } from '../../shared/system.ts';
import type { Kibana } from '../types.ts';
import { kibanaName, type LogStore } from './store.ts';

/**
 * Kibana: one pod, which holds nothing. Nobody reaches it but by the Kubernetes API (`kubectl port-forward`): a login by
 * the company's identity provider needs a Platinum licence (`OIDC_REALM_FEATURE` in
 * `x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/Security.java` of Elasticsearch), and names and
 * passwords that people share do not belong behind a gateway.
 */
export function kibana(system: LogStore): Resource[] {
  const { app, names, inputs, settings } = system;
  if (!settings.kibana.enabled) return [];
  const labels = labelsOf(kibanaName(names), inputs, app.tier);
  const pods = selectorOf(kibanaName(names));
  return [
    kibanaResource(system),
    disruptionBudget(podsOfOwner({ name: kibanaName(names), namespace: app.tier }, labels)),
    closedPolicy(
      { ...metadataOf(system, kibanaName(names)), labels },
      { matchLabels: pods },
      {
        egress: [
          dnsRule(inputs.cluster),
          { to: [inSameNamespace(selectorOf(app.name))], ports: [tcp(elasticsearchPorts.https)] },
        ],
      },
    ),
  ];
}

/** It asks nobody outside the cluster: https://www.elastic.co/docs/deploy-manage/deploy/self-managed/air-gapped-install */
function kibanaResource(system: LogStore): Resource {
  const { app, names, images, inputs, settings, priorityClassName } = system;
  const { cpu, memory } = settings.kibana.resources;
  const size = canonicalBytes(bytes(memory));
  return resource<Kibana>({
    apiVersion: 'kibana.k8s.elastic.co/v1',
    kind: 'Kibana',
    metadata: metadataOf(system, names.cluster),
    spec: {
      version: imageVersion(images.kibana, 'Kibana'),
      image: images.kibana,
      count: 1,
      elasticsearchRef: { name: names.cluster },
      config: {
        'telemetry.optIn': false,
        'telemetry.allowChangingOptInStatus': false,
        'newsfeed.enabled': false,
        'map.includeElasticMapsService': false,
        'xpack.fleet.isAirGapped': true,
      },
      podTemplate: {
        metadata: { labels: labelsOf(kibanaName(names), inputs, app.tier) },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName,
          securityContext: podSecurity({ user: kibanaUser, group: kibanaUser }),
          containers: [
            {
              name: kibanaContainer,
              resources: {
                requests: { cpu: canonicalCpu(milliCpu(cpu)), memory: size },
                limits: { cpu: canonicalCpu(milliCpu(cpu) * 4), memory: size },
              },
            },
          ],
        },
      },
    },
  });
}
