import { type ApplicationSource, isPinned } from '../../../generators/release/applicationSource.ts';
import type { KubernetesApi, Ref } from '../../../lab/api/client.ts';
import { until } from '../../../lab/until.ts';
import type { Annotated } from './objects.ts';

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

const [apiVersion, namespace] = ['argoproj.io/v1alpha1', 'argocd'];

export const applications = (api: KubernetesApi) => api.list<Application>(apiVersion, 'Application', { namespace });

export const applicationNamed = (api: KubernetesApi, name: string) =>
  api.get<Application>({ apiVersion, kind: 'Application', metadata: { name, namespace } });

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

const setAnnotation = 'argocd.argoproj.io/application-set-refresh';
const sets = [apiVersion, 'ApplicationSet', { namespace }] as const;

/** Has ApplicationSets read git, as a webhook does after a push. */
async function refreshSets(api: KubernetesApi): Promise<void> {
  for (const one of await api.list(...sets))
    await api.patch(one, { metadata: { annotations: { [setAnnotation]: 'true' } } });
}

/** Has ApplicationSets read git, and waits until they have: the controller removes the annotation then. */
export async function askSets(api: KubernetesApi): Promise<void> {
  await refreshSets(api);
  await until('all ApplicationSets have looked again', 120, async () => {
    const open = (await api.list<Annotated>(...sets)).filter(({ metadata }) => metadata.annotations?.[setAnnotation]);
    return open.length === 0 || open.map(({ metadata }) => metadata.name).join(', ');
  });
}

/**
 * Tells Argo CD of a push to the branch of a ring, as a webhook of the git server does: ApplicationSets read it, and
 * Applications of this repository are compared with it. https://argo-cd.readthedocs.io/en/stable/operator-manual/webhook/
 */
export async function announce(api: KubernetesApi, ring: string): Promise<void> {
  const behind = (await applications(api)).filter((one) => one.metadata.labels?.ring === ring && isOurs(one));
  for (const one of behind) await refresh(api, one);
  await refreshSets(api);
}

/**
 * Whether Argo CD has done the last refresh that was requested. It removes the annotation then (`persistAppStatus` in
 * controller/appcontroller.go). A comparison of its own accord does not: the time of the last one says nothing of this.
 */
export const isRefreshed = ({ metadata }: Application) => metadata.annotations?.[refreshAnnotation] === undefined;
