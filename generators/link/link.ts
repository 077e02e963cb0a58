import { type TokenIssuer, tokenIssuer } from '../blocks/gateways/tokens.ts';
import type { App, EdgeUser, Job } from '../model/app.ts';
import { destinationOf } from '../model/broker.ts';
import type { Contract, ContractEdge, Edge } from '../model/edge.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Collected, Fact } from '../model/fact.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';
import type { AppSettings, Caller, ClusterFacts, GraphSlice, Inputs, Use } from '../model/inputs.ts';
import { isJsonObject } from '../model/json.ts';
import type { Operator } from '../model/operator.ts';
import { externalEndpoint } from './external.ts';
import { campaignsAt, clusterAt, environmentAt, imagesAt, type Level } from './level.ts';
import { ofDeclaration } from './ofDeclaration.ts';
import { referenceProvider } from './reference.ts';
import { replicationAt } from './replication.ts';
import { type Running, runningAt } from './running.ts';

/** An app at one level: all inputs of `render`. */
export interface Linked {
  readonly app: App;
  readonly inputs: Inputs;
}

/**
 * The graph of one level: the apps that run there, and their edges in both directions. Apps that are switched off are
 * not in it.
 */
export type Graph = ReadonlyMap<string, Linked>;

/** Resolves settings, images and providers at one level, and follows every edge in both directions. */
export function link(
  catalogue: Catalogue,
  fleet: Pick<Fleet, 'settings'>,
  level: Level,
  running: Running = runningAt(catalogue, level),
): Graph {
  const images = new Map(catalogue.apps.map((app) => [app.name, imagesAt(level, app.images)]));
  const callers = callersOf(running, (app) => app.jobs?.(images.get(app.name) ?? {}) ?? []);
  const shared = { fleet: fleet.settings, environment: environmentAt(level), cluster: clusterAt(level) };
  const byName = new Map(catalogue.apps.map((app) => [app.name, app]));

  const useOf = (edge: Edge, user: EdgeUser): Use => {
    // An app that is switched off keeps its ports: `checkLinks` reports the edge, and rendering goes on.
    if (edge.to === 'app') {
      const called = byName.get(edge.app.name);
      const ports = called?.ports(images.get(edge.app.name) ?? {}, running.settings.get(called) ?? {}) ?? {};
      const isUdp = called?.udp?.(images.get(edge.app.name) ?? {}).includes(edge.port) === true;
      const more = { ...(isUdp && { udp: true as const }), ...(called?.podNames && { podNames: called.podNames }) };
      const use = { edge, ports, ...more };
      const isThere = !called || (running.apps.has(called) && edge.port in ports);
      return edge.optional && !isThere ? { ...use, absent: true } : use;
    }
    if (!('contract' in edge)) return { edge };
    const use = { edge, endpoint: endpointOf(edge, running, user) };
    const provider = running.providers.get(edge.contract.name);
    const isThere = !provider || running.apps.has(provider);
    return edge.to === 'issuer' && edge.optional && !isThere ? { ...use, absent: true } : use;
  };
  const { domain } = shared.environment;
  const usesOf = ({ name, uses: edges }: Pick<Job, 'name' | 'uses'>, { pools }: AppSettings = {}) => {
    const user = { name, uses: edges, domain };
    const uses = Object.entries(edges).map(([alias, edge]) => {
      const pool = edge.to === 'database' && edge.pool ? { pool: sizeIn(pools, alias) ?? edge.pool.size } : {};
      return [alias, { ...useOf(edge, user), ...pool }];
    });
    return Object.fromEntries(uses);
  };
  const linked = [...running.apps].map(([app, own]): [string, Linked] => {
    const jobs = app.jobs?.(images.get(app.name) ?? {}) ?? [];
    const graph: GraphSlice = {
      uses: usesOf(app, own),
      ...(jobs.length > 0 && { jobs: Object.fromEntries(jobs.map((job) => [job.name, usesOf(job)])) }),
      usedBy: callers.get(app.name) ?? [],
    };
    const replication = replicationAt(app, level);
    const campaigns = campaignsAt(level, app.name);
    const inputs = {
      ...shared,
      settings: own,
      images: images.get(app.name) ?? {},
      graph,
      ...(campaigns.length > 0 && { campaigns }),
      ...(replication && { replication }),
    };
    return [app.name, { app, inputs }];
  });
  const others = [
    ...(catalogue.operators ?? []).flatMap((one) => declaredByOperator(one, shared.cluster)),
    ...issuersAt(catalogue, running, shared.environment).map((one) => ({ ...one, fact: tokenIssuer.name })),
  ];
  return new Map(handOn(linked, others));
}

/** The size of a pool in the settings of an app. A job has none: its pool is what it declares. */
function sizeIn(pools: unknown, alias: string): number | undefined {
  const size = isJsonObject(pools) ? pools[alias] : undefined;
  return typeof size === 'number' ? size : undefined;
}

/** Adds the facts that other apps, operators and contracts declare to the inputs of each app that collects them. */
function handOn(linked: readonly [string, Linked][], others: readonly DeclaredFact[]): readonly [string, Linked][] {
  if (!linked.some(([, { app }]) => app.collects?.length)) return linked;
  const declared = [...linked.flatMap(([, one]) => declaredBy(one)), ...others];
  return linked.map(([name, { app, inputs }]) => {
    if (!app.collects?.length) return [name, { app, inputs }];
    const kinds = app.collects.map((kind) => [kind.name, declaredAs(declared, kind)]);
    return [name, { app, inputs: { ...inputs, collected: Object.fromEntries(kinds) } }];
  });
}

/** A fact with its kind, and the app or operator that declares it. */
type DeclaredFact = Collected & { readonly fact: string };

/**
 * The facts that an app declares, each with the app and its kind.
 * @throws Misdeclared where its declaration holds something else than its types say
 */
export function declaredBy({ app, inputs }: Linked): readonly DeclaredFact[] {
  const facts = ofDeclaration(app, 'what others collect of it', () => app.declares?.(inputs) ?? []);
  return facts.map(({ fact, value }) => ({ fact, app: app.name, tier: app.tier, value }));
}

/** Of declared facts those of a kind, with whoever declares each. */
export function declaredAs<T>(declared: readonly DeclaredFact[], { name }: Fact<T>): readonly Collected<T>[] {
  return declared.filter(({ fact }) => fact === name).map(({ fact: _, ...one }) => one as Collected<T>);
}

function declaredByOperator({ name, namespace, declares }: Operator, cluster: ClusterFacts): readonly DeclaredFact[] {
  return (declares?.(cluster) ?? []).map(({ fact, value }) => ({ fact, app: name, tier: namespace, value }));
}

/** Who signs tokens in a cluster, by the contract that routes name: inside it or outside. */
export function issuersAt(
  { contracts }: Pick<Catalogue, 'contracts'>,
  running: Running,
  { domain }: Pick<Inputs['environment'], 'domain'>,
): readonly Collected<TokenIssuer>[] {
  return contracts.flatMap((contract) => {
    if (!isIssuer(contract)) return [];
    const { name } = contract;
    const endpoint = endpointOf({ to: 'issuer', contract }, running, { name, uses: {}, domain });
    if (endpoint.kind !== 'issuer') return [];
    const { issuer, audiences, keys } = endpoint;
    const tier = running.providers.get(name)?.tier;
    return [{ app: name, tier, value: { contract: name, issuer, audiences, keys } }];
  });
}

const isIssuer = (contract: Contract): contract is Contract<'issuer'> => contract.kind === 'issuer';

function endpointOf(edge: ContractEdge, running: Running, user: EdgeUser): Endpoint {
  const { name } = edge.contract;
  const provider = running.providers.get(name);
  if (provider?.provides) return provider.provides.endpoint(edge, running.settings.get(provider) ?? {}, user);
  return externalEndpoint(edge, running.contracts.get(name) ?? referenceProvider(edge.contract), user);
}

const accessOf = (edge: Edge): string => ('access' in edge ? edge.access : undefined) ?? 'use';

/** Callers by the name of the called app: of its ports, and of the contract that it provides. Callers may be jobs. */
function callersOf(
  { apps, providers }: Running,
  jobsOf: (app: App) => readonly Job[],
): ReadonlyMap<string, readonly Caller[]> {
  const callers = new Map<string, Map<string, Caller>>();
  const add = (target: string, caller: Caller) => {
    const known = callers.get(target) ?? new Map<string, Caller>();
    const way = caller.destination === undefined ? caller.port : `${caller.port}:${caller.destination}`;
    callers.set(target, known.set(`${caller.app}:${way}`, caller));
  };
  const calling = [...apps.keys()].flatMap((app) => [
    { name: app.name, tier: app.tier, podNames: app.podNames, uses: app.uses },
    ...jobsOf(app).map((job) => ({ ...job, tier: app.tier, podNames: undefined })),
  ]);
  for (const { name, tier, podNames, uses } of calling) {
    if (tier === undefined) continue;
    const caller = { app: name, tier, ...(podNames && { podNames }) };
    for (const edge of Object.values(uses)) {
      if (edge.to === 'app') add(edge.app.name, { ...caller, port: edge.port });
      const provider = 'contract' in edge ? providers.get(edge.contract.name) : undefined;
      const to = edge.to === 'queue' ? { destination: destinationOf(edge) } : {};
      if (provider) add(provider.name, { ...caller, port: provider.provides?.port ?? accessOf(edge), ...to });
    }
  }
  const sorted = (known: ReadonlyMap<string, Caller>) =>
    [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, caller]) => caller);
  return new Map([...callers].map(([name, known]) => [name, sorted(known)]));
}
