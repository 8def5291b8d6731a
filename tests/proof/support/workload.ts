import { randomUUID } from 'node:crypto';
import { DraftRule, draftRule } from '@/lib/usecases/rule/draft-rule';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { resumeRule } from '@/lib/usecases/rule/resume-rule';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { declareConflict } from '@/lib/usecases/review/declare-conflict';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltPerson,
  departmentStage,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import type { Command } from './ledger';

// Loaded after useForBuilders(): the builders read where the database is when they are loaded.

export interface Lane {
  next: () => Command;
}

/**
 * People of one institution who decide at the same time. Each lane has a stage and a rule of its own, so that only the audit
 * chain, which all of an institution share, makes them wait for each other; approved rules to publish come from a common pile.
 */
export async function aWorkplace(lanes: number, approvedRules: number): Promise<Lane[]> {
  const here = await anInstitution({
    review: {
      stages: [{ ...departmentStage, mode: 'quorumVote' }],
      coverageThreshold: 80,
      reReviewMonths: 36,
    },
  });
  const [author, registrar, reviewer, chair] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'chair'),
  ];
  const course = await aCourse(here);
  const aCertificate = async () => (await aMicroCredential(here)).id;
  const pile: string[] = [];
  for (let n = 0; n < approvedRules; n += 1) {
    pile.push(
      (
        await aRule(here, author, {
          definition: oneForOne(await aCertificate(), course.code),
          status: 'approved',
          voters: [reviewer],
        })
      ).id,
    );
  }
  const subject = await aCertificate();
  return Promise.all(
    Array.from({ length: lanes }, async () => {
      const voter = await aPerson(here, 'reviewer');
      const silent = [await aPerson(here, 'reviewer'), await aPerson(here, 'reviewer')];
      const { stageId } = await aRule(here, author, {
        definition: oneForOne(await aCertificate(), course.code),
        status: 'in_department',
        voters: [voter, ...silent],
        chair,
      });
      await declareConflict(ctxOf(voter, { idempotencyKey: randomUUID() }), {
        stageId: stageId ?? '',
        conflict: 'none',
        note: '',
      });
      const { id: ruleVersionId } = await aRule(here, author, {
        definition: oneForOne(await aCertificate(), course.code),
        status: 'published',
        publishedBy: registrar,
        voters: [reviewer],
      });
      const switched = { isPublished: true, rowVersion: 1 };
      return laneOf({
        author,
        registrar,
        voter,
        stageId: stageId ?? '',
        ruleVersionId,
        switched,
        pile,
        subject,
      });
    }),
  );
}

interface Place {
  author: BuiltPerson;
  registrar: BuiltPerson;
  voter: BuiltPerson;
  stageId: string;
  ruleVersionId: string;
  switched: { isPublished: boolean; rowVersion: number };
  pile: string[];
  subject: string;
}

/** Drafts, votes, suspends and resumes, publishes; in turns. */
function laneOf(place: Place): Lane {
  let turn = 0;
  return {
    next: () => {
      turn += 1;
      const key = randomUUID();
      if (turn % 3 === 0) return switchRule(place, key);
      if (turn % 3 === 1) return voteAbstaining(place, key);
      const approved = turn % 6 === 2 ? place.pile.pop() : undefined;
      return approved === undefined ? draft(place, key) : publish(place, key, approved);
    },
  };
}

function draft({ author, subject }: Place, key: string): Command {
  const input = DraftRule.parse({ microCredentialId: subject, title: key });
  const ctx = ctxOf(author, { idempotencyKey: key });
  return { key, send: () => draftRule(ctx, input), trace: { table: 'rule', by: key } };
}

function voteAbstaining({ voter, stageId }: Place, key: string): Command {
  const ctx = ctxOf(voter, { idempotencyKey: key });
  return {
    key,
    send: () => castVote(ctx, { stageId, choice: 'abstain', rationale: key }),
    trace: { table: 'vote', by: key },
  };
}

function switchRule({ registrar, ruleVersionId, switched }: Place, key: string): Command {
  const ctx = ctxOf(registrar, { idempotencyKey: key });
  const input = { ruleVersionId, expectedVersion: switched.rowVersion, reason: key };
  const run = switched.isPublished ? suspendRule : resumeRule;
  const acknowledged = () => {
    switched.isPublished = !switched.isPublished;
    switched.rowVersion += 1;
  };
  return { key, send: () => run(ctx, input), trace: { table: 'transition', by: key }, acknowledged };
}

function publish({ registrar }: Place, key: string, ruleVersionId: string): Command {
  const ctx = ctxOf(registrar, { idempotencyKey: key });
  return {
    key,
    send: () => publishRule(ctx, { ruleVersionId, expectedVersion: 1 }),
    trace: { table: 'published', by: ruleVersionId },
  };
}
