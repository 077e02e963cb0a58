import type { IService } from 'kubernetes-models/v1/Service';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { once } from './once.ts';
import { entries } from './reading.ts';
import { matches, type ObjectLabels } from './selector.ts';
import type { Workload } from './workload.ts';

/** A Service that sends traffic to pods. */
export interface PodService {
  readonly built: Built;
  readonly namespace: string;
  readonly selector: ObjectLabels;
  readonly ports: NonNullable<IService['spec']>['ports'];
}

/** The Services of a cluster that select pods; those without a selector send traffic elsewhere. */
export const podServices = once((view): readonly PodService[] =>
  view.ofKind('Service', '').flatMap((built) => {
    const spec = built.resource.spec as IService['spec'];
    if (entries(spec?.selector).length === 0 || spec?.type === 'ExternalName') return [];
    const namespace = built.resource.metadata.namespace ?? '';
    return [{ built, namespace, selector: spec?.selector as ObjectLabels, ports: spec?.ports }];
  }),
);

/** The Services that send traffic to a workload's pods. */
export function servicesOf(view: ClusterView, { namespace, labels }: Workload): readonly PodService[] {
  const inNamespace = byNamespace(view).get(namespace) ?? [];
  return inNamespace.filter(({ selector }) => matches({ matchLabels: selector }, labels));
}

const byNamespace = once((view) => Map.groupBy(podServices(view), ({ namespace }) => namespace));
