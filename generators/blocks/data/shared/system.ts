import type { AppId } from '../../../model/appId.ts';
import type { Contract, ContractKind } from '../../../model/edge.ts';
import type { AppSettings, Inputs } from '../../../model/inputs.ts';
import { type Labels, labelsOf } from '../../labels.ts';
import { type Priority, priorityClassName } from '../../priority.ts';
import type { DeclaringFile } from '../../source.ts';
import { ownerOf, type PodOwner } from '../../workload/pods.ts';
import { type ImageName, imagesInUse, type PartImages } from './images.ts';

/** Declaration that all systems inside the cluster have in common. `I` are its images by part. */
export interface SystemSpec<K extends ContractKind, I> {
  /** The declaring file: `here(import.meta)`. */
  readonly source: DeclaringFile;
  /** The contract that the system provides. */
  readonly contract: Contract<K>;
  readonly images: I;
  /** Priority of the system's pods. */
  readonly priority: Priority;
}

/** A system in one cluster, resolved once per render: all its objects are made from this. */
export interface System<S extends AppSettings = AppSettings, I = unknown> {
  /** The app that provides the system. Its tier is the namespace of all objects. */
  readonly app: AppId<never>;
  /** Name of the contract. */
  readonly name: string;
  /** Images in use, by part. */
  readonly images: I;
  readonly settings: S;
  readonly inputs: Inputs;
  /** Labels of every object. */
  readonly labels: Labels;
  /** Whom its pods belong to: names their account. */
  readonly owner: PodOwner;
  /** PriorityClass of the pods. */
  readonly priorityClassName: string;
}

/** Resolves the common part of a system. */
export function systemOf<S extends AppSettings, I extends PartImages<I>>(
  app: AppId<never>,
  { contract, images, priority }: SystemSpec<ContractKind, I>,
  imageName: ImageName,
  inputs: Inputs,
): System<S, I> {
  return {
    app,
    name: contract.name,
    images: imagesInUse(images, imageName, inputs.images),
    settings: inputs.settings as S,
    inputs,
    labels: labelsOf(app.name, inputs, app.tier),
    owner: ownerOf(app),
    priorityClassName: priorityClassName(inputs.fleet.name, priority),
  };
}

/** Metadata of an object of a system. Default name: that of the app. */
export function metadataOf({ app, labels }: Pick<System, 'app' | 'labels'>, name = app.name) {
  return { name, namespace: app.tier, labels };
}
