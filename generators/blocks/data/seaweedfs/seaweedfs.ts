import { type TObject, Type } from 'typebox';
import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import { Bytes, Cpu, closed } from '../../../model/settings/scalars.ts';
import { labelsOf, selectorOf } from '../../labels.ts';
import { hostOf } from '../../runtime.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import { generatedSecret } from '../../secrets/generatedSecret.ts';
import { credentialsName, systemCredentialSource } from '../../secrets/systemCredentials.ts';
import type { Source } from '../../source.ts';
import { ownerOf, podsOfOwner } from '../../workload/pods.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { bucketRules } from './bucket.ts';
import { seaweedfsPorts, seaweedfsRegion } from './names.ts';
import { seaweedfsPolicy, seaweedfsService } from './network.ts';
import { seaweedfsServer } from './server.ts';
import type { SeaweedfsDefaults, SeaweedfsSettings } from './system.ts';

/** What a bucket inside the cluster declares; its settings start with these values. */
export interface SeaweedfsSpec extends SeaweedfsDefaults {
  /** The declaring file: `here(import.meta)`. */
  readonly source: Source;
  readonly contract: Contract<'bucket'>;
  /** `registry/name:tag@sha256:digest`. */
  readonly image: string;
}

/**
 * A bucket with the interface of S3 inside the cluster, for local clusters: all of SeaweedFS in one process with one
 * volume, and one copy of each file. In the cloud a bucket of the cloud is cheaper, safer and needs no keys. The keys here
 * are random and live as long as the cluster; clients with other servers than AWS's own put the bucket into the path.
 * https://github.com/seaweedfs/seaweedfs/wiki/Amazon-S3-API
 */
export function seaweedfs(app: AppId<never>, { source, contract, image, ...defaults }: SeaweedfsSpec): App {
  const host = hostOf(app);
  return {
    name: app.name,
    tier: app.tier,
    source,
    settings: settingsSchema(source, defaults),
    images: { seaweedfs: image },
    uses: {},
    published: undefined,
    ports: () => seaweedfsPorts,
    notes: ({ cluster }) =>
      cluster.cloud === 'local' ? [] : [`${app.name} keeps one copy of each file, on one volume in one zone`],
    provides: {
      contract,
      provider: 'seaweedfs',
      onStandby: 'absent',
      endpoint: () => ({
        kind: 'bucket',
        api: 's3',
        bucket: contract.name,
        host,
        port: seaweedfsPorts.s3,
        endpoint: `http://${host}:${seaweedfsPorts.s3}`,
        region: seaweedfsRegion,
        credentials: systemCredentialSource(app.name),
        peer: { pods: { namespace: app.tier, labels: selectorOf(app.name) } },
      }),
    },
    render(inputs) {
      const labels = labelsOf(app.name, inputs, app.tier);
      const system = { app, bucket: contract.name, labels };
      const rules = bucketRules(system, inputs);
      return [
        rules,
        ...generatedSecret({
          name: credentialsName(app.name),
          namespace: app.tier,
          labels,
          random: { accessKey: 'text', secretKey: 'text' },
        }),
        serviceAccount({ owner: ownerOf(app), labels, inputs }),
        seaweedfsServer(system, inputs.settings as SeaweedfsSettings, rules, inputs),
        disruptionBudget(podsOfOwner(ownerOf(app), labels)),
        seaweedfsService(system),
        seaweedfsPolicy(system, inputs),
      ];
    },
  };
}

function settingsSchema(source: string, { storage, resources }: SeaweedfsDefaults): TObject {
  return Type.Object(
    {
      storage: Bytes('Size of the volume. It can grow where its class lets it, never shrink.', { default: storage }),
      resources: Type.Object(
        {
          cpu: Cpu('CPU that the server requests; it may burst to four times that.', { default: resources.cpu }),
          memory: Bytes('Memory of the server.', { default: resources.memory }),
        },
        { ...closed, description: 'What the server gets.' },
      ),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
