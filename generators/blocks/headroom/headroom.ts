import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { Type } from 'typebox';
import type { App } from '../../model/app.ts';
import type { AppId } from '../../model/appId.ts';
import { exceptionAnnotation } from '../../model/exceptions.ts';
import { collected } from '../../model/fact.ts';
import { headroomAnnotation } from '../../model/headroom.ts';
import type { AppSettings, Inputs } from '../../model/inputs.ts';
import { canonicalCpu, milliCpu } from '../../model/quantity.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { closed } from '../../model/settings/scalars.ts';
import { labelsOf, selectorOf } from '../labels.ts';
import { placementOf } from '../nodes/placement.ts';
import { type Priority, priorityClassName } from '../priority.ts';
import type { DeclaringFile } from '../source.ts';
import { containerSecurity, podSecurity } from '../workload/security.ts';
import { spread } from '../workload/spread.ts';
import { type PodSize, podSize } from './podSize.ts';

/** The user of the pause image, by its Dockerfile: `build/pause/Dockerfile` of kubernetes/kubernetes. */
const pauseUser = 65535;

/** What holds room, and for whom. */
export interface HeadroomSpec {
  readonly source: DeclaringFile;
  /** The apps that settings may name. */
  readonly apps: readonly AppId[];
  /** The pause image. */
  readonly image: string;
  /** Below that of every other pod, as the rule headroom-below-all wants. */
  readonly priority: Priority;
}

const count = (app: string) =>
  Type.Integer({ minimum: 1, maximum: 1000, description: `For how many pods of ${app} room is held.` });

interface HeadroomSettings extends AppSettings {
  readonly pods: Readonly<Record<string, number>>;
}

/** Rules about what pods do for others. */
const excused = ['budget-lets-drain', 'probes-set', 'rollout-without-loss'];

/** Why they are not for placeholders. */
const why = 'it does nothing and nobody calls it: it holds a place, and ends at once for whoever needs it';

/**
 * Headroom: pods that do nothing and have the size of an app's own, of the lowest priority. The scheduler ends them where
 * a pod of an app finds no other room, so that it starts at once and not when a node has come; then the placeholders wait,
 * and for them the cloud starts a node. They spread over the zones as pods of apps do.
 * https://kubernetes.io/docs/tasks/administer-cluster/node-overprovisioning/
 * An app that waits until its data can be written needs no room.
 */
export function headroom({ name, tier }: AppId, { source, apps, image, priority }: HeadroomSpec): App {
  return {
    name,
    tier,
    source,
    settings: Type.Object(
      {
        enabled: Type.Boolean({ default: true, description: 'Whether room is held at all.' }),
        pods: Type.Object(Object.fromEntries(apps.map((app) => [app.name, Type.Optional(count(app.name))])), {
          ...closed,
          default: {},
          description: 'For which apps room is held, and for how many pods of each, over all zones together.',
        }),
      },
      { ...closed, description: `Settings of ${source}.` },
    ),
    images: { [name]: image },
    uses: {},
    ports: () => ({}),
    collects: [podSize],
    notes: () => [],
    render(inputs) {
      const sizes = new Map(collected(inputs, podSize).map(({ app, value }) => [app, value]));
      return Object.entries((inputs.settings as HeadroomSettings).pods).flatMap(([app, pods]) => {
        const size = sizes.get(app);
        return size
          ? [placeholders(app, { name, tier, image: inputs.images[name] ?? image, priority }, pods, size, inputs)]
          : [];
      });
    },
  };
}

interface Holder {
  readonly name: string;
  readonly tier: string;
  readonly image: string;
  readonly priority: Priority;
}

function placeholders(
  app: string,
  { name, tier, image, priority }: Holder,
  pods: number,
  size: PodSize,
  inputs: Inputs,
): Resource {
  const own = `${name}-${app}`;
  const labels = labelsOf(own, inputs, name);
  const requests = { cpu: canonicalCpu(milliCpu(size.cpu)), memory: size.memory };
  return resource<IDeployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: own,
      namespace: tier,
      labels,
      annotations: {
        [headroomAnnotation]: app,
        // Placeholders that wait for a node are what they are for: no release waits for them.
        'argocd.argoproj.io/ignore-healthcheck': 'true',
        ...Object.fromEntries(excused.map((code) => [exceptionAnnotation(code), why])),
      },
    },
    spec: {
      replicas: pods,
      selector: { matchLabels: selectorOf(own) },
      // Others are sure to take their places: nothing is gained by keeping some while others change.
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '100%' } },
      revisionHistoryLimit: 1,
      template: {
        metadata: { labels },
        spec: {
          priorityClassName: priorityClassName(inputs.fleet.name, priority),
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 0,
          securityContext: podSecurity({ user: pauseUser, group: pauseUser }),
          ...placementOf(size, inputs),
          topologySpreadConstraints: spread(own, 'pod-template-hash'),
          containers: [
            {
              name,
              image,
              imagePullPolicy: 'IfNotPresent',
              resources: { requests, limits: requests },
              securityContext: containerSecurity,
            },
          ],
        },
      },
    },
  });
}
