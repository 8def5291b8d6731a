import type { Role } from '@/lib/access/actor';

/** What leads from an empty institution to its first published mapping, in the order in which it is told. */
export const firstStepNames = [
  'department',
  'policy',
  'adopt',
  'course',
  'certificate',
  'mapping',
  'handIn',
  'send',
  'review',
  'publish',
] as const;
export type FirstStepName = (typeof firstStepNames)[number];

/** How far an institution has come that has published nothing yet. */
export interface FirstFacts {
  /** A department in which somebody leads reviews and somebody else reviews. */
  isDepartmentStaffed: boolean;
  /** The latest policy draft, and whether a policy is adopted. */
  policyDraftId: string | null;
  isPolicyAdopted: boolean;
  hasCourse: boolean;
  /** The catalog that all institutions share holds a certificate. */
  hasCertificate: boolean;
  /** The mapping that has come furthest. */
  mapping: { id: string; status: string; caseId: string | null } | null;
}

export interface FirstStep {
  name: FirstStepName;
  /** done · open: somebody can take it now · waits: for one before it */
  state: 'done' | 'open' | 'waits';
  /** Where its form is. */
  href: string;
  /** Who takes it. */
  roles: readonly Role[];
}

const takers: Record<FirstStepName, readonly Role[]> = {
  department: ['administrator'],
  policy: ['registrar', 'administrator'],
  adopt: ['administrator', 'registrar'],
  course: ['registrar', 'evaluator'],
  certificate: ['catalog_editor', 'evaluator', 'registrar'],
  mapping: ['evaluator'],
  handIn: ['evaluator'],
  send: ['registrar', 'evaluator'],
  review: ['reviewer', 'chair'],
  publish: ['registrar'],
};

/** How many of the last four steps a mapping in this state has behind it; those that end without a yes begin again. */
const stepsBehind: Readonly<Record<string, number>> = {
  draft: 1,
  returned: 1,
  submitted: 2,
  in_department: 3,
  in_committee: 3,
  in_dean: 3,
  conditionally_approved: 3,
  approved: 4,
};

/**
 * The steps to the first published mapping, with what is done, what can be done now and who takes it. A step can be taken as soon as what
 * it needs is there, whatever stands above it in the list.
 * @source docs/domain.md §5.1 (who does what), docs/decisions/0029-an-institution-begins.md
 */
export function firstSteps(facts: FirstFacts): FirstStep[] {
  const { mapping, policyDraftId } = facts;
  const behind = mapping === null ? 0 : (stepsBehind[mapping.status] ?? 0);
  const atMapping =
    behind === 0 || mapping === null ? '/registrar/rules/new' : `/registrar/rules/${mapping.id}`;
  const isReady = facts.isDepartmentStaffed && facts.isPolicyAdopted;
  const steps: Record<FirstStepName, { isDone: boolean; isOpen: boolean; href: string }> = {
    department: { isDone: facts.isDepartmentStaffed, isOpen: true, href: '/administration/departments' },
    policy: {
      isDone: facts.isPolicyAdopted || policyDraftId !== null,
      isOpen: true,
      href: '/administration/policy',
    },
    adopt: {
      isDone: facts.isPolicyAdopted,
      isOpen: policyDraftId !== null,
      href: policyDraftId === null ? '/administration/policy' : `/administration/policy/${policyDraftId}`,
    },
    course: { isDone: facts.hasCourse, isOpen: true, href: '/administration/courses' },
    certificate: { isDone: facts.hasCertificate, isOpen: true, href: '/registrar/certificates/new' },
    mapping: { isDone: behind >= 1, isOpen: facts.hasCourse && facts.hasCertificate, href: atMapping },
    handIn: { isDone: behind >= 2, isOpen: behind === 1, href: atMapping },
    send: { isDone: behind >= 3, isOpen: behind === 2 && isReady, href: atMapping },
    review: {
      isDone: behind >= 4,
      isOpen: behind === 3,
      href: mapping?.caseId == null ? '/faculty/cases' : `/faculty/cases/${mapping.caseId}`,
    },
    publish: { isDone: false, isOpen: behind === 4, href: atMapping },
  };
  return firstStepNames.map((name) => {
    const { isDone, isOpen, href } = steps[name];
    return { name, state: isDone ? 'done' : isOpen ? 'open' : 'waits', href, roles: takers[name] };
  });
}
