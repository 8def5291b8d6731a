import type { AtomTable } from './atoms';
import { spend, type Budget } from './budget';
import type { LeafFailure } from './evaluation';
import type { AssessmentLeaf, Credential, MicroCredentialLeaf, Premise, Rule, Student } from './input';
import { failureRank, findLeafFailure, isScoreAtLeast } from './leaf';
import { isAssessmentLeaf, isMicroCredentialLeaf } from './premise';

/** A credential that satisfies a leaf, and the units of learning it gives to it. */
interface Candidate {
  credential: Credential;
  atoms: readonly string[];
}

/** A premise as one student meets it: each leaf with the credentials that satisfy it, in listed order. */
export type MetPremise =
  | { kind: 'credential'; candidates: readonly Candidate[] }
  /** `pending` is the assessment when it was not attempted yet. */
  | { kind: 'assessment'; met: boolean; pending: string | null }
  | { kind: 'all'; branches: readonly MetPremise[] }
  | { kind: 'any'; branches: readonly MetPremise[] }
  | { kind: 'atLeast'; count: number; branches: readonly MetPremise[] };

/** One way to satisfy a premise; no atom is used by two of its leaves. @source tests/fixtures/credit-cases.json, algorithm 4 */
export interface Witness {
  /** Each once, in the order of the leaves. */
  credentials: readonly Credential[];
  atoms: readonly string[];
  /** Assessments that are only assumed to be passed. */
  pending: readonly string[];
}

/** Which credentials may satisfy a leaf: those of the micro-credential, and those that imply it. @source tests/fixtures/credit-cases.json, algorithm 2 */
export function candidatesOf(leaf: MicroCredentialLeaf, student: Student, table: AtomTable): Credential[] {
  return student.credentials.filter(({ mc }) => mc === leaf.mc || table.implies(mc, leaf.mc));
}

/** The failure of the candidate that got furthest in the checks. @source tests/fixtures/credit-cases.json, algorithm 5 */
export function furthestFailure(
  leaf: MicroCredentialLeaf,
  rule: Rule,
  student: Student,
  table: AtomTable,
): LeafFailure {
  return candidatesOf(leaf, student, table)
    .map((credential) => findLeafFailure(credential, leaf, rule.credentialWindow, student.claimDate))
    .reduce<LeafFailure>(
      (furthest, failure) => (failure && failureRank(failure) > failureRank(furthest) ? failure : furthest),
      'MISSING_CREDENTIAL',
    );
}

/** Meets every leaf of a rule's premise with the student's credentials and assessments. */
export function meetPremise(premise: Premise, rule: Rule, student: Student, table: AtomTable): MetPremise {
  const meet = (part: Premise): MetPremise => {
    if (isMicroCredentialLeaf(part))
      return { kind: 'credential', candidates: passing(part, rule, student, table) };
    if (isAssessmentLeaf(part)) return meetAssessment(part, student);
    if ('all' in part) return { kind: 'all', branches: part.all.map(meet) };
    if ('any' in part) return { kind: 'any', branches: part.any.map(meet) };
    return { kind: 'atLeast', count: part.atLeast, branches: part.of.map(meet) };
  };
  return meet(premise);
}

function passing(leaf: MicroCredentialLeaf, rule: Rule, student: Student, table: AtomTable): Candidate[] {
  const atoms = table.atomsOf(leaf.mc);
  return candidatesOf(leaf, student, table)
    .filter(
      (credential) => findLeafFailure(credential, leaf, rule.credentialWindow, student.claimDate) === null,
    )
    .map((credential) => ({ credential, atoms }));
}

function meetAssessment({ assessment, minScore }: AssessmentLeaf, { assessments = [] }: Student): MetPremise {
  const attempts = assessments.filter(({ id }) => id === assessment);
  return {
    kind: 'assessment',
    met: attempts.some(({ score }) => isScoreAtLeast(score, minScore)),
    pending: attempts.length === 0 ? assessment : null,
  };
}

export interface WalkOptions {
  /** Atoms that must not be used: consumed by earlier awards, or barred by a denial. */
  blocked: ReadonlySet<string>;
  /** Take assessments that were not attempted as passed. */
  assumePassed?: boolean;
  budget: Budget;
}

/**
 * Visits every witness until the visitor returns true. Order: branches as listed; in `all` the first branch varies slowest;
 * `atLeast` takes the combinations of branches in lexicographic order, each like an `all`; credentials as listed.
 * @refuses rule_violation `credit/too-complex`   @source tests/fixtures/credit-cases.json, algorithm 4 and 11
 */
export function visitWitnesses(
  premise: MetPremise,
  options: WalkOptions,
  visit: (witness: Witness) => boolean,
): boolean {
  const open = prune(premise, options);
  return open !== null && new Walk(options.budget, visit).start(open);
}

/** The first witness in listed order, or null. @refuses rule_violation `credit/too-complex` */
export function findWitness(premise: MetPremise, options: WalkOptions): Witness | null {
  let found: Witness | null = null;
  visitWitnesses(premise, options, (witness) => {
    found = witness;
    return true;
  });
  return found;
}

/** Leaves out what can never be part of a witness, so that no search starts in vain; null when nothing is left. */
function prune(premise: MetPremise, options: WalkOptions): MetPremise | null {
  switch (premise.kind) {
    case 'credential': {
      const candidates = premise.candidates.filter(
        ({ atoms }) => !atoms.some((atom) => options.blocked.has(atom)),
      );
      return candidates.length > 0 ? { kind: 'credential', candidates } : null;
    }
    case 'assessment':
      if (premise.met) return { kind: 'assessment', met: true, pending: null };
      return options.assumePassed && premise.pending !== null ? premise : null;
    case 'all': {
      const branches = premise.branches.map((branch) => prune(branch, options));
      return branches.every((branch) => branch !== null) ? { kind: 'all', branches } : null;
    }
    case 'any': {
      const branches = possibleBranches(premise.branches, options);
      return branches.length > 0 ? { kind: 'any', branches } : null;
    }
    case 'atLeast': {
      const branches = possibleBranches(premise.branches, options);
      return branches.length >= premise.count ? { kind: 'atLeast', count: premise.count, branches } : null;
    }
  }
}

function possibleBranches(branches: readonly MetPremise[], options: WalkOptions): MetPremise[] {
  return branches.map((branch) => prune(branch, options)).filter((branch) => branch !== null);
}

/** Depth-first through a pruned premise; `then` goes on with what follows a part, and returns true to stop everything. */
class Walk {
  private readonly chosen: Candidate[] = [];
  private readonly used = new Set<string>();
  private readonly pending: string[] = [];

  constructor(
    private readonly budget: Budget,
    private readonly visit: (witness: Witness) => boolean,
  ) {}

  start(premise: MetPremise): boolean {
    return this.part(premise, () =>
      this.visit({
        credentials: [...new Set(this.chosen.map(({ credential }) => credential))],
        atoms: [...this.used],
        pending: [...new Set(this.pending)],
      }),
    );
  }

  private part(premise: MetPremise, then: () => boolean): boolean {
    spend(this.budget, 1, 'premise');
    switch (premise.kind) {
      case 'credential':
        return premise.candidates.some((candidate) => this.take(candidate, then));
      case 'assessment':
        return this.assessment(premise.pending, then);
      case 'all':
        return this.every(premise.branches, 0, then);
      case 'any':
        return premise.branches.some((branch) => this.part(branch, then));
      case 'atLeast':
        return this.combinations(premise.branches, 0, premise.count, [], then);
    }
  }

  private take(candidate: Candidate, then: () => boolean): boolean {
    spend(this.budget, 1, 'premise');
    if (candidate.atoms.some((atom) => this.used.has(atom))) return false;
    this.chosen.push(candidate);
    for (const atom of candidate.atoms) this.used.add(atom);
    const stop = then();
    for (const atom of candidate.atoms) this.used.delete(atom);
    this.chosen.pop();
    return stop;
  }

  private assessment(pending: string | null, then: () => boolean): boolean {
    if (pending === null) return then();
    this.pending.push(pending);
    const stop = then();
    this.pending.pop();
    return stop;
  }

  private every(branches: readonly MetPremise[], from: number, then: () => boolean): boolean {
    const branch = branches[from];
    return branch ? this.part(branch, () => this.every(branches, from + 1, then)) : then();
  }

  private combinations(
    branches: readonly MetPremise[],
    from: number,
    count: number,
    taken: readonly MetPremise[],
    then: () => boolean,
  ): boolean {
    spend(this.budget, 1, 'premise');
    if (count === 0) return this.every(taken, 0, then);
    for (let index = from; index + count <= branches.length; index++) {
      const branch = branches[index];
      if (branch && this.combinations(branches, index + 1, count - 1, [...taken, branch], then)) return true;
    }
    return false;
  }
}
