import { fact } from '../../../model/fact.ts';

/** A Service of an Alertmanager, and the name of its port. */
export interface AlertmanagerService {
  readonly name: string;
  readonly namespace: string;
  readonly port: string;
}

/** The kind of fact that an Alertmanager declares: Prometheus collects it, and sends alerts to every pod behind it. */
export const alertmanagerService = fact<AlertmanagerService>('alertmanager-service');
