import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { queryAsSuperuser } from '@/tests/support/db';
import type { Fields } from '../matrix/http';

// Loaded after useForBuilders(): the builders read where the database is when they are loaded.

/** What the database holds of one command, counted. */
export type Trace = Record<string, unknown>;

/** A command to be cut: what sends it, what there is before it and what there must be after it. */
export interface Cuttable {
  key: string;
  ruleVersionId: string;
  action: string;
  fields: Fields;
  nothing: Trace;
  all: Trace;
}

export interface Office {
  registrar: BuiltPerson;
  chair: BuiltPerson;
  /** The second version of a rule, approved; the first is in force and will end where it begins. */
  toPublish: () => Promise<Cuttable>;
  /** A submitted rule, to be sent to its department; its chair gets a mail. */
  toRoute: () => Promise<Cuttable>;
}

/** The day on which the later version takes over. */
const turn = '2027-01-01';

export async function anOffice(): Promise<Office> {
  const here = await anInstitution();
  const [author, registrar, reviewer, chair] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'chair'),
  ];
  const course = await aCourse(here);
  const fieldsOf = (ruleVersionId: string, key: string) => ({
    ruleVersionId,
    expectedVersion: '1',
    idempotencyKey: key,
  });
  return {
    registrar,
    chair,
    toPublish: async () => {
      const [key, certificate] = [randomUUID(), await aMicroCredential(here)];
      const definition = oneForOne(certificate.id, course.code);
      const later = { ...definition, claimWindow: { from: turn } } as RuleDefinition;
      const first = await aRule(here, author, {
        definition,
        status: 'published',
        publishedBy: registrar,
        voters: [reviewer],
      });
      const { id } = await aRule(here, author, {
        definition: later,
        ruleId: first.ruleId,
        code: first.ruleCode,
        version: 2,
        status: 'approved',
        voters: [reviewer],
      });
      const nothing = await traceOf({ key, ruleVersionId: id });
      const all = {
        ...nothing,
        status: 'published',
        rowVersion: 2,
        inForce: ['1', '2'],
        moves: 1,
        auditEntries: 1,
        keys: 1,
      };
      return { key, ruleVersionId: id, action: 'publishRuleAction', fields: fieldsOf(id, key), nothing, all };
    },
    toRoute: async () => {
      const key = randomUUID();
      const { id } = await aRule(here, author, {
        definition: oneForOne((await aMicroCredential(here)).id, course.code),
        status: 'submitted',
      });
      const nothing = await traceOf({ key, ruleVersionId: id });
      const all = {
        ...nothing,
        status: 'in_department',
        rowVersion: 2,
        moves: 1,
        cases: 1,
        stages: 1,
        mails: 1,
        auditEntries: 1,
        keys: 1,
      };
      return { key, ruleVersionId: id, action: 'routeRuleAction', fields: fieldsOf(id, key), nothing, all };
    },
  };
}

export async function traceOf({
  key,
  ruleVersionId,
}: Pick<Cuttable, 'key' | 'ruleVersionId'>): Promise<Trace> {
  const [row] = await queryAsSuperuser<Trace>(
    `
    select v.status, v.row_version as "rowVersion",
           array(select string_agg(w.version::text, ' and ') from unnest(array[date '${turn}' - 1, date '${turn}']) day left join rule_version w
                   on w.rule_id = v.rule_id and w.status = 'published' and daterange(w.claim_from, w.claim_to, '[]') @> day group by day order by day) as "inForce",
           (select count(*)::int from rule_transition where rule_version_id = v.id) as moves,
           (select count(*)::int from review_case where rule_version_id = v.id) as cases,
           (select count(*)::int from review_stage s join review_case c on c.id = s.case_id where c.rule_version_id = v.id) as stages,
           (select count(*)::int from outbox_message m join review_stage s on m.dedupe_key like '%' || s.id || '%' join review_case c on c.id = s.case_id where c.rule_version_id = v.id) as mails,
           (select count(*)::int from audit_event where object_id = v.id::text) as "auditEntries",
           (select count(*)::int from idempotency_key where key = $2 and reply is not null) as keys
      from rule_version v where v.id = $1`,
    [ruleVersionId, key],
  );
  return row ?? {};
}

/** The judge: a cut command has happened wholly or not at all, and whoever was answered was told the truth. */
export function whatIsWrong(
  { nothing, all }: Pick<Cuttable, 'nothing' | 'all'>,
  seen: Trace,
  wasAnswered: boolean,
): string[] {
  const [isNothing, isAll] = [isDeepStrictEqual(seen, nothing), isDeepStrictEqual(seen, all)];
  return [
    ...(isNothing || isAll ? [] : [`half done: ${JSON.stringify(seen)}`]),
    ...(wasAnswered && !isAll ? ['answered and not done'] : []),
  ];
}
