import { fact } from '../../model/fact.ts';

/** What one pod of an app asks for. */
export interface PodSize {
  readonly cpu: string;
  readonly memory: string;
}

/** Every app whose pods are alike declares the size of one. */
export const podSize = fact<PodSize>('pod-size');
