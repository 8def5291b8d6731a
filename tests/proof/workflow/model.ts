import type { Role } from '@/lib/access/actor';

/**
 * The workflow of one rule as docs/domain.md §4.8, §5.1 and §5.2 tell it, written a second time and as plainly as possible: what it says
 * is compared with what the product does. It shares nothing with the product but the names of roles.
 */
export const people = {
  author: ['evaluator', 'reviewer'],
  officer: ['evaluator'],
  registrar: ['registrar'],
  /** Wears three hats, so that separation of duties has something to separate. */
  several: ['registrar', 'reviewer', 'committee_member'],
  chair: ['chair'],
  first: ['reviewer'],
  second: ['reviewer'],
  head: ['committee_chair'],
  member: ['committee_member'],
  dean: ['dean'],
  /** Has every role, in another institution. */
  stranger: [],
} satisfies Record<string, readonly Role[]>;
export type Name = keyof typeof people;
export const names = Object.keys(people) as Name[];

export type Choice = 'approve' | 'reject' | 'return' | 'abstain';
type Kind = 'department' | 'committee';
type Status =
  | 'draft'
  | 'submitted'
  | 'in_department'
  | 'in_committee'
  | 'conditionally_approved'
  | 'approved'
  | 'published'
  | 'suspended'
  | 'revoked'
  | 'rejected'
  | 'returned'
  | 'withdrawn';

export interface Stage {
  kind: Kind;
  isOpen: boolean;
  chair: Name | null;
  /** Whether the voting member has declared a conflict; null while nothing has been said. */
  seats: Partial<Record<Name, boolean | null>>;
  /** The same of those who lead the stage without a vote, once they have said it. */
  asides: Partial<Record<Name, boolean | null>>;
  /** The chair has ended the blind round. */
  isRevealed: boolean;
  revealedBy: Name | null;
  /** Whose seat was taken back. */
  lost: Name[];
  /** Who has been reminded; all of it happens on one day. */
  reminded: Name[];
  /** Business days by which the due day was moved on. */
  extended: number;
  scored: Partial<Record<Name, 'fit' | 'knockedOut'>>;
  /** Who has ever taken the own vote back: nobody gives their seat to somebody else. */
  tookBack: Name[];
  /** What was voted as a member. */
  votes: Partial<Record<Name, Choice>>;
  /** What was said as whoever leads, to decide a tie: of each the latest, unless they voted anew after it. */
  castings: Partial<Record<Name, Choice>>;
  /** Whose casting vote is about a tie of other ballots than those that count now: it decides nothing any more. */
  staleCastings: Name[];
  /** 0 once it is closed. */
  rowVersion: number;
}
export interface Version {
  author: Name;
  /** Who wrote the text that it took over, in the order of `names`. */
  contributors: Name[];
  /** A text that has been in force is the institution's own. */
  wasInForce: boolean;
  status: Status;
  rowVersion: number;
  stages: Stage[];
  /** First and last day of claim, in days from today. */
  from: number | null;
  to: number | null;
}
/** All versions of the rule, the first one first. */
export type World = Version[];

/** What somebody tries. `on` is the version, `at` the stage, `seen` the state on their screen. */
export type Step = { by: Name; on: number } & (
  | { act: 'submit' | 'publish' | 'startNewVersion' | 'pullBack'; seen: number }
  | { act: 'withdraw' | 'suspend' | 'resume' | 'revoke'; seen: number; reason: string }
  | { act: 'route'; seen: number; reviewers: Name[] }
  | { act: 'settle'; seen: number; met: boolean }
  | { act: 'assign'; at: number; who: Name[] }
  | { act: 'unassign' | 'nameChair'; at: number; whom: Name }
  | { act: 'remind'; at: number; whom: Name }
  | { act: 'replace'; at: number; whom: Name; successor: Name }
  | { act: 'extend'; at: number; seen: number; days: number }
  | { act: 'reveal'; at: number; seen: number }
  | { act: 'declare'; at: number; conflict: boolean }
  | { act: 'score'; at: number; knockOut: boolean }
  | { act: 'vote' | 'decide'; at: number; choice: Choice }
  | { act: 'takeBack'; at: number }
  | { act: 'close'; at: number; seen: number; conditional: boolean }
);

const seatsOf: Record<Kind, readonly Role[]> = {
  department: ['reviewer', 'chair'],
  committee: ['committee_member', 'committee_chair'],
};
const office: Record<Kind, Role> = { department: 'chair', committee: 'committee_chair' };
/** Business days that a stage has, and by which it may be extended. */
const allowance = 15;
const fewest: Record<Kind, number> = { department: 1, committee: 2 };

const holds = (name: Name, ...roles: readonly Role[]) =>
  roles.some((role) => (people[name] as readonly Role[]).includes(role));
const recused = (stage: Stage, name: Name) => stage.seats[name] === true || stage.asides[name] === true;
const conflicted = (version: Version) =>
  names.filter((name) => version.stages.some((stage) => recused(stage, name)));

/** The world after the step, or null where it must be refused. */
export function after(before: World, step: Step): World | null {
  const world = structuredClone(before);
  const version = world[step.on];
  if (!version || step.by === 'stranger') return null;
  return runImport(world, version, step) ? world : null;
}

function runImport(world: World, version: Version, step: Step): boolean {
  const { by } = step;
  if ('at' in step) {
    const stage = version.stages[step.at];
    return stage !== undefined && stage.isOpen && inStage(version, stage, by, step);
  }
  if (step.seen !== version.rowVersion) return false;
  const move = (to: Status, ...from: Status[]) => {
    if (!from.includes(version.status)) return false;
    version.status = to;
    version.rowVersion += 1;
    return true;
  };
  const isOwn = wrote(version, by);
  const isConflicted = conflicted(version).includes(by);
  switch (step.act) {
    case 'submit':
      return isOwn && holds(by, 'evaluator', 'registrar') && move('submitted', 'draft', 'returned');
    case 'pullBack': {
      const isVotedOn = version.stages.some((stage) => stage.isOpen && everIn(stage).length > 0);
      if (
        !isOwn ||
        !holds(by, 'evaluator', 'registrar') ||
        isVotedOn ||
        !move('draft', 'submitted', 'in_department')
      )
        return false;
      version.stages.forEach(shut);
      return true;
    }
    case 'withdraw': {
      if (
        !(isOwn || holds(by, 'registrar')) ||
        step.reason === '' ||
        !move('withdrawn', 'draft', 'returned', 'submitted', 'in_department', 'in_committee', 'approved')
      )
        return false;
      version.stages.forEach(shut);
      return true;
    }
    case 'route': {
      if (
        !holds(by, 'evaluator', 'registrar') ||
        isConflicted ||
        (isOwn && step.reviewers.length > 0) ||
        step.reviewers.some((name) => !canSit('department', name, version))
      )
        return false;
      const stage = open(version, 'department', step.reviewers);
      return (step.reviewers.length > 0 || stage.chair !== null) && move('in_department', 'submitted');
    }
    case 'settle':
      return (
        !isOwn &&
        !isConflicted &&
        holds(by, 'evaluator', 'committee_chair') &&
        move(step.met ? 'approved' : 'rejected', 'conditionally_approved')
      );
    case 'publish': {
      const voters = new Set(version.stages.flatMap(votersIn));
      if (!holds(by, 'registrar') || isOwn || isConflicted || (voters.size === 1 && voters.has(by)))
        return false;
      if (!move('published', 'approved')) return false;
      version.wasInForce = true;
      return endEarlier(world, version);
    }
    case 'suspend':
      return (
        holds(by, 'registrar') && step.reason !== '' && !isOver(version) && move('suspended', 'published')
      );
    case 'resume': {
      const voters = new Set(version.stages.flatMap(votersIn));
      return (
        holds(by, 'registrar') &&
        !isOwn &&
        !isConflicted &&
        !(voters.size === 1 && voters.has(by)) &&
        step.reason !== '' &&
        !isOver(version) &&
        move('published', 'suspended')
      );
    }
    case 'revoke':
      return (
        holds(by, 'registrar', 'dean') &&
        step.reason !== '' &&
        !isOver(version) &&
        move('revoked', 'published', 'suspended')
      );
    case 'startNewVersion': {
      if (!holds(by, 'evaluator', 'registrar')) return false;
      if (
        world.some(
          ({ status }) => !['published', 'suspended', 'revoked', 'rejected', 'withdrawn'].includes(status),
        )
      )
        return false;
      const followed = world.filter(
        (earlier) => isInForce(earlier) && meet(earlier, { from: version.from, to: null }),
      );
      const from =
        followed.length === 0
          ? version.from
          : Math.max(0, version.from ?? 0, ...followed.map((earlier) => (earlier.from ?? -1) + 1));
      world.push({
        author: by,
        contributors: version.wasInForce ? [] : names.filter((name) => name !== by && wrote(version, name)),
        wasInForce: false,
        status: 'draft',
        rowVersion: 1,
        stages: [],
        from,
        to: null,
      });
      return true;
    }
  }
}

function inStage(version: Version, stage: Stage, by: Name, step: Step & { at: number }): boolean {
  const isConflicted = conflicted(version).includes(by);
  const isInCharge = (stage.chair === by || holds(by, office[stage.kind])) && !wrote(version, by);
  const isSeated = by in stage.seats;
  const isAside = by in stage.asides;
  // Whoever acts has said first that there is no conflict, in this stage and in every other one of the review.
  const isAsked = stage.seats[by] === false || stage.asides[by] === false;
  const leads = isInCharge && isAsked && !isConflicted;
  const judges = stage.seats[by] === false && !isConflicted;
  switch (step.act) {
    case 'assign': {
      if (
        !leads ||
        isSettled(stage) ||
        step.who.length === 0 ||
        step.who.some((name) => !canSit(stage.kind, name, version))
      )
        return false;
      const added = step.who.filter((name) => !(name in stage.seats));
      if (added.some((name) => conflicted(version).includes(name))) return false;
      // Nobody comes to vote after having read how others did.
      if (stage.isRevealed && added.some((name) => stage.revealedBy === name || stage.lost.includes(name)))
        return false;
      for (const name of added) {
        stage.seats[name] = stage.asides[name] ?? null;
        delete stage.asides[name];
      }
      break;
    }
    case 'declare':
      if (wrote(version, by) || (!isSeated && !isAside && !isInCharge)) return false;
      if (isConflicted && !step.conflict) return false;
      (isSeated ? stage.seats : stage.asides)[by] = step.conflict;
      if (step.conflict && isSeated && by in stage.votes) stage.staleCastings = castersIn(stage);
      // A chair who steps back is followed by somebody else of that office: one who led in its place by the office itself.
      if (step.conflict && stage.chair === by) {
        stage.chair = byOffice(stage.kind, version);
        stage.rowVersion += 1;
      }
      break;
    case 'unassign':
      if (!leads || isSettled(stage) || !(step.whom in stage.seats || step.whom in stage.asides))
        return false;
      if (recused(stage, step.whom) || everIn(stage).includes(step.whom)) return false;
      // Nobody gives up the own seat, and a committee sits by office.
      if (step.whom === by || stage.kind !== 'department') return false;
      // In the order of `names`, as it is read back.
      if (step.whom in stage.seats)
        stage.lost = names.filter((name) => name === step.whom || stage.lost.includes(name));
      delete stage.seats[step.whom];
      delete stage.asides[step.whom];
      break;
    case 'nameChair': {
      // Registrars name somebody only where nobody leads, and nobody hands on what has been revealed.
      const mayName =
        ((isInCharge && isAsked) || (holds(by, 'registrar') && !isLed(version, stage))) &&
        !wrote(version, by) &&
        !isConflicted;
      // Nor what a casting vote may be asked for.
      if (
        (stage.isRevealed || isQuorate(stage)) &&
        stage.chair !== null &&
        !conflicted(version).includes(stage.chair)
      )
        return false;
      if (!mayName || step.whom === by || conflicted(version).includes(step.whom)) return false;
      if (
        wrote(version, step.whom) ||
        !holds(step.whom, 'chair', 'committee_chair', 'dean', ...seatsOf[stage.kind])
      )
        return false;
      stage.chair = step.whom;
      break;
    }
    case 'remind': {
      const isAwaited =
        step.whom in stage.seats &&
        canSit(stage.kind, step.whom, version) &&
        !conflicted(version).includes(step.whom) &&
        !votersIn(stage).includes(step.whom);
      if (!leads || step.whom === by || !isAwaited || stage.reminded.includes(step.whom)) return false;
      stage.reminded = names.filter((name) => name === step.whom || stage.reminded.includes(name));
      // It changes nothing of the stage.
      return true;
    }
    case 'replace': {
      const { whom, successor } = step;
      const isToVote = whom in stage.seats && !recused(stage, whom) && !everIn(stage).includes(whom);
      if (!leads || isSettled(stage) || stage.kind !== 'department' || whom === by || !isToVote) return false;
      if (successor in stage.seats || !canSit(stage.kind, successor, version)) return false;
      if (conflicted(version).includes(successor) || everIn(stage).includes(successor)) return false;
      if (stage.isRevealed && (stage.revealedBy === successor || stage.lost.includes(successor)))
        return false;
      stage.lost = names.filter((name) => name === whom || stage.lost.includes(name));
      delete stage.seats[whom];
      stage.seats[successor] = stage.asides[successor] ?? null;
      delete stage.asides[successor];
      // A seat that goes and one that is given.
      stage.rowVersion += 1;
      break;
    }
    case 'extend':
      // A tie may ask for a casting vote here: how long it waits is settled once enough have voted.
      if (!leads || step.seen !== stage.rowVersion || isQuorate(stage) || stage.isRevealed) return false;
      if (stage.extended + step.days > allowance) return false;
      stage.extended += step.days;
      break;
    case 'reveal':
      if (!leads || stage.isRevealed || !isQuorate(stage) || step.seen !== stage.rowVersion) return false;
      if (isSeated ? !(by in stage.votes) : stage.lost.includes(by)) return false;
      stage.isRevealed = true;
      stage.revealedBy = by;
      break;
    case 'score':
      if (!judges) return false;
      stage.scored[by] = step.knockOut ? 'knockedOut' : 'fit';
      return true;
    case 'vote':
      if (!judges || (stage.kind === 'department' && step.choice === 'approve' && stage.scored[by] !== 'fit'))
        return false;
      // What all have voted in the blind round stays.
      if (by in stage.votes && !stage.isRevealed && isSettled(stage)) return false;
      stage.votes[by] = step.choice;
      delete stage.castings[by];
      stage.staleCastings = castersIn(stage);
      stage.rowVersion += 1;
      endByVotes(version, stage);
      return true;
    case 'takeBack':
      // What may not be changed may not be taken back, and what was said to decide a tie goes with it.
      if (!judges || !(by in stage.votes) || (!stage.isRevealed && isSettled(stage))) return false;
      delete stage.votes[by];
      delete stage.castings[by];
      stage.staleCastings = castersIn(stage);
      stage.tookBack = names.filter((name) => name === by || stage.tookBack.includes(name));
      break;
    case 'decide': {
      const isLeader =
        stage.chair === by || stage.chair === null || conflicted(version).includes(stage.chair);
      const isTold = isQuorate(stage) && (stage.isRevealed || haveAllVoted(stage));
      if (!leads || !isLeader || !waitsForCasting(version, stage) || !isTold || step.choice === 'abstain')
        return false;
      // The own vote comes first: it may undo the tie.
      if (isSeated && !(by in stage.votes)) return false;
      stage.castings[by] = step.choice;
      stage.staleCastings = stage.staleCastings.filter((name) => name !== by);
      stage.rowVersion += 1;
      endByVotes(version, stage);
      return true;
    }
    case 'close': {
      if (!leads || !isQuorate(stage) || isChairAlone(stage) || step.seen !== stage.rowVersion) return false;
      const outcome = countOf(Object.values(counted(stage)), decisionIn(version, stage));
      if (outcome === 'tied') return false;
      // Conditions are for where the review ends, and fall away where the votes do not approve.
      if (step.conditional && stage.kind !== 'committee') return false;
      finish(version, stage, outcome, step.conditional);
      return true;
    }
  }
  stage.rowVersion += 1;
  return true;
}

const wrote = ({ author, contributors }: Version, name: Name) =>
  name === author || contributors.includes(name);

const canSit = (kind: Kind, name: Name, version: Version) =>
  !wrote(version, name) && holds(name, ...seatsOf[kind]);

const byOffice = (kind: Kind, version: Version) =>
  names.find(
    (name) => holds(name, office[kind]) && canSit(kind, name, version) && !conflicted(version).includes(name),
  ) ?? null;

const isLed = (version: Version, stage: Stage) =>
  names.some(
    (name) =>
      (stage.chair === name || holds(name, office[stage.kind])) &&
      !wrote(version, name) &&
      !conflicted(version).includes(name),
  );

function open(version: Version, kind: Kind, members: readonly Name[]): Stage {
  const gone = conflicted(version);
  const seats = Object.fromEntries(
    members.map((name) => [name, gone.includes(name) ? true : null]),
  ) as Stage['seats'];
  const chair = byOffice(kind, version);
  const stage: Stage = {
    kind,
    isOpen: true,
    chair,
    seats,
    asides: {},
    isRevealed: false,
    revealedBy: null,
    lost: [],
    tookBack: [],
    reminded: [],
    extended: 0,
    scored: {},
    votes: {},
    castings: {},
    staleCastings: [],
    rowVersion: members.length > 0 ? 2 : 1,
  };
  version.stages.push(stage);
  return stage;
}

function shut(stage: Stage): void {
  Object.assign(stage, { isOpen: false, rowVersion: 0 });
}

type Outcome = 'passed' | 'failed' | 'returned';
const endOf = { approve: 'passed', reject: 'failed', return: 'returned' } as const;

const votersIn = ({ votes, castings }: Stage) => [...Object.keys(votes), ...Object.keys(castings)] as Name[];
const everIn = (stage: Stage) => [...votersIn(stage), ...stage.tookBack];
const castersIn = ({ castings }: Stage) => names.filter((name) => name in castings);
const decisionIn = (version: Version, { castings, staleCastings }: Stage) =>
  (Object.keys(castings) as Name[])
    .filter((name) => !conflicted(version).includes(name) && !staleCastings.includes(name))
    .map((name) => castings[name])[0] ?? null;
const waitsForCasting = (version: Version, stage: Stage) =>
  countOf(Object.values(counted(stage)), decisionIn(version, stage)) === 'tied';

function finish(version: Version, stage: Stage, outcome: Outcome, conditional: boolean): void {
  shut(stage);
  version.rowVersion += 1;
  if (outcome !== 'passed') version.status = outcome === 'failed' ? 'rejected' : 'returned';
  else if (stage.kind === 'committee') version.status = conditional ? 'conditionally_approved' : 'approved';
  else {
    version.status = 'in_committee';
    open(
      version,
      'committee',
      names.filter((name) => canSit('committee', name, version)),
    );
  }
}

const members = (stage: Stage) =>
  (Object.keys(stage.seats) as Name[]).filter((name) => !recused(stage, name));
const counted = (stage: Stage) =>
  Object.fromEntries(
    members(stage).flatMap((name) => (stage.votes[name] ? [[name, stage.votes[name]]] : [])),
  ) as Record<string, Choice>;
const isQuorate = (stage: Stage) =>
  Object.keys(counted(stage)).length >=
  Math.max(Math.floor(members(stage).length / 2) + 1, fewest[stage.kind]);
const isChairAlone = (stage: Stage) =>
  stage.kind === 'department' &&
  stage.chair !== null &&
  Object.keys(counted(stage)).every((name) => name === stage.chair);

const haveAllVoted = (stage: Stage) => members(stage).length === Object.keys(counted(stage)).length;
/** Whoever leads may know of a tie: then no seat is given or taken back, nor a blind ballot cast anew, unless the chair sits there alone. */
const isSettled = (stage: Stage) =>
  isQuorate(stage) &&
  !(
    stage.kind === 'department' &&
    stage.chair !== null &&
    members(stage).every((name) => name === stage.chair)
  ) &&
  (haveAllVoted(stage) || (stage.isRevealed && countOf(Object.values(counted(stage)), null) === 'tied'));

/** What the votes come to: a tie waits for whoever leads, who has the casting vote in every stage here. */
function countOf(votes: readonly Choice[], decision: Choice | null): Outcome | 'tied' {
  const [yes, no, back] = (['approve', 'reject', 'return'] as const).map(
    (choice) => votes.filter((vote) => vote === choice).length,
  ) as [number, number, number];
  if (yes > 0 && yes === no + back)
    return decision === null || decision === 'abstain' ? 'tied' : endOf[decision];
  if (yes > no + back) return 'passed';
  return no > back ? 'failed' : 'returned';
}

/** Every way to end that the votes still missing could lead to, by trying them all. */
function outcomes(stage: Stage, decision: Choice | null): (Outcome | 'tied')[] {
  const cast = Object.values(counted(stage));
  const missing = members(stage).length - cast.length;
  const found = new Set<Outcome | 'tied'>();
  const tryAll = (votes: readonly Choice[], left: number): void => {
    if (left === 0) found.add(countOf(votes, decision));
    else
      for (const choice of ['approve', 'reject', 'return', 'abstain'] as const)
        tryAll([...votes, choice], left - 1);
  };
  tryAll(cast, missing);
  return [...found];
}

/** A department ends by its votes, once they are settled; a committee decides in session, and its chair ends the stage with minutes. */
function endByVotes(version: Version, stage: Stage): void {
  if (stage.kind !== 'department' || !isQuorate(stage) || isChairAlone(stage)) return;
  const [outcome, ...others] = outcomes(stage, decisionIn(version, stage));
  if (outcome && outcome !== 'tied' && others.length === 0) finish(version, stage, outcome, false);
}

/** A published version ends earlier ones that are in force on days of its own, the day before it starts; one that has no day left is revoked. */
function endEarlier(world: World, version: Version): boolean {
  for (const earlier of world) {
    if (earlier === version || !isInForce(earlier) || !meet(earlier, version)) continue;
    if (version.from === null) return false;
    if (version.from <= (earlier.from ?? -Infinity)) earlier.status = 'revoked';
    else earlier.to = version.from - 1;
    earlier.rowVersion += 1;
  }
  return true;
}

const isInForce = ({ status }: Version) => status === 'published' || status === 'suspended';
/** Nobody ever claims by such a version: all of this happens today. */
const isOver = ({ to }: Version) => to !== null && to < 0;
type Days = Pick<Version, 'from' | 'to'>;
const meet = (a: Days, b: Days) =>
  (a.from ?? -Infinity) <= (b.to ?? Infinity) && (b.from ?? -Infinity) <= (a.to ?? Infinity);
