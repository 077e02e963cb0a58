import type { Resource } from '../../generators/model/resource.ts';
import type { KubernetesApi } from '../api/client.ts';
import { ApiError } from '../api/error.ts';
import type { Live, Made, Move, Simulated, World } from './model.ts';

/**
 * Milliseconds for which a written object is assumed to be unchanged: until the watch has delivered it, and at most.
 */
const [seen, trusted] = [2_000, 30_000];

/** Applies the wanted objects of simulated operators, and remembers which need no write. */
export interface Actor {
  /** One step for one object. */
  act(one: Simulated, object: Live, world: World): Promise<void>;
}

/**
 * Creates an actor.
 * @param log one line for each write
 */
export function createActor(api: KubernetesApi, log: (line: string) => void): Actor {
  const done = new Map<string, { readonly text: string; readonly at: number }>();
  const madeFor = new Map<string, readonly Resource[]>();

  return {
    async act(one, object, world) {
      if (object.metadata.deletionTimestamp !== undefined) return release(one, object);
      const made = one.makes?.(object, world) ?? [];
      for (const each of made) await make(one, object, each, world);
      await forget(object, made);
      for (const move of one.moves?.(object, world) ?? []) await perform(object, move);
      if (one.reports) await report(one, object, one.reports(object, world));
    },
  };

  async function make(one: Simulated, object: Live, { resource, once, orphan, manager }: Made, world: World) {
    const owned = orphan ? resource : ownedBy(object, resource);
    if (once) {
      const { name, namespace = '' } = resource.metadata;
      if (world.find(resource.kind, namespace, name) || isDone(owned, '', seen)) return;
      await api.create(owned).then(() => log(`${named(object)} made ${named(resource)}`), unlessThere);
      return remember(owned, '');
    }
    const text = JSON.stringify(owned);
    if (isDone(owned, text, trusted)) return;
    if (!done.has(key(owned))) log(`${named(object)} makes ${named(resource)}`);
    await api.apply(owned, { manager: manager ?? one.manager, force: true });
    remember(owned, text);
  }

  /** Deletes objects that it made before and no longer makes; Secrets stay. */
  async function forget(object: Live, made: readonly Made[]): Promise<void> {
    const now = made
      .filter(({ once, orphan, resource }) => !once && !orphan && resource.kind !== 'Secret')
      .map(({ resource }) => resource);
    const kept = new Set(now.map(key));
    for (const old of madeFor.get(object.metadata.uid) ?? []) {
      if (kept.has(key(old))) continue;
      log(`${named(object)} deletes ${named(old)}`);
      await api.delete(old);
      done.delete(key(old));
    }
    madeFor.set(object.metadata.uid, now);
  }

  async function perform(object: Live, move: Move): Promise<void> {
    const { pod } = move;
    const said = (how: string) => () => log(`${named(object)} ${how} ${named(pod)}`);
    if (move.type === 'create') return api.create(ownedBy(object, pod)).then(said('made'), unlessThere);
    if (move.type === 'delete') return api.delete(pod).then(said('deletes'));
    await api.patch(pod, { metadata: { labels: move.labels } }).then(said(move.why), unlessGone);
  }

  async function report(one: Simulated, object: Live, status: object | undefined): Promise<void> {
    const { apiVersion, kind, metadata } = object;
    const id = `status ${metadata.uid}`;
    if (status === undefined) {
      if (object.status === undefined || !done.delete(id)) return;
      await api.patch(object, { status: null }, { subresource: 'status' }).catch(unlessGone);
      return;
    }
    const text = JSON.stringify(status);
    if (done.get(id)?.text === text && holds(object.status, status)) return;
    const identity = {
      name: metadata.name,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    };
    const body = { apiVersion, kind, metadata: identity, status };
    await api.apply(body, { manager: one.manager, force: true, subresource: 'status' }).catch(unlessGone);
    done.set(id, { text, at: Date.now() });
  }

  async function release(one: Simulated, object: Live): Promise<void> {
    const { finalizers = [] } = object.metadata;
    const left = finalizers.filter((name) => !one.finalizers?.includes(name));
    if (left.length === finalizers.length) return;
    log(`${named(object)} may go`);
    await api.patch(object, { metadata: { finalizers: left } }).catch(unlessGone);
  }

  function isDone(resource: Resource, text: string, within: number): boolean {
    const last = done.get(key(resource));
    return last !== undefined && last.text === text && Date.now() - last.at < within;
  }

  function remember(resource: Resource, text: string): void {
    done.set(key(resource), { text, at: Date.now() });
  }
}

/** Whether a value contains all wanted members. */
function holds(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(wanted) && wanted.length !== (value as unknown[]).length) return false;
  return Object.entries(wanted).every(([name, member]) => holds((value as Record<string, unknown>)[name], member));
}

function ownedBy({ apiVersion, kind, metadata: { name, uid } }: Live, resource: Resource): Resource {
  const owner = { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
  return { ...resource, metadata: { ...resource.metadata, ownerReferences: [owner] } } as Resource;
}

const key = ({ kind, metadata }: Resource): string => `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;

const named = ({ kind, metadata }: Resource): string => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

function unlessThere(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 409)) throw error;
}

function unlessGone(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 404)) throw error;
}
