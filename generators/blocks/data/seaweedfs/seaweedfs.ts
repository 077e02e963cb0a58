import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { declared } from '../../declared/declared.ts';
import { SystemSchema } from '../../declared/systemSchema.ts';
import { selectorOf } from '../../labels.ts';
import { monitored } from '../../monitoring/targets/monitored.ts';
import { hostOf } from '../../runtime.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import { generatedSecret } from '../../secrets/generatedSecret.ts';
import { credentialsName, systemCredentialSource } from '../../secrets/systemCredentials.ts';
import { podsOfOwner } from '../../workload/pods.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { namedImages } from '../shared/images.ts';
import { metadataOf } from '../shared/system.ts';
import { bucketRules } from './bucket.ts';
import { seaweedfsTargets } from './metrics.ts';
import { seaweedfsPorts, seaweedfsRegion } from './names.ts';
import { seaweedfsPolicy, seaweedfsService } from './network.ts';
import { seaweedfsServer } from './server.ts';
import { seaweedfsSettings } from './settings.ts';
import { type SeaweedfsSpec, seaweedfsImageName, seaweedfsSystem } from './system.ts';

/**
 * Bucket with the S3 interface inside the cluster, for local clusters: all of SeaweedFS in one process with one volume,
 * and one copy of each file. In a cloud, use a bucket of the cloud: it is cheaper and safer, and needs no keys. The
 * keys here are random and never renewed. Clients must put the bucket's name into the path of addresses.
 * https://github.com/seaweedfs/seaweedfs/wiki/Amazon-S3-API
 */
export function seaweedfs(app: AppId<never>, spec: SeaweedfsSpec): App {
  const self: App = {
    name: app.name,
    tier: app.tier,
    source: spec.source,
    declared: [declared(SystemSchema, spec)],
    settings: seaweedfsSettings(spec.source, spec),
    images: namedImages(spec.images, seaweedfsImageName),
    uses: {},
    ports: () => seaweedfsPorts,
    notes: ({ cluster }) =>
      cluster.cloud === 'local' ? [] : [`${app.name} keeps one copy of each file, on one volume in one zone`],
    provides: {
      contract: spec.contract,
      provider: 'seaweedfs',
      onStandby: 'absent',
      endpoint: () => endpoint(app, spec.contract),
    },
    render(inputs) {
      const system = seaweedfsSystem(app, spec, inputs);
      const rules = bucketRules(system);
      return [
        rules,
        ...generatedSecret({
          ...metadataOf(system, credentialsName(app.name)),
          random: { accessKey: 'text', secretKey: 'text' },
        }),
        serviceAccount(system),
        seaweedfsServer(system, rules),
        disruptionBudget(podsOfOwner(system.owner, system.labels)),
        seaweedfsService(system),
        seaweedfsPolicy(system),
      ];
    },
  };
  return monitored(self, { targets: (inputs) => seaweedfsTargets(seaweedfsSystem(app, spec, inputs)) });
}

function endpoint(app: AppId, { name }: Contract<'bucket'>): Endpoint {
  const [host, port] = [hostOf(app), seaweedfsPorts.s3];
  return {
    kind: 'bucket',
    api: 's3',
    bucket: name,
    host,
    port,
    endpoint: `http://${host}:${port}`,
    region: seaweedfsRegion,
    credentials: systemCredentialSource(app),
    peer: { pods: { namespace: app.tier, labels: selectorOf(app.name) } },
  };
}
