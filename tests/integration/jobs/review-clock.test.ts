import { describe, expect, test } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { remindByClock } from '@/lib/jobs/review-clock';
import { answerQuestion } from '@/lib/usecases/review/answer-question';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { extendStage } from '@/lib/usecases/review/extend-stage';
import type { BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, type Arranged, clear, judge, ruleStatus, stageRow, vote } from '../usecases/review/arrange';

const { database } = ctxOf();
const clock = (day: string, looked?: Map<string, CivilDate>) =>
  remindByClock(database, `${day}T12:00:00.000Z`, looked);
/** What the clock told in a review, and to whom. */
const told = async ({ stageId }: Arranged) =>
  (
    await queryAsSuperuser<{ kind: string; person: string }>(
      `select kind, payload -> 'about' ->> 'personId' as person from outbox_message
        where payload -> 'about' ->> 'stageId' = $1 and kind like 'review.clock%' order by kind, person`,
      [stageId],
    )
  ).map(({ kind, person }) => [kind, person]);
const both = (kind: string, people: readonly { id: string }[]) =>
  people.map(({ id }) => [kind, id]).sort((a, b) => (a[1] ?? '').localeCompare(b[1] ?? ''));

describe('the clock of open reviews', () => {
  test('lets other mail go between one portion of reviews and the next', async () => {
    const reviews = [await aReview({ chairAsked: true }), await aReview({ chairAsked: true })];
    const told: number[] = [];
    const count = async () => {
      const [row] = await queryAsSuperuser<{ n: number }>(
        `select count(*)::int as n from outbox_message where kind like 'review.clock%' and tenant_id = any($1)`,
        [reviews.map(({ institution }) => institution.id)],
      );
      told.push(row?.n ?? 0);
    };
    await remindByClock(database, '2026-12-16T12:00:00.000Z', new Map(), count);
    // Once in between the two have been told of one alone.
    expect(told.includes(2)).toBe(true);
    expect(told.at(-1)).toBe(4);
  });

  // Opened on Wednesday, 25 November, due fifteen business days later, on 16 December.
  test('reminds those who are awaited at each step once, whatever runs and however often', async () => {
    const review = await aReview({ chairAsked: true });
    await clock('2026-12-04');
    expect(await told(review)).toEqual([]);
    await Promise.all([clock('2026-12-07'), clock('2026-12-07'), clock('2026-12-07')]);
    await clock('2026-12-08');
    expect(await told(review)).toEqual(both('review.clockHalf', review.reviewers));
    await clock('2026-12-11');
    await clock('2026-12-16');
    await clock('2026-12-21');
    const kinds = (await told(review)).map(([kind]) => kind);
    expect([...new Set(kinds)].sort()).toEqual([
      'review.clockDue',
      'review.clockHalf',
      'review.clockLate',
      'review.clockMost',
    ]);
    expect(kinds).toHaveLength(8);
    expect(await ruleStatus(review.ruleVersionId)).toBe('in_department');
  });

  test('says after a time without a clock only what holds now, and at five days late tells whoever leads', async () => {
    const review = await aReview({ chairAsked: true });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(first, review);
    await vote(first, review.stageId);
    await clock('2026-12-21');
    expect(await told(review)).toEqual([['review.clockLate', second.id]]);
    await clock('2026-12-23');
    await clock('2026-12-28');
    expect(await told(review)).toEqual([
      ['review.clockEscalated', review.chair.id],
      ['review.clockLate', second.id],
    ]);
    expect((await stageRow(review.stageId))?.status).toBe('open');
  });

  test('tells deans where it waits for whoever leads', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    for (const person of review.reviewers.slice(0, 2)) {
      await clear(person, review.stageId);
      await vote(person, review.stageId, 'abstain');
    }
    await clock('2026-12-23');
    expect(await told(review)).toEqual([['review.clockEscalated', review.dean.id]]);
  });

  test('stands still while an answer of the authors is awaited, and starts anew after an extension', async () => {
    const review = await aReview({ chairAsked: true });
    const { messageId } = await askForMore(ctxOf(review.chair), {
      stageId: review.stageId,
      kind: 'question',
      body: 'Where is the exam?',
    });
    await clock('2026-12-16');
    expect(await told(review)).toEqual([]);
    await answerQuestion(ctxOf(review.author, { day: '2026-12-09' }), {
      caseId: review.caseId,
      replyToId: messageId,
      body: 'Here.',
    });
    // Ten business days of waiting: half of the time has gone on 21 December.
    await clock('2026-12-16');
    expect(await told(review)).toEqual([]);
    await clock('2026-12-21');
    expect(await told(review)).toEqual(both('review.clockHalf', review.reviewers));
    await extendStage(ctxOf(review.chair, { day: '2026-12-21' }), {
      stageId: review.stageId,
      expectedVersion: (await stageRow(review.stageId))?.row_version ?? 0,
      days: 1,
      reason: 'Later.',
    });
    // Due on the 22nd now: the extension counts from the day on which it was given.
    await clock('2026-12-23');
    expect(await told(review)).toHaveLength(4);
  });

  test('looks once a day at each institution, and at none on a day without work', async () => {
    const review = await aReview();
    const looked = new Map<string, CivilDate>();
    await clock('2026-12-19', looked);
    expect(await told(review)).toEqual([]);
    expect(looked.get(review.institution.id)).toBe('2026-12-19');
    expect(await clock('2026-12-19', looked)).toBe(0);
    expect(await clock('2026-12-21', looked)).toBeGreaterThan(0);
  });
});
