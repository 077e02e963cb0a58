/** The settings people write, as schemas: types, editor completion and checks all come from these. */
export { type Cloud, Cluster, clouds, type NodeClass, type Provided } from './cluster.ts';
export {
  BucketSettings,
  CacheSettings,
  type ContractSettings,
  contractSettings,
  DatabaseSettings,
  QueueSettings,
} from './contract.ts';
export { type EnvironmentSettings, environmentSettings } from './environment.ts';
export { type Chart, FleetSettings, fleetSettings } from './fleet.ts';
export { type ImagesSettings, imagePattern, imagesSettings } from './images.ts';
