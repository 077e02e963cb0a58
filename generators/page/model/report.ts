import type { PodRequests, ScalerReach } from '../../model/knowledge.ts';

/**
 * What the page shows, as plain data: of the linked model, of the objects that it renders, and of what `validate` found.
 * Nothing here is text with markup, and nothing depends on how it is shown.
 */
export interface Report {
  /** Name of the fleet; absent where settings do not let it be read. */
  readonly name?: string;
  /** The part that it is limited to, in words: absent where it is everything. */
  readonly part?: string;
  /** What was checked, and how many findings there are. */
  readonly summary: string;
  /** Those with the most clusters first. Empty where there is no model. */
  readonly environments: readonly EnvironmentReport[];
  /** Errors and warnings, each once. */
  readonly findings: readonly ReportedFinding[];
  /** What objects declare that they may break, each once. */
  readonly exceptions: readonly ReportedException[];
}

export interface ReportedFinding {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** `file:line:column`, object and field. */
  readonly about: readonly string[];
  readonly message: string;
  readonly fix: string;
  /** `production/aws-us-east-1/api`. */
  readonly in: readonly string[];
}

export interface ReportedException {
  readonly code: string;
  /** The rule's own title. */
  readonly title: string;
  readonly reason: string;
  /** `Deployment/api`, each once. */
  readonly objects: readonly string[];
  readonly in: readonly string[];
}

export interface EnvironmentReport {
  readonly name: string;
  readonly domain: string;
  /** Whether the hub syncs it. */
  readonly isSynced: boolean;
  /** In the order in which a release reaches them. */
  readonly rings: readonly string[];
  readonly clusters: readonly ClusterReport[];
  readonly map: AppMap;
  readonly routes: readonly Alike<RouteReport>[];
  readonly scalers: readonly Alike<ScalerReach>[];
  readonly quotas: readonly Alike<QuotaReport>[];
  readonly losses: readonly Alike<LossReport>[];
  readonly objectives: readonly Alike<ObjectiveReport>[];
}

/** Rows that are the same in some clusters. */
export interface Alike<Row> {
  readonly clusters: readonly string[];
  readonly rows: readonly Row[];
}

export interface ClusterReport {
  readonly name: string;
  readonly cloud: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly kubernetes: string;
  readonly role: 'active' | 'standby';
  readonly gateway: string;
  readonly ring?: string;
  readonly isRetiring: boolean;
  /** Apps that have objects there. */
  readonly apps: number;
  /** Apps that wait for its promotion. */
  readonly waiting: readonly string[];
  readonly capacity: CapacityReport;
}

/** CPU in cores, memory and storage in bytes. */
export interface CapacityReport {
  readonly least: PodRequests;
  readonly most: PodRequests;
  /** What one zone may have to hold at the maximum. */
  readonly zone: PodRequests;
  /** What one zone has, with as many nodes as there may be. */
  readonly room: { readonly nodes: number; readonly cpu: number; readonly memory: number };
  readonly storage: number;
  readonly cost?: { readonly currency: string; readonly least: number; readonly most: number };
}

/** One quota on one resource: cores, bytes or pods. */
export interface QuotaReport {
  readonly namespace: string;
  readonly resource: string;
  readonly hard: number;
  readonly least: number;
  readonly most: number;
}

/** Who calls whom, in all clusters of an environment together. */
export interface AppMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Apps that run there and neither call nor are called. */
  readonly apart: readonly string[];
}

export interface MapNode {
  readonly name: string;
  /** Namespace; of what is not in the clusters `outside`, and `callers` of who calls from there. */
  readonly group: string;
  readonly kind: 'app' | 'data' | 'gateway' | 'outside' | 'callers';
  /** The file that declares it. */
  readonly source?: string;
  /** Where it runs, if not in all clusters. */
  readonly clusters?: readonly string[];
  /** What it reaches besides: the cloud's identity service, the API server. */
  readonly also: readonly string[];
}

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  /** Ports, accesses, and routes: `http`, `read-write`. */
  readonly by: readonly string[];
}

export interface RouteReport {
  readonly app: string;
  readonly host: string;
  readonly paths: readonly string[];
  readonly isExact: boolean;
  readonly protocol: 'http' | 'grpc';
  /** Every method where it is empty. */
  readonly methods: readonly string[];
  /** `header: value`. */
  readonly headers: readonly string[];
  /** Who may call. */
  readonly callers: { readonly issuer: string; readonly audiences: readonly string[] } | { readonly why: string };
  /** `20 a second per user`. */
  readonly limit?: string;
  readonly exchange: string;
  /** Least version of the mobile app. */
  readonly leastVersion?: string;
  readonly origins: readonly string[];
  readonly closed: readonly string[];
  readonly canary?: number;
}

/** What is left of an app when something is lost. */
export interface LossReport {
  readonly app: string;
  readonly node: LossVerdict;
  readonly zone: LossVerdict;
  readonly cluster: LossVerdict;
  /** What it uses, directly or by others, and is lost with a node or a zone. */
  readonly needs: { readonly node: readonly string[]; readonly zone: readonly string[] };
}

export interface LossVerdict {
  /**
   * `partly`: some of its pods go on, others do not. `person`: it goes on once somebody acts. `unknown`: git does not say
   * it.
   */
  readonly says: 'kept' | 'partly' | 'person' | 'lost' | 'unknown';
  /** How it is known, the worst first. */
  readonly why: readonly string[];
}

export interface ObjectiveReport {
  readonly app: string;
  readonly promises: readonly string[];
}
