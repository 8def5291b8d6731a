import type { StaffMember } from '@/lib/access/actor';
import { addDays, parseCivilDate } from '@/lib/kernel/civil-date';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { answerQuestion } from '@/lib/usecases/review/answer-question';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { approvals, committeeApprovals, doubts, refusalApprovals } from '../data/remarks';
import type { ReviewDetails } from '../data/rules/words';
import { pick } from './cast';
import { close, declare, judge, openStageOf, vote } from './panel';
import type { Act, Setting } from './stage';

/** Days between the steps of an ordinary review. */
export const pace = {
  submit: 1,
  route: 2,
  declare: 4,
  judge: 7,
  vote: 9,
  committee: 22,
  dean: 27,
  publish: 31,
};

/** An act so many days after the beginning. */
export type MakeAct = (after: number, run: (at: string) => Promise<void>) => Act;

export interface UnderReview {
  versionId: string;
  panel: readonly StaffMember[];
  details: ReviewDetails;
  until: RuleStatus;
  flavour: number;
  denies: boolean;
}

export function departmentActs(
  setting: Setting,
  act: MakeAct,
  { versionId, panel, details, until, flavour, denies }: UnderReview,
): Act[] {
  const isOpen = until === 'in_department' || until === 'withdrawn';
  const judges = details.recused ? panel.slice(1) : panel;
  const voters = isOpen ? judges.slice(0, details.votes ?? 0) : judges;
  const acts: Act[] = [];
  const [stepsBack] = panel;
  if (details.recused && stepsBack)
    acts.push(
      act(pace.declare, (at) =>
        inDepartment(setting, versionId, (stageId) =>
          declare(setting, stepsBack, stageId, at, details.recused),
        ),
      ),
    );
  // One more than have voted has begun to work; the rest has not opened the case yet.
  judges.slice(0, isOpen ? voters.length + 1 : judges.length).forEach((person, index) => {
    const says = until === 'rejected' ? 'reject' : until === 'returned' ? 'return' : 'approve';
    const missing = until === 'rejected' ? 2 : 0;
    acts.push(
      act(pace.declare, (at) =>
        inDepartment(setting, versionId, (stageId) => declare(setting, person, stageId, at)),
      ),
    );
    if (isOpen && index >= voters.length && index % 2 === 1) return;
    acts.push(
      act(pace.judge, (at) =>
        inDepartment(setting, versionId, (stageId) =>
          judge(setting, person, versionId, stageId, at, {
            partly: details.partly ?? 0,
            missing,
            flavour: flavour + index,
          }),
        ),
      ),
    );
    if (index >= voters.length) return;
    const rationale =
      says === 'approve'
        ? pick(denies ? refusalApprovals : approvals, flavour + index)
        : (details.reason ?? '');
    acts.push(
      act(pace.vote + index, (at) =>
        inDepartment(setting, versionId, (stageId) =>
          vote(setting, person, stageId, at, says, rationale, details.rejection),
        ),
      ),
    );
  });
  if (!isOpen) acts.push(act(pace.vote + 5, (at) => closeIf(setting, versionId, 'department', at, {})));
  return acts;
}

export function questionActs(
  setting: Setting,
  act: MakeAct,
  {
    versionId,
    details,
    author,
    asker,
  }: { versionId: string; details: ReviewDetails; author: StaffMember; asker: StaffMember },
): Act[] {
  const asked = act(pace.judge, (at) =>
    inDepartment(
      setting,
      versionId,
      async (stageId) =>
        void (await askForMore(setting.as(asker, at), {
          stageId,
          kind: 'question',
          body: details.question ?? '',
        })),
    ),
  );
  if (!details.answer) return [asked];
  const answered = act(pace.judge + 1, async (at) => {
    const question = await setting.tx.reviewMessage.findFirstOrThrow({
      where: { kind: 'question', reviewCase: { ruleVersionId: versionId } },
      select: { id: true, caseId: true },
    });
    await answerQuestion(setting.as(author, at), {
      caseId: question.caseId,
      replyToId: question.id,
      body: details.answer ?? '',
    });
  });
  return [asked, answered];
}

export function committeeActs(
  setting: Setting,
  act: MakeAct,
  { versionId, until, details, flavour, denies }: Omit<UnderReview, 'panel'>,
): Act[] {
  const isOpen = until === 'in_committee';
  const ballot = act(pace.committee, (at) =>
    committeeVotes(setting, versionId, at, {
      most: isOpen ? (details.votes ?? 3) : Infinity,
      isBalanced: until === 'conditionally_approved' || details.ready === true,
      flavour,
      denies,
    }),
  );
  if (isOpen) return [ballot];
  const minutesRef = `Minutes ${flavour + 3}/${setting.calendar.today.slice(0, 4)}, item 4`;
  const conditional =
    until === 'conditionally_approved'
      ? ({ conditional: 'on', note: details.reason ?? '', conditionsOwner: 'role:evaluator' } as const)
      : {};
  return [
    ballot,
    act(pace.committee, (at) =>
      closeIf(setting, versionId, 'committee', at, {
        minutesRef,
        ...conditional,
        ...('conditional' in conditional && {
          conditionsDueOn: addDays(parseCivilDate(at.slice(0, 10)), 42),
        }),
      }),
    ),
  ];
}

async function committeeVotes(
  setting: Setting,
  versionId: string,
  at: string,
  {
    most,
    isBalanced,
    flavour,
    denies,
  }: { most: number; isBalanced: boolean; flavour: number; denies: boolean },
): Promise<void> {
  const stage = await openStageOf(setting, versionId);
  if (stage?.kind !== 'committee') return;
  // Two in favour and one abstention: a quorum, and its chair closes, with or without conditions.
  const voters = isBalanced ? 3 : stage.assignments.length;
  for (const [index, { personId }] of stage.assignments.entries()) {
    if (index >= most) return;
    const abstains = isBalanced ? index === 2 : (index + flavour) % 5 === 4;
    const rationale = abstains
      ? pick(doubts, flavour + 1)
      : pick(denies ? refusalApprovals : committeeApprovals, flavour + index);
    const member = setting.cast.byId(personId);
    await declare(setting, member, stage.id, at);
    if (index >= voters) continue;
    await vote(setting, member, stage.id, at, abstains ? 'abstain' : 'approve', rationale);
  }
}

/** The dean's stage, where the policy holds one for a rule of this size. */
export async function confirm(setting: Setting, versionId: string, at: string): Promise<void> {
  const stage = await openStageOf(setting, versionId);
  if (stage?.kind !== 'dean') return;
  await declare(setting, setting.cast.dean, stage.id, at);
  await vote(
    setting,
    setting.cast.dean,
    stage.id,
    at,
    'approve',
    'I confirm the amount; the academic judgement is the faculty’s.',
  );
  await closeIf(setting, versionId, 'dean', at, {});
}

/** Does it in the department's stage; once the votes have closed that, there is nothing left to do. */
async function inDepartment(
  setting: Setting,
  versionId: string,
  run: (stageId: string) => Promise<void>,
): Promise<void> {
  const stage = await openStageOf(setting, versionId);
  if (stage?.kind === 'department') await run(stage.id);
}

async function closeIf(
  setting: Setting,
  versionId: string,
  kind: string,
  at: string,
  ending: Parameters<typeof close>[3],
): Promise<void> {
  const stage = await openStageOf(setting, versionId);
  if (stage?.kind === kind) await close(setting, versionId, at, ending);
}
