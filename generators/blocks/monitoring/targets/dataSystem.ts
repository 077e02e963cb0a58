import { type App, providesData } from '../../../model/app.ts';
import type { ContractKind } from '../../../model/edge.ts';
import { fact } from '../../../model/fact.ts';

/** Data system inside the cluster, as dashboards show it. */
export interface DataSystem {
  readonly kind: ContractKind;
  /** What the names of its pods begin with. */
  readonly name: string;
  readonly namespace: string;
}

/** The kind of fact that data systems are: Grafana collects it. */
export const dataSystem = fact<DataSystem>('data-system');

/** The data system that an app runs. Operators name the pods of a database like its contract, those of others like the app. */
export function dataSystemOf(app: App): readonly DataSystem[] {
  const { name, tier, provides } = app;
  if (!provides || !providesData(app) || tier === undefined) return [];
  const { kind, name: contract } = provides.contract;
  const isDatabase = kind !== 'queue' && kind !== 'cache' && kind !== 'bucket';
  return [{ kind, name: isDatabase ? contract : name, namespace: tier }];
}
