import { parseCivilDate } from '@/lib/kernel/civil-date';
import { randomUUID } from 'node:crypto';
import { Criterion } from '@/lib/review/rubric';
import { Refusal } from '@/lib/kernel/refusal';
import type { Context } from '@/lib/usecases/context';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { withdrawVote } from '@/lib/usecases/review/withdraw-vote';
import { closeStage } from '@/lib/usecases/review/close-stage';
import { declareConflict } from '@/lib/usecases/review/declare-conflict';
import { extendStage } from '@/lib/usecases/review/extend-stage';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { remindPerson } from '@/lib/usecases/review/remind-person';
import { replaceReviewer } from '@/lib/usecases/review/replace-reviewer';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { saveJudgement } from '@/lib/usecases/review/save-judgement';
import { unassignReviewer } from '@/lib/usecases/review/unassign-reviewer';
import { pullBackRule } from '@/lib/usecases/rule/pull-back-rule';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { resumeRule } from '@/lib/usecases/rule/resume-rule';
import { revokeRule } from '@/lib/usecases/rule/revoke-rule';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { startNewVersion } from '@/lib/usecases/rule/start-new-version';
import { submitRule } from '@/lib/usecases/rule/submit-rule';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import { withdrawRule } from '@/lib/usecases/rule/withdraw-rule';
import type { BuiltPerson } from '@/tests/support/builders';
import { queryAsSuperuser } from '@/tests/support/db';
import { type Choice, type Name, names, type Stage, type Step, type World } from './model';

/** One rule in an institution of its own, and its people. */
export interface Scene {
  tenantId: string;
  ruleId: string;
  people: Record<Name, BuiltPerson>;
  contextOf: (person: BuiltPerson, idempotencyKey: string) => Context;
}

export type Outcome = { done: true; reply: unknown } | { done: false; code: string };
/** Sends a step to the product. Sent again under its key, it is the same command. */
export type Send = (step: Step, key: string) => Promise<Outcome>;

/** What is stored of the rule, in the model's words, and under which ids. */
export interface Stored {
  world: World;
  versionIds: string[];
  stageIds: string[][];
}

const reasoned = { reason: 'A reason.' };

/** How the product is asked, with the ids that stand behind the numbers of the model. @throws what is not an ordinary no: a deadlock or a crash is a finding */
export function sender(scene: Scene, { versionIds, stageIds }: Stored): Send {
  return async (step, key) => {
    const ctx = scene.contextOf(scene.people[step.by], key);
    const ruleVersionId = versionIds[step.on] ?? randomUUID();
    const stageId = ('at' in step && stageIds[step.on]?.[step.at]) || randomUUID();
    try {
      return { done: true, reply: await ask(ctx, step, { ruleVersionId, stageId }) };
    } catch (error) {
      if (error instanceof Refusal) return { done: false, code: `${error.code} ${error.reason}` };
      throw error;
    }
  };

  function ask(
    ctx: Context,
    step: Step,
    { ruleVersionId, stageId }: { ruleVersionId: string; stageId: string },
  ): Promise<unknown> {
    const seen =
      'seen' in step ? { ruleVersionId, expectedVersion: step.seen } : { ruleVersionId, expectedVersion: 0 };
    const idsOf = (who: readonly Name[]) => who.map((name) => scene.people[name].id);
    switch (step.act) {
      case 'submit':
        return submitRule(ctx, seen);
      case 'publish':
        return publishRule(ctx, seen);
      case 'startNewVersion':
        return startNewVersion(ctx, seen);
      case 'pullBack':
        return pullBackRule(ctx, seen);
      case 'withdraw':
        return withdrawRule(ctx, { ...seen, reason: step.reason });
      case 'suspend':
        return suspendRule(ctx, { ...seen, reason: step.reason });
      case 'resume':
        return resumeRule(ctx, { ...seen, reason: step.reason });
      case 'revoke':
        return revokeRule(ctx, { ...seen, reason: step.reason });
      case 'route':
        return routeRule(ctx, { ...seen, reviewerIds: idsOf(step.reviewers) });
      case 'settle':
        return settleConditions(ctx, {
          ...seen,
          met: step.met ? 'met' : 'unmet',
          ...reasoned,
          publicReason: 'It is not met.',
        });
      case 'assign':
        return assignReviewers(ctx, { stageId, personIds: idsOf(step.who) });
      case 'declare':
        return declareConflict(ctx, {
          stageId,
          conflict: step.conflict ? 'conflict' : 'none',
          note: 'Said so.',
        });
      case 'score':
        return saveJudgement(ctx, {
          stageId,
          scores: Criterion.options.map((criterion) => ({
            criterion,
            score: step.knockOut && criterion === 'level' ? '0' : '2',
            rationale: 'As seen.',
          })),
        });
      case 'unassign':
        return unassignReviewer(ctx, { stageId, personId: scene.people[step.whom].id });
      case 'nameChair':
        return nameChair(ctx, { stageId, personId: scene.people[step.whom].id });
      case 'remind':
        return remindPerson(ctx, { stageId, personId: scene.people[step.whom].id });
      case 'replace':
        return replaceReviewer(ctx, {
          stageId,
          personId: scene.people[step.whom].id,
          successorId: scene.people[step.successor].id,
          ...reasoned,
        });
      case 'extend':
        return extendStage(ctx, { stageId, expectedVersion: step.seen, days: step.days, ...reasoned });
      case 'reveal':
        return revealBallots(ctx, { stageId, expectedVersion: step.seen });
      case 'vote':
      case 'decide':
        return castVote(ctx, {
          stageId,
          choice: step.choice,
          ...(step.act === 'decide' && { casting: 'on' as const }),
          rationale: 'As I see it.',
          ...(step.choice === 'reject' && {
            rejection: 'not_as_proposed' as const,
            publicReason: 'It examines too little.',
          }),
        });
      case 'takeBack':
        return withdrawVote(ctx, { stageId });
      case 'close':
        return closeStage(ctx, {
          stageId,
          expectedVersion: step.seen,
          minutesRef: 'Minutes 1',
          note: 'Conditions.',
          notAsked: 'on',
          ...(step.conditional && {
            conditional: 'on' as const,
            conditionsOwner: 'role:evaluator' as const,
            conditionsDueOn: parseCivilDate('2099-01-01'),
          }),
        });
    }
  }
}

interface Row {
  id: string;
  author: string;
  contributors: string[];
  wasInForce: boolean;
  status: World[number]['status'];
  rowVersion: number;
  from: number | null;
  to: number | null;
  stages: {
    id: string;
    kind: Stage['kind'];
    isOpen: boolean;
    chair: string | null;
    rowVersion: number;
    seats: Record<string, boolean | null>;
    asides: Record<string, boolean | null>;
    isRevealed: boolean;
    revealedBy: string | null;
    lost: string[];
    reminded: string[];
    extended: number;
    scored: Record<string, boolean>;
    tookBack: string[];
    votes: Record<string, Choice>;
    castings: Record<string, Choice>;
    staleCastings: string[];
  }[];
}

/** @param today the day that the windows of claim are counted from */
export async function readWorld({ ruleId, people }: Scene, today: string): Promise<Stored> {
  const rows = await queryAsSuperuser<Row>(
    `
    select v.id, v.author_id as author, v.published_at is not null as "wasInForce", v.status,
      coalesce((select jsonb_agg(k.person_id) from rule_contributor k where k.tenant_id = v.tenant_id and k.rule_version_id = v.id and k.person_id <> v.author_id), '[]') as contributors,
       v.row_version as "rowVersion", v.claim_from - $2::date as "from", v.claim_to - $2::date as "to",
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'isOpen', s.status = 'open', 'chair', s.chair_id, 'rowVersion', case when s.status = 'open' then s.row_version else 0 end,
        'seats', coalesce((select jsonb_object_agg(a.person_id, a.conflict_declared) from review_assignment a where a.tenant_id = s.tenant_id and a.stage_id = s.id and a.is_voting), '{}'),
        'asides', coalesce((select jsonb_object_agg(a.person_id, a.conflict_declared) from review_assignment a where a.tenant_id = s.tenant_id and a.stage_id = s.id and not a.is_voting), '{}'),
        'isRevealed', s.revealed_at is not null, 'revealedBy', s.revealed_by_id,
        'lost', coalesce((select jsonb_agg(l.person_id) from review_lost_seat l where l.tenant_id = s.tenant_id and l.stage_id = s.id), '[]'),
        'reminded', coalesce((select jsonb_agg(m.person_id) from review_reminder m where m.tenant_id = s.tenant_id and m.stage_id = s.id), '[]'),
        'extended', coalesce((select sum(e.days) from review_extension e where e.tenant_id = s.tenant_id and e.stage_id = s.id), 0),
        'scored', coalesce((select jsonb_object_agg(x.person_id, x.fit) from (select person_id, min(score) > 0 as fit from rubric_score r where r.tenant_id = s.tenant_id and r.stage_id = s.id group by person_id) x), '{}'),
        'votes', coalesce((select jsonb_object_agg(x.person_id, x.choice) from (select distinct on (person_id) person_id, choice from vote o where o.tenant_id = s.tenant_id and o.stage_id = s.id and not is_casting and stands(o) order by person_id, ordinal desc) x), '{}'),
        'tookBack', coalesce((select jsonb_agg(distinct o.person_id) from vote o where o.tenant_id = s.tenant_id and o.stage_id = s.id and o.choice = 'withdrawn'), '[]'),
        'castings', coalesce((select jsonb_object_agg(x.person_id, x.choice) from (select distinct on (person_id) person_id, choice, is_casting from vote o where o.tenant_id = s.tenant_id and o.stage_id = s.id order by person_id, ordinal desc) x where x.is_casting), '{}'),
        'staleCastings', coalesce((select jsonb_agg(x.person_id) from (select distinct on (person_id) person_id, on_ballots, is_casting from vote o where o.tenant_id = s.tenant_id and o.stage_id = s.id order by person_id, ordinal desc) x where x.is_casting and x.on_ballots <> counted_ballots(s)), '[]')
      ) order by s.position) from review_stage s join review_case c on c.tenant_id = s.tenant_id and c.id = s.case_id where c.tenant_id = v.tenant_id and c.rule_version_id = v.id), '[]') as stages
    from rule_version v where v.rule_id = $1 order by v.version`,
    [ruleId, today],
  );
  const nameOf = new Map(names.map((name) => [people[name].id, name]));
  const named = <T>(byId: Record<string, T>) =>
    Object.fromEntries(Object.entries(byId).map(([id, value]) => [nameOf.get(id) ?? id, value])) as Partial<
      Record<Name, T>
    >;
  return {
    versionIds: rows.map(({ id }) => id),
    stageIds: rows.map(({ stages }) => stages.map(({ id }) => id)),
    world: rows.map(({ id: _, author, contributors, stages, ...version }) => ({
      ...version,
      author: nameOf.get(author) ?? 'stranger',
      contributors: names.filter((name) => contributors.includes(people[name].id)),
      stages: stages.map(
        ({
          id: __,
          chair,
          revealedBy,
          lost,
          reminded,
          seats,
          asides,
          scored,
          tookBack,
          votes,
          castings,
          staleCastings,
          ...stage
        }) => ({
          ...stage,
          chair: chair === null ? null : (nameOf.get(chair) ?? null),
          revealedBy: revealedBy === null ? null : (nameOf.get(revealedBy) ?? null),
          lost: names.filter((name) => lost.includes(people[name].id)),
          reminded: names.filter((name) => reminded.includes(people[name].id)),
          seats: named(seats),
          asides: named(asides),
          tookBack: names.filter((name) => tookBack.includes(people[name].id)),
          votes: named(votes),
          castings: named(castings),
          staleCastings: names.filter((name) => staleCastings.includes(people[name].id)),
          scored: Object.fromEntries(
            Object.entries(named(scored)).map(([name, fit]) => [
              name,
              fit ? ('fit' as const) : ('knockedOut' as const),
            ]),
          ),
        }),
      ),
    })),
  };
}
