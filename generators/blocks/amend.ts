import type { App } from '../model/app.ts';
import { Failure } from '../model/finding.ts';
import type { Inputs } from '../model/inputs.ts';
import { nameOf, type Resource, resource } from '../model/resource.ts';
import { writable } from './declared/writable.ts';

/**
 * An app with objects that are changed, added or left out, where its declaration has no words for that. The result goes
 * through everything that an app's own objects go through: layers, the proof, schemas, the API server's code and rules.
 * `validate --notes` says which apps are amended, and why.
 * @param why for people: what is missing in the app's declaration
 * @param change given the app's objects in one cluster, all that it shall have there. Their kinds and names must not
 * depend on settings
 */
export function amend(
  app: App,
  why: string,
  change: (objects: readonly Resource[], inputs: Inputs) => readonly Resource[],
): App {
  const at = new Error('declared here');
  return {
    ...app,
    notes: (inputs) => [...app.notes(inputs), `${app.name} is amended: ${why}`],
    render: (inputs) =>
      change(app.render(inputs), inputs).map((object, index) => resource(writable(object, at, [index]) as Resource)),
  };
}

/**
 * The same objects with one of them changed in place: `` changed<IDeployment>(objects, 'Deployment/web', (web) => …) ``.
 * @param name `Kind/name`
 * @throws Failure where there is none of that name
 */
export function changed<T extends { apiVersion: string; kind: string }>(
  objects: readonly Resource[],
  name: string,
  change: (object: T) => void,
): readonly Resource[] {
  if (!objects.some((one) => nameOf(one) === name)) {
    throw new Failure(`There is no ${name} to amend`, `Name one of ${objects.map(nameOf).join(', ')}.`);
  }
  return objects.map((one) => {
    if (nameOf(one) !== name) return one;
    const copy = structuredClone(one);
    change(copy as unknown as T);
    return copy;
  });
}
