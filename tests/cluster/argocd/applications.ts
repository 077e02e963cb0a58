import { type ApplicationSource, isPinned } from '../../../generators/release/applicationSource.ts';
import type { KubernetesApi, Ref } from '../../../lab/api/client.ts';

/** The fields of an Argo CD Application that tests read. */
export interface Application extends Ref {
  readonly metadata: Ref['metadata'] & {
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
  };
  readonly spec?: { readonly source?: ApplicationSource; readonly sources?: readonly ApplicationSource[] };
  readonly status?: {
    readonly sync?: { readonly status?: string; readonly revision?: string; readonly revisions?: readonly string[] };
    readonly health?: { readonly status?: string };
    readonly reconciledAt?: string;
    readonly history?: readonly { readonly deployedAt: string }[];
    readonly operationState?: {
      readonly phase?: string;
      readonly message?: string;
      readonly startedAt?: string;
      readonly finishedAt?: string;
    };
    readonly conditions?: readonly { readonly type: string; readonly message: string }[];
    readonly resources?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly status?: string;
      readonly health?: { readonly status?: string; readonly message?: string };
    }[];
  };
}

export const applications = (api: KubernetesApi) =>
  api.list<Application>('argoproj.io/v1alpha1', 'Application', { namespace: 'argocd' });

export const isWell = ({ status }: Application) =>
  status?.sync?.status === 'Synced' && status.health?.status === 'Healthy';

/** Whether an Application was compared with a commit. */
export const isAt = ({ status }: Application, commit: string) =>
  status?.sync?.revision === commit || status?.sync?.revisions?.includes(commit) === true;

/** Whether an Application reads this repository: one from a folder of another repository is at no commit of ours. */
export const isOurs = ({ spec }: Application) =>
  [...(spec?.sources ?? []), ...(spec?.source ? [spec.source] : [])].some((one) => !isPinned(one));

/** One line with the state of an Application and its unhealthy objects. */
export function describe({ metadata: { name }, status }: Application): string {
  const trouble = [
    ...(status?.conditions ?? []).map(({ message }) => message),
    ...(isWorking(status?.operationState?.phase) ? [] : [status?.operationState?.message ?? '']),
    ...(status?.resources ?? [])
      .filter(({ health, status: sync }) => (health?.status ?? 'Healthy') !== 'Healthy' || sync === 'OutOfSync')
      .map(
        ({ kind, name: of, status: sync, health }) =>
          `${kind}/${of} ${sync} ${health?.status} ${health?.message ?? ''}`,
      ),
  ];
  return `${name} ${status?.sync?.status} ${status?.health?.status} ${trouble.join('; ').slice(0, 400)}`;
}

const isWorking = (phase = 'Succeeded') => phase === 'Succeeded';

const refreshAnnotation = 'argocd.argoproj.io/refresh';

/** Requests a refresh, as a webhook would. */
export const refresh = (api: KubernetesApi, { apiVersion, kind, metadata }: Ref, how: 'normal' | 'hard' = 'normal') =>
  api.patch({ apiVersion, kind, metadata }, { metadata: { annotations: { [refreshAnnotation]: how } } });

/**
 * Whether Argo CD has done the last refresh that was requested. It removes the annotation then (`persistAppStatus` in
 * controller/appcontroller.go). A comparison of its own accord does not: the time of the last one says nothing of this.
 */
export const isRefreshed = ({ metadata }: Application) => metadata.annotations?.[refreshAnnotation] === undefined;
