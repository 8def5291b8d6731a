import { setImmediate } from 'node:timers/promises';
import * as z from 'zod';
import type { StaffMember } from '@/lib/access/actor';
import * as read from '@/lib/db/accreditation';
import * as audit from '@/lib/db/audit';
import { getInstitution } from '@/lib/db/institutions';
import { allPolicies, type PolicyVersion } from '@/lib/db/policies';
import type { Tx } from '@/lib/db/tx';
import { csvLine } from '@/lib/export/csv-cell';
import { addDays, type CivilDate, CivilDateText } from '@/lib/kernel/civil-date';
import { portionsOf } from '@/lib/kernel/portions-of';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { query, readOnRecord } from '../command';
import { type Acting, type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import {
  type ArchiveFacts,
  decisionPageEnd,
  decisionPageHead,
  decisionRow,
  indexPage,
} from './archive-pages';
import { loadDecided, type Sighted } from './decided';
import type { DecisionTable, Row, RowContext } from './decision-table';
import { decisions, stageTables } from './decision-tables';
import { judgementTables } from './judgement-tables';
import { type ArchivePart, packedArchive } from './packed-archive';

/** The days of an accreditation file, both included. */
export const AccreditationPeriod = z.strictObject({ from: CivilDateText, to: CivilDateText });
export type AccreditationPeriod = z.infer<typeof AccreditationPeriod>;

/** Read in one transaction; between two others have their turn. @units decisions */
const atOnce = 200;
/** On one page to read. @units decisions */
const onPage = 500;

/**
 * What was decided in a period, who decided it, on what and with which conflicts, as one archive, made while it is sent: so many decisions at
 * a time, each read in a transaction of its own with the roles of that moment. That it is taken is on record before its first byte, and
 * the hash of its manifest before its last.
 * @refuses unauthenticated · forbidden · invalid_input `accreditation/crossed`
 */
export async function exportAccreditation(
  ctx: Context,
  period: AccreditationPeriod,
): Promise<{ whose: string; pieces: AsyncGenerator<Uint8Array> }> {
  if (period.from > period.to) refuse('invalid_input', 'accreditation/crossed');
  const begun = await readOnRecord(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'accreditation.export', { tenantId: actor.tenantId });
    const { slug, name } = await getInstitution(tx, actor.tenantId);
    const span = await spanOf(tx, period);
    const ids = await read.decidedIn(tx, span);
    const head = await audit.findHead(tx);
    const facts: ArchiveFacts = {
      institution: { slug, name },
      period,
      madeAt: ctx.now,
      trail: head && { seq: head.seq, hash: head.hash },
      count: ids.length,
      policies: inForce(await allPolicies(tx), period),
      denials: await read.denialsIn(tx, span),
      appeals: await read.appealsIn(tx, span),
      pages: portionsOf(ids, onPage).map((some, at) => ({
        path: `decisions-${at + 1}.html`,
        first: at * onPage + 1,
        last: at * onPage + some.length,
      })),
    };
    await onRecord(
      tx,
      ctx,
      actor,
      `accreditation file ${period.from} to ${period.to} begun: ${ids.length} decisions`,
    );
    return { ids, facts };
  });
  const { facts, ids } = begun;
  const { institution, madeAt, trail } = facts;
  return {
    whose: institution.slug,
    pieces: packedArchive(
      partsOf(ctx, ids, facts),
      { format: 'crosswalk/accreditation/1', institution, period, madeAt, trail },
      (sha256) =>
        query(ctx, (tx, actor, ctx) =>
          onRecord(tx, ctx, actor, `accreditation file ${period.from} to ${period.to}: manifest ${sha256}`),
        ),
    ),
  };
}

/** The instants between which the days of a period lie where the institution is. */
export async function spanOf(tx: Tx, { from, to }: AccreditationPeriod): Promise<read.Span> {
  return { from: await audit.startOfDay(tx, from), before: await audit.startOfDay(tx, addDays(to, 1)) };
}

async function onRecord(tx: Tx, ctx: Acting, { tenantId }: StaffMember, summary: string): Promise<void> {
  await recordAudit(tx, ctx, 'accreditation.export', {
    objectType: 'institution',
    objectId: tenantId,
    summary,
  });
}

function inForce(policies: readonly PolicyVersion[], { from, to }: AccreditationPeriod): PolicyVersion[] {
  return policies.filter(
    ({ status, effectiveFrom, effectiveTo }) =>
      status === 'adopted' && effectiveFrom <= to && (effectiveTo === null || effectiveTo >= from),
  );
}

function partsOf(ctx: Context, ids: readonly string[], facts: ArchiveFacts): ArchivePart[] {
  const whole = (path: string, text: () => string): ArchivePart => ({
    path,
    pieces: async function* () {
      yield await Promise.resolve(text());
    },
  });
  const rows = (columns: readonly string[], lines: readonly Row[]) =>
    [columns, ...lines].map(csvLine).join('');
  // What the pages told, which come first: most tables need no more of a review than what of it the reader may know.
  const sighted = new Map<string, Sighted>();
  const loaded = ({ tx, actor, lastDay }: RowContext, some: readonly string[]) =>
    loadDecided(tx, actor, some, lastDay);
  const remembered = (_: RowContext, some: readonly string[]) =>
    Promise.resolve(some.flatMap((id) => sighted.get(id) ?? []));
  const tableOf = <Known extends Sighted>(
    { path, columns, rows: rowsOf }: DecisionTable<Known>,
    load: (given: RowContext, some: readonly string[]) => Promise<Known[]>,
  ): ArchivePart => ({
    path,
    pieces: async function* () {
      yield csvLine(columns);
      yield* eachOf(ctx, facts.period.to, ids, load, async (given, decided) =>
        (await rowsOf(given, decided)).map(csvLine).join(''),
      );
    },
  });
  return [
    whole('index.html', () => indexPage(facts)),
    ...facts.pages.map(({ path, first, last }) => ({
      path,
      pieces: async function* () {
        yield decisionPageHead(facts);
        yield* eachOf(ctx, facts.period.to, ids.slice(first - 1, last), loaded, (given, decided) => {
          for (const { stages: _, ...one } of decided) sighted.set(one.id, one);
          return decided.map((one) => decisionRow(given, one)).join('');
        });
        yield decisionPageEnd;
      },
    })),
    whole('policies.json', () => `${JSON.stringify(facts.policies, null, 2)}\n`),
    tableOf(decisions, remembered),
    ...stageTables.map((table) => tableOf(table, loaded)),
    ...judgementTables.map((table) => tableOf(table, remembered)),
    whole('denials.csv', () =>
      rows(
        ['what', 'kind', 'reason', 'public_reason', 'count'],
        facts.denials.map(({ what, kind, ground, publicReason, count }) => [
          what,
          kind,
          ground,
          publicReason,
          count,
        ]),
      ),
    ),
    whole('appeals.csv', () =>
      rows(
        ['claim', 'appealed_at', 'ground', 'answer', 'answered_at', 'answered_by'],
        facts.appeals.map(({ claimId, at, ground, answer, answeredAt, answeredBy }) => [
          claimId,
          at.toISOString(),
          ground,
          answer ?? '',
          answeredAt?.toISOString() ?? '',
          answeredBy ?? '',
        ]),
      ),
    ),
  ];
}

async function* eachOf<Known>(
  ctx: Context,
  to: CivilDate,
  ids: readonly string[],
  load: (given: RowContext, some: readonly string[]) => Promise<Known[]>,
  textOf: (given: RowContext, decided: readonly Known[]) => string | Promise<string>,
): AsyncGenerator<string> {
  for (const some of portionsOf(ids, atOnce)) {
    yield await query(ctx, async (tx, actor, ctx) => {
      authorize(ctx, 'accreditation.export', { tenantId: actor.tenantId });
      const { timeZone, homeUnit } = await getInstitution(tx, actor.tenantId);
      const policies = (await allPolicies(tx)).filter(({ status }) => status === 'adopted');
      const today = todayIn(ctx, timeZone);
      const lastDay = to < today ? to : today;
      const given = { tx, actor, timeZone, homeUnit, policies, today, lastDay };
      return textOf(given, await load(given, some));
    });
    await setImmediate();
  }
}
