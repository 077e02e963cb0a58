import type { Scope } from '../model/finding.ts';
import { paths } from './paths.ts';

/**
 * What of the fleet a file or folder of the repository is about, as its path says (`paths.ts`). Empty where it is about
 * all of it, or the path is none of a generated file or of settings.
 */
export function scopeOfPath(path: string): Scope {
  const [top = '', ...rest] = path.replace(/\.(yaml|md)$/, '').split('/');
  const [first, second, third, fourth] = rest;
  if (top === 'base') return scope({ app: first });
  if (top === 'overlays') {
    if (second === 'apps') return scope({ environment: first, app: third });
    if (second === 'clusters') return scope({ environment: first, cluster: third, app: fourth });
    return rest.length > 1 && first !== 'schemas' ? scope({ environment: first }) : {};
  }
  if (path.startsWith(`${paths.prerequisites}/`) && second !== 'README') return scope({ environment: second });
  if (top !== 'argocd') return {};
  if (first === 'clusters') return scope({ environment: second, cluster: third });
  if (first === 'operators') return scope({ environment: second, cluster: third, app: fourth });
  if (first === 'hub' && third !== undefined) return scope({ environment: second });
  if (first !== 'charts') return {};
  return third === 'hub' ? scope({ app: second }) : scope({ environment: third, cluster: fourth, app: second });
}

/** Leaves out what is not there. */
function scope({ environment, cluster, app }: { readonly [K in keyof Scope]: Scope[K] | undefined }): Scope {
  return {
    ...(environment !== undefined && { environment }),
    ...(cluster !== undefined && { cluster }),
    ...(app !== undefined && { app }),
  };
}
