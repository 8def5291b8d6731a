import { describe, expect, it } from 'vitest';
import { type Book, compareBooks } from '@/lib/catalog/compare-books';
import { madeHolders } from '@/lib/catalog/made-holders';
import { reachOf } from '@/lib/catalog/reach-of-change';
import { listHoldable } from '@/lib/db/catalog-entries';
import { listPublicCourses } from '@/lib/db/public-institutions';
import { listByIds } from '@/lib/db/rules-by-key';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { curriculumCodesIn, type RuleDefinition } from '@/lib/rule/rule-version';
import { query } from '@/lib/usecases/command';
import { inBook } from '@/lib/usecases/rule/book-around';
import { booksOfPublishing, testListed, testRule } from '@/lib/usecases/rule/test-rules';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

const told = async (as: Parameters<typeof ctxOf>[0], ruleVersionId: string) =>
  (await testRule(ctxOf(as), { ruleVersionId })).effect;

describe('what publishing a mapping would change', async () => {
  const here = await anInstitution();
  const [author, reviewer] = [await aPerson(here, 'evaluator'), await aPerson(here, 'reviewer')];
  const course = await aCourse(here, { credits: '5' });

  it('is told of those who meet what it asks for, also where nothing is decided yet', async () => {
    const certificate = await aMicroCredential(here);
    const { id } = await aRule(here, author, { definition: oneForOne(certificate.id, course.code, '3') });
    const effect = await told(author, id);
    expect(effect).toMatchObject({
      homeUnit: 'ECTS',
      day: '2026-11-25',
      counts: { more: 1, less: 0, nothing: 0, same: 0, otherwise: 0, unsaid: 0 },
      tried: { offer: 1, pair: 0 },
      leftOut: 0,
      rows: [
        {
          difference: 'more',
          certificates: [{ title: certificate.title }],
          before: { kind: 'undecided' },
          after: { kind: 'given', counted: '3', lines: [{ target: course.code, awarded: '3' }] },
        },
      ],
    });
    expect(effect?.rows[0]?.href).toBe(`/estimate?mc1=${certificate.slug}&institution=${here.slug}`);
  });

  it('is told against the version whose place it takes, from its first day on, and to whoever reviews it', async () => {
    const certificate = await aMicroCredential(here);
    const said: RuleDefinition = { ...oneForOne(certificate.id, course.code, '3'), claimWindow: {} };
    const first = await aRule(here, author, { definition: said, status: 'published' });
    const { id } = await aRule(here, author, {
      definition: {
        ...said,
        premise: { mc: certificate.id, minScore: '80' },
        claimWindow: { from: '2027-02-01' as never },
      },
      ruleId: first.ruleId,
      version: 2,
      status: 'approved',
    });
    const effect = await told(reviewer, id);
    expect(effect).toMatchObject({ day: '2027-02-01', counts: { nothing: 1, same: 1 } });
    expect(effect?.rows.map(({ difference, certificates }) => [difference, certificates[0]?.score])).toEqual([
      ['nothing', null],
      ['same', '80'],
    ]);
  });

  it('is asked of nothing that is in force or turned down, and is nobody else’s', async () => {
    const certificate = await aMicroCredential(here);
    const { id } = await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code),
      status: 'published',
    });
    expect(await told(author, id)).toBeNull();
    const stranger = await aPerson(await anInstitution(), 'evaluator');
    await expect(told(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('has another mark once anything says otherwise that it was worked out from', async () => {
    const certificate = await aMicroCredential(here);
    const { id } = await aRule(here, author, { definition: oneForOne(certificate.id, course.code) });
    const before = await told(author, id);
    expect((await told(author, id))?.mark).toBe(before?.mark);
    await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code, '1'),
      status: 'published',
    });
    expect((await told(author, id))?.mark).not.toBe(before?.mark);
  });
});

describe('what publishing many mappings would change', async () => {
  const here = await anInstitution();
  const [author, registrar] = [await aPerson(here, 'evaluator'), await aPerson(here, 'registrar')];
  const course = await aCourse(here, { credits: '5' });
  const listed = (as: typeof author, state: string) => testListed(ctxOf(as), parseRuleQuery({ state }));

  it('is told of all of them together: two that are the same course give it once', async () => {
    const [one, two] = [await aMicroCredential(here), await aMicroCredential(here)];
    for (const { id } of [one, two])
      await aRule(here, author, { definition: oneForOne(id, course.code, '5'), status: 'approved' });
    const { versions, effect } = await listed(registrar, 'approved');
    expect(versions).toHaveLength(2);
    expect(effect).toMatchObject({ counts: { more: 3 }, tried: { offer: 2, pair: 1 } });
    const both = effect?.rows.find(({ from }) => from === 'pair');
    expect(both).toMatchObject({ after: { awarded: '5' } });
  });

  it('is told of nothing to whoever can publish nothing', async () => {
    expect(await listed(author, 'approved')).toEqual({ versions: [], effect: null });
    expect(await listed(registrar, 'published')).toEqual({ versions: [], effect: null });
  });
});

describe('what is read for it', async () => {
  it('answers for everybody whom it is tried on as the whole book does', { timeout: 60_000 }, async () => {
    const here = await anInstitution();
    const author = await aPerson(here, 'evaluator');
    const codes = await Promise.all(
      [1, 2, 3].map(async (n) => (await aCourse(here, { code: `WB ${n}`, credits: `${n + 2}` })).code),
    );
    const plain = await Promise.all(Array.from({ length: 6 }, () => aMicroCredential(here)));
    const whole = await aMicroCredential(here, { componentIds: [plain[0]?.id ?? '', plain[5]?.id ?? ''] });
    const of = (n: number) => ({ mc: [...plain, whole][n]?.id ?? '' });
    const course = (n: number) => ({
      kind: 'course' as const,
      target: codes[n] ?? '',
      credits: { catalog: true as const },
    });
    const say = (premise: RuleDefinition['premise'], ...targets: number[]): RuleDefinition => ({
      premise,
      outcomes: [{ lines: targets.map(course) }],
    });
    const published = [
      say(of(0), 0),
      say({ all: [of(0), of(1)] }, 0, 1),
      say({ any: [of(1), { assessment: 'exam', minScore: '50' }] }, 1),
      say({ assessment: 'exam', minScore: '70' }, 2),
      say({ all: [of(2), of(3)] }, 2),
      say(of(3), 1),
      { ...say(of(2)), deny: true },
      say(of(4), 0),
      say(of(5), 2),
      say(of(6), 1),
    ];
    const ids: string[] = [];
    for (const definition of published)
      ids.push((await aRule(here, author, { definition, status: 'published' })).id);
    const drafts = [
      say(of(0), 1),
      say({ any: [of(2), of(4)] }, 2),
      { ...say(of(1)), deny: true },
      say({ any: [of(3), { assessment: 'exam', minScore: '60' }] }, 0),
    ];
    for (const definition of drafts) {
      const { id } = await aRule(here, author, { definition });
      const { books, all } = await query(ctxOf(author), async (tx, _, ctx) => ({
        books: await booksOfPublishing(tx, ctx, await listByIds(tx, [id])),
        all: await listByIds(tx, ids),
      }));
      const { courses, relations } = await listPublicCourses(
        ctxOf().database,
        here.id,
        codes.concat(published.flatMap(curriculumCodesIn)),
        books.day,
      );
      const microCredentials = await listHoldable(ctxOf().database, {
        ids: [...plain, whole].map((one) => one.id),
        day: null,
      });
      const before = { ...books.before, courses, relations, microCredentials, rules: all.map(inBook) };
      const after: Book = {
        ...before,
        rules: [...before.rules, ...books.after.rules.filter((one) => one.id === id)],
      };
      const { holders } = madeHolders(
        books.before,
        books.after,
        reachOf(books.before, books.after),
        books.day,
        {
          offers: 1_000,
          pairs: 1_000,
        },
      );
      expect(holders.length).toBeGreaterThan(2);
      expect(compareBooks(holders, books.before, books.after)).toEqual(compareBooks(holders, before, after));
      // What is read is less than there is, and reaches as far.
      const reach = reachOf(before, after);
      expect(reachOf(books.before, books.after)).toEqual(reach);
    }
  });
});
