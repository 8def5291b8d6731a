import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { undoImport } from '@/lib/usecases/import/undo-import';
import { viewImport } from '@/lib/usecases/import/view-import';
import { CourseSearch, listCourses } from '@/lib/usecases/institution/list-curriculum';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  type BuiltInstitution,
  type BuiltMicroCredential,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { lawRuns } from '@/tests/support/law-runs';
import { importAll, versionOf } from './import-files';

const start = parseCivilDate('2026-12-05');
let institution: BuiltInstitution;
let certificate: BuiltMicroCredential;
let person: Awaited<ReturnType<typeof aPerson>>;
let publisher: Awaited<ReturnType<typeof aPerson>>;
const on = (day: string, who = person) => ctxOf(who, { day });
const undo = async (day: string, batchId: string) =>
  undoImport(on(day), { batchId, expectedVersion: await versionOf(on(day), batchId) });

beforeAll(async () => {
  institution = await anInstitution();
  person = await aPerson(institution, 'registrar');
  publisher = await aPerson(institution, 'registrar');
  certificate = await aMicroCredential(institution);
  await aCourse(institution, { code: 'KEEP-1', title: 'Kept', credits: '6', outcomes: [] });
  await aCourse(institution, { code: 'KEEP-2', title: 'Kept too', credits: '5', outcomes: [] });
});

/** What the institution's list says on a day, as its page shows it; what is inactive is offered to nobody. */
async function listOn(day: CivilDate, prefix: string) {
  const { rows } = await listCourses(on(day), CourseSearch.parse({ words: prefix, status: 'active' }));
  return rows.map(({ code, title, credits, kind }) => [code, title, credits, kind]);
}

/** What a student is told on a day: the certificate's page, and what an estimate gives. */
async function toldOn(day: CivilDate) {
  const { decided } = await viewMicroCredential(ctxOf(undefined, { day }), {
    slug: certificate.slug,
    asOf: day,
    unit: null,
  });
  const { outcome } = await estimateCredit(
    ctxOf(undefined, { day }),
    parseEstimateQuery({
      institution: institution.slug,
      claim: day,
      mc1: certificate.slug,
      on1: '2026-02-01',
    }).query,
    { isNextAsked: false },
  );
  return {
    decided: decided
      .filter((one) => one.institution.slug === institution.slug)
      .flatMap(({ rules }) => rules.map(({ offer, code }) => [code, offer.amount])),
    total: outcome.kind === 'result' ? outcome.result.evaluation.totals : outcome.kind,
  };
}

let run = 0;

describe('what is imported and undone has not been', () => {
  const Row = fc.record({
    course: fc.nat({ max: 5 }),
    credits: fc.constantFrom('', '2', '3', '7.5'),
    title: fc.constantFrom('Same', 'Other'),
    status: fc.constantFrom('', 'active', 'inactive'),
    firstDay: fc.constantFrom(null, 0, 3, 12, 25),
  });

  test('courses: from the day on that undoing names, and every day before says what it said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(Row, { maxLength: 4 }),
        fc.uniqueArray(Row, { minLength: 1, maxLength: 6, selector: ({ course }) => course }),
        fc.constantFrom(1, 2, 5),
        fc.constantFrom(0, 1, 4, 13, 30),
        async (history, rows, lead, wait) => {
          const prefix = `LAW${++run}X`;
          const line = (of: CivilDate, { course, credits, title, status, firstDay }: (typeof rows)[number]) =>
            `${prefix}${course},${title},${credits},${status},${firstDay === null ? '' : addDays(of, firstDay)}\n`;
          const header = 'code,title,credits,status,first_day\n';
          for (const course of [0, 1, 2])
            await aCourse(institution, {
              code: `${prefix}${course}`,
              title: 'Same',
              credits: '3',
              outcomes: [],
            });
          // What happened before, and may have been planned for later: row by row, as far as it is accepted.
          for (const row of history)
            await importAll(on(start), 'courses', header + line(start, { ...row, course: row.course % 3 }), {
              onBadRows: 'skip',
            });
          const imported = addDays(start, lead);
          const undone = addDays(imported, wait);
          const turns = [start, imported, undone].flatMap((day) =>
            [-1, 0, 1, 3, 4, 12, 25, 26].map((n) => addDays(day, n)),
          );
          const all = [...new Set([...turns, addDays(start, 90)])].sort();
          const before = new Map(
            await Promise.all(all.map(async (day) => [day, await listOn(day, prefix)] as const)),
          );
          const { batchId, counts } = await importAll(
            on(imported),
            'courses',
            header + rows.map((row) => line(imported, row)).join(''),
            { onBadRows: 'skip' },
          );
          if (counts.new + counts.changed === 0) return;
          const between = new Map(
            await Promise.all(all.map(async (day) => [day, await listOn(day, prefix)] as const)),
          );
          await undo(undone, batchId);
          for (const day of all) {
            const now = await listOn(day, prefix);
            if (day < undone) expect(now, `before: ${day}`).toEqual(between.get(day));
            if (day > undone) expect(now, `after: ${day}`).toEqual(before.get(day));
          }
          const { batch } = await viewImport(on(undone), { batchId, outcome: null, page: 1 });
          expect(batch.status).toBe('undone');
        },
      ),
      { numRuns: lawRuns(24) },
    );
  }, 120_000);

  /** Decisions of the institution that were not taken back, as its own list would show them. */
  const book = (college: string) =>
    queryAsSuperuser(
      `SELECT e.title, v.status, v.definition, v.public_note, v.claim_from, v.claim_to, v.author_id, v.import_batch_id
         FROM equivalency_rule e JOIN rule_version v ON v.tenant_id = e.tenant_id AND v.rule_id = e.id
        WHERE e.tenant_id = $1 AND e.title LIKE $2 AND v.status <> 'withdrawn' ORDER BY e.title, v.version`,
      [institution.id, `%${college}`],
    );
  const decision = (college: string) => (target: string, n: number) =>
    target === '' ? '' : `${college},L ${n},,${target}\n`;
  const Targets = fc.array(fc.constantFrom('', 'KEEP-1', 'KEEP-2', 'KEEP-1 (2) + KEEP-2 (1)', 'NONE'), {
    minLength: 4,
    maxLength: 4,
  });

  test('decisions: the book is what it was, published and waiting, and students are told the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        Targets,
        Targets,
        fc.boolean(),
        fc.constantFrom('KEEP-1', 'KEEP-2', 'NONE'),
        async (first, second, isPublished, certified) => {
          const college = `Law College ${++run}`;
          const header = 'institution,courses,micro_credentials,targets\n';
          const fileOf = (targets: readonly string[]) => header + targets.map(decision(college)).join('');
          if (first.some((target) => target !== '')) {
            const { batchId } = await importAll(on(start), 'equivalencies', fileOf(first));
            if (isPublished)
              await publishImported(on(start, publisher), {
                batchId,
                expectedVersion: await versionOf(on(start), batchId),
              });
          }
          const imported = addDays(start, 2);
          const undone = addDays(start, 4);
          const asked = [start, imported, addDays(start, 3), undone, addDays(start, 9)];
          const [bookBefore, toldBefore] = [await book(college), await Promise.all(asked.map(toldOn))];
          const { batchId, counts } = await importAll(
            on(imported),
            'equivalencies',
            `${fileOf(second)},,${certificate.slug},${certified}\n`,
          );
          expect(counts.rejected).toBe(0);
          if (counts.new + counts.changed === 0) return;
          expect(await Promise.all(asked.map(toldOn))).toEqual(toldBefore);
          await undo(undone, batchId);
          expect(await book(college)).toEqual(bookBefore);
          expect(await Promise.all(asked.map(toldOn))).toEqual(toldBefore);
        },
      ),
      { numRuns: lawRuns(24) },
    );
  }, 120_000);
});
