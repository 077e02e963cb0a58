import { linkFleet } from '../link/clusters.ts';
import { referenceCluster } from '../link/reference.ts';
import type { App } from '../model/app.ts';
import type { Contract } from '../model/edge.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Operator } from '../model/operator.ts';
import { render } from '../render/render.ts';

/** What of a catalogue goes with contracts that nobody wants. */
export interface Leaving {
  readonly contracts: readonly Contract[];
  /** The apps that provide them, and those that use them. */
  readonly apps: readonly App[];
  /** Operators that serve objects of these apps and of no other. */
  readonly operators: readonly Operator[];
}

/** What goes with some contracts. */
export function leavingWith(catalogue: Catalogue, contracts: readonly Contract[]): Leaving {
  const names = contracts.map(({ name }) => name);
  const apps = catalogue.apps.filter(
    ({ uses, provides }) =>
      names.includes(provides?.contract.name ?? '') ||
      Object.values(uses).some((edge) => 'contract' in edge && names.includes(edge.contract.name)),
  );
  const settings = { name: 'reference', repository: '', charts: {} };
  const { base } = linkFleet(catalogue, {
    settings,
    environments: [],
    locate: (file) => ({ file, line: 1, column: 1 }),
  });
  const objects = [...base.values()].flatMap((one) => render(one).map((resource) => ({ app: one.app, resource })));
  const serves = (operator: Operator, isGone: boolean) =>
    objects.some(({ app, resource }) => apps.includes(app) === isGone && operator.serves(resource, referenceCluster));
  const operators = (catalogue.operators ?? []).filter((one) => serves(one, true) && !serves(one, false));
  return { contracts, apps, operators };
}

/** The catalogue without them. */
export function without(catalogue: Catalogue, { contracts, apps, operators }: Leaving): Catalogue {
  return {
    apps: catalogue.apps.filter((one) => !apps.includes(one)),
    contracts: catalogue.contracts.filter((one) => !contracts.includes(one)),
    operators: (catalogue.operators ?? []).filter((one) => !operators.includes(one)),
  };
}
