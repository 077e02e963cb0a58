/** The settings people write, as schemas: types, editor completion and checks all come from these. */
export type { Campaign } from './campaigns.ts';
export { type Cloud, Cluster, clouds, type HubAccess, type Provided } from './cluster.ts';
export {
  BucketSettings,
  CacheSettings,
  type ContractSettings,
  contractSettings,
  DatabaseSettings,
  IssuerSettings,
  LogsSettings,
  QueueSettings,
  SearchSettings,
  type ServerSettings,
  settingsOfContract,
} from './contract.ts';
export type { SyncWindow } from './delivery.ts';
export { type EnvironmentSettings, environmentSettings } from './environment.ts';
export {
  argoCd,
  argoCdChart,
  type Chart,
  FleetSettings,
  fleetSettings,
  type GitFolder,
  type Pinned,
} from './fleet.ts';
export type { Hub } from './hub.ts';
export { type ImagesSettings, imagePattern, imagesSettings } from './images.ts';
export type { NodeClass, NodeTaint } from './nodes.ts';
export { type CiSystem, ciSystems, type Owners } from './pipelines.ts';
export { type CloudPrices, type PricesSettings, pricesSettings } from './prices.ts';
