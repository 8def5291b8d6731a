import { formatRational, parseRational } from '@/lib/amount/rational';
import type { MicroCredentialLeaf, Premise } from '@/lib/credit/input';
import { addDays, addMonths, addYears, type CivilDate } from '@/lib/kernel/civil-date';
import { leavesIn } from './lint/reach';
import type { RuleDefinition } from './rule-version';

/** A student made up to show what a rule does: all conditions met, or one of them just missed. */
export interface ExampleStudent {
  /** Which condition is missed; `meets` misses none. */
  key:
    | 'meets'
    | 'score'
    | 'tooHigh'
    | 'identity'
    | 'proctoring'
    | 'early'
    | 'late'
    | 'age'
    | 'evidence'
    | 'assessment';
  /** What the words for the key mention. */
  values: Record<string, string>;
  credentials: ExampleCredential[];
  assessments: { id: string; score: string }[];
}

export interface ExampleCredential {
  id: string;
  mc: string;
  version?: string;
  issuedOn: CivilDate;
  score?: string;
  eqf?: number;
  idVerified: boolean;
  proctored: boolean;
  evidence?: string[];
  expiresOn?: CivilDate;
}

const step = '0.01';

/**
 * Students at the edges of a rule, at most one for each kind of condition: they show an author what was really said. Everything
 * about them is valid on the day of claim.
 * @units scores on the scale of the credential, one hundredth below or at the limit
 */
export function exampleStudents(definition: RuleDefinition, claimDate: CivilDate): ExampleStudent[] {
  const { from, to } = definition.credentialWindow ?? {};
  const issuedOn = to && to < claimDate ? to : from && from > claimDate ? from : claimDate;
  const [leaves, exams] = [
    leavesIn(definition.premise).map(({ leaf }) => leaf),
    assessmentsOf(definition.premise),
  ];
  const assessments = exams.map(({ assessment, minScore }) => ({ id: assessment, score: minScore }));
  const credentials = leaves.map((leaf, index) => fulfil(leaf, `example-${index}`, issuedOn));
  const students: ExampleStudent[] = [{ key: 'meets', values: {}, credentials, assessments }];
  const miss = (
    key: ExampleStudent['key'],
    has: (leaf: MicroCredentialLeaf) => boolean,
    change: (leaf: MicroCredentialLeaf) => Partial<ExampleCredential>,
    say: (leaf: MicroCredentialLeaf) => Record<string, string> = () => ({}),
  ) => {
    const first = leaves.find(has);
    if (first)
      students.push({
        key,
        values: say(first),
        assessments,
        credentials: credentials.map((one, index) =>
          leaves[index] && has(leaves[index]) ? { ...one, ...change(leaves[index]) } : one,
        ),
      });
  };
  const below = (leaf: MicroCredentialLeaf) => justBelow(leaf.minScore ?? '0');
  miss(
    'score',
    (leaf) => leaf.minScore !== undefined && leaf.minScore !== '0',
    (leaf) => ({ score: below(leaf) }),
    (leaf) => ({ score: below(leaf) }),
  );
  miss(
    'tooHigh',
    (leaf) => leaf.belowScore !== undefined,
    (leaf) => ({ score: leaf.belowScore ?? '' }),
    (leaf) => ({ score: leaf.belowScore ?? '' }),
  );
  miss(
    'identity',
    (leaf) => leaf.idVerified === true,
    () => ({ idVerified: false }),
  );
  miss(
    'proctoring',
    (leaf) => leaf.proctored === true,
    () => ({ proctored: false }),
  );
  const early = from ? addDays(from, -1) : null;
  if (early)
    miss(
      'early',
      () => true,
      () => ({ issuedOn: early }),
      () => ({ day: early }),
    );
  const late = to ? addDays(to, 1) : null;
  if (late)
    miss(
      'late',
      () => true,
      () => ({ issuedOn: late }),
      () => ({ day: late }),
    );
  const old = (leaf: MicroCredentialLeaf) =>
    addDays(addMonths(addYears(claimDate, -(leaf.maxAge?.years ?? 0)), -(leaf.maxAge?.months ?? 0)), -1);
  miss(
    'age',
    (leaf) => leaf.maxAge !== undefined,
    (leaf) => ({ issuedOn: old(leaf) }),
    (leaf) => ({ day: old(leaf) }),
  );
  miss(
    'evidence',
    (leaf) => leaf.evidence !== undefined,
    () => ({ evidence: [] }),
  );
  if (exams.length > 0) students.push({ key: 'assessment', values: {}, credentials, assessments: [] });
  return students;
}

function fulfil(leaf: MicroCredentialLeaf, id: string, issuedOn: CivilDate): ExampleCredential {
  const score = leaf.minScore ?? (leaf.belowScore === undefined ? undefined : justBelow(leaf.belowScore));
  return {
    id,
    mc: leaf.mc,
    issuedOn,
    idVerified: true,
    proctored: true,
    ...(leaf.versions?.[0] && { version: leaf.versions[0] }),
    ...(score !== undefined && { score }),
    ...(leaf.minEqf !== undefined && { eqf: leaf.minEqf }),
    ...(leaf.evidence?.[0] && { evidence: [leaf.evidence[0]] }),
    ...(leaf.expiringOnly && { expiresOn: addYears(issuedOn, 3) }),
  };
}

/** One hundredth less, never below zero. */
function justBelow(score: string): string {
  const lower = parseRational(score).sub(parseRational(step));
  return lower.s < 0n ? '0' : formatRational(lower);
}

function assessmentsOf(premise: Premise): { assessment: string; minScore: string }[] {
  return 'assessment' in premise ? [premise] : branchesOf(premise).flatMap(assessmentsOf);
}

function branchesOf(premise: Premise): Premise[] {
  return 'all' in premise ? premise.all : 'any' in premise ? premise.any : 'of' in premise ? premise.of : [];
}
