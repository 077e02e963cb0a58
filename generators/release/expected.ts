import { posix } from 'node:path';
import { parse } from 'yaml';
import { argoNames } from '../argocd/names.ts';
import { Failure } from '../model/finding.ts';
import { type ApplicationSource, pinnedIn } from './applicationSource.ts';
import type { Expected } from './ring.ts';
import type { Place } from './rings.ts';

/**
 * A file of a commit from which one Application is created: that of an app, of an operator, or of a cluster's
 * ApplicationSets.
 */
export interface ApplicationFile extends Place {
  readonly kind: 'app' | 'operator' | 'cluster';
  readonly path: string;
  readonly text: string;
}

const patterns = [
  ['app', /^overlays\/([^/]+)\/clusters\/([^/]+)\/[^/]+\/application\.yaml$/],
  ['operator', /^argocd\/operators\/([^/]+)\/([^/]+)\/[^/]+\.yaml$/],
  ['cluster', /^argocd\/clusters\/([^/]+)\/([^/]+)\/kustomization\.yaml$/],
] as const;

/** The app, operator or cluster of the Application that a file creates, by its path; undefined for any other file. */
export function placeOf(path: string): Omit<ApplicationFile, 'text'> | undefined {
  for (const [kind, pattern] of patterns) {
    const [, environment, cluster] = pattern.exec(path) ?? [];
    if (environment !== undefined && cluster !== undefined) return { kind, path, environment, cluster };
  }
  return undefined;
}

/** Keys that the templates of ApplicationSets read and a release compares. */
interface Written {
  readonly app?: string;
  readonly namespace?: string;
  readonly paths?: string;
  readonly ignored?: readonly { readonly difference: unknown }[];
  readonly sources?: readonly ApplicationSource[];
}

/**
 * The Application that an ApplicationSet creates from a file. Its paths begin at the root of the repository.
 * @param folder the folder of the repository that the tree is in, with a slash at its end: empty at the root
 * @throws Failure when the file lacks keys that an ApplicationSet needs
 */
export function expectedFrom(file: ApplicationFile, folder: string): Expected {
  const { kind, path, environment, cluster } = file;
  if (kind === 'cluster') {
    return { environment, cluster, name: argoNames.cluster(cluster), paths: [folder + posix.dirname(path)] };
  }
  const { app, namespace, paths, ignored = [], sources = [] } = parseFile(file);
  if (!app || !namespace || !paths) throw incomplete(path);
  const pinned = pinnedIn(sources);
  if (kind === 'operator' && pinned.length === 0) throw incomplete(path);
  return {
    environment,
    cluster,
    app,
    name: argoNames.application(cluster, app),
    paths: paths.split(';').map((one) => one.trim().replace(/^\/|\/$/g, '')),
    settings: {
      namespace,
      pinned,
      ignored: ignored.map(({ difference }) => difference),
    },
  };
}

function parseFile({ path, text }: Pick<ApplicationFile, 'path' | 'text'>): Written {
  try {
    return (parse(text) as Written | null) ?? {};
  } catch (error) {
    throw incomplete(path, error);
  }
}

function incomplete(path: string, cause?: unknown): Failure {
  return new Failure(`${path} lacks keys that its ApplicationSet needs.`, 'Generate it again.', cause);
}
