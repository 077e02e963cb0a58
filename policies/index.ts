import type { Rule } from '../generators/model/rule.ts';
import argoApplicationsKept from './argo-applications-kept.ts';
import argoProjectsNarrow from './argo-projects-narrow.ts';
import backupReachable from './backup-reachable.ts';
import backupRetained from './backup-retained.ts';
import budgetLetsDrain from './budget-lets-drain.ts';
import connectionsFit from './connections-fit.ts';
import dataDeleted from './data-deleted.ts';
import dataRetires from './data-retires.ts';
import databaseRoleChanges from './database-role-changes.ts';
import drainsInTime from './drains-in-time.ts';
import edgesBothWays from './edges-both-ways.ts';
import imagePinned from './image-pinned.ts';
import immutableField from './immutable-field.ts';
import memoryFitsParameters from './memory-fits-parameters.ts';
import networkClosed from './network-closed.ts';
import networkNarrow from './network-narrow.ts';
import nodesFit from './nodes-fit.ts';
import oneOwner from './one-owner.ts';
import oneScaler from './one-scaler.ts';
import probesSet from './probes-set.ts';
import quorumInTwoZones from './quorum-in-two-zones.ts';
import quorumPerZone from './quorum-per-zone.ts';
import quotaFits from './quota-fits.ts';
import referencesExist from './references-exist.ts';
import removedWithoutRetiring from './removed-without-retiring.ts';
import replicaComplete from './replica-complete.ts';
import resourcesSet from './resources-set.ts';
import restrictedPods from './restricted-pods.ts';
import rolloutWithoutLoss from './rollout-without-loss.ts';
import rootReadOnly from './root-read-only.ts';
import scalerBounded from './scaler-bounded.ts';
import secretFree from './secret-free.ts';
import selectorsMatch from './selectors-match.ts';
import spreadOverZones from './spread-over-zones.ts';
import tokenUsed from './token-used.ts';
import userHasCredential from './user-has-credential.ts';
import volumeShrunk from './volume-shrunk.ts';
import writerHasPrimary from './writer-has-primary.ts';
import zonalVolumeWaits from './zonal-volume-waits.ts';

/** Every rule, sorted by code. */
export const rules: readonly Rule[] = [
  argoApplicationsKept,
  argoProjectsNarrow,
  backupReachable,
  backupRetained,
  budgetLetsDrain,
  connectionsFit,
  dataDeleted,
  dataRetires,
  databaseRoleChanges,
  drainsInTime,
  edgesBothWays,
  imagePinned,
  immutableField,
  memoryFitsParameters,
  networkClosed,
  networkNarrow,
  nodesFit,
  oneOwner,
  oneScaler,
  probesSet,
  quorumInTwoZones,
  quorumPerZone,
  quotaFits,
  referencesExist,
  removedWithoutRetiring,
  replicaComplete,
  resourcesSet,
  restrictedPods,
  rolloutWithoutLoss,
  rootReadOnly,
  scalerBounded,
  secretFree,
  selectorsMatch,
  spreadOverZones,
  tokenUsed,
  userHasCredential,
  volumeShrunk,
  writerHasPrimary,
  zonalVolumeWaits,
];
