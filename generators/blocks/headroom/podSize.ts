import { fact } from '../../model/fact.ts';

/** What one pod of an app asks for, and where it goes. */
export interface PodSize {
  readonly cpu: string;
  readonly memory: string;
  /** The class of nodes that it runs on. Absent where it names none. */
  readonly nodes?: string;
}

/** Every app whose pods are alike declares the size of one. */
export const podSize = fact<PodSize>('pod-size');
