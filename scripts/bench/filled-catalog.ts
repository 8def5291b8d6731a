import pg from 'pg';
import { toUrl } from '../database/connection';
import type { DatabaseServer } from '../database/server';
import { EntryMaker } from './generated-entries';
import { createRandom, pick, type Random } from './random';

/** What a national catalog may hold beside its entries. */
export interface Size {
  entries: number;
  /** Published rules for each entry, on average. */
  rulesEach: number;
  institutions: number;
}

/** What there is to ask for afterwards. */
export interface Filled {
  slugs: string[];
  institutions: string[];
  words: readonly string[];
}

const coursesEach = 400;
const programsEach = 12;
const units = ['ECTS', 'ECTS', 'US_SEM', 'UK_CATS'];
const zones = ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Europe/London'];
const portion = 2_000;

/** Fills a migrated database with generated entries, institutions and rules in force, always the same ones, past its triggers. */
export async function fillCatalog(server: Pick<DatabaseServer, 'admin'>, size: Size): Promise<Filled> {
  const pool = new pg.Pool({ connectionString: toUrl(server.admin), max: 1 });
  const random = createRandom(7);
  const maker = new EntryMaker(1);
  const id = () => seededId(random);
  try {
    await pool.query(`SET session_replication_role = replica`);
    const institutions = Array.from({ length: size.institutions }, (_, at) => ({
      id: id(),
      person: id(),
      dean: id(),
      slug: `university-${at + 1}`,
      name: `University of ${capital(maker.words[at + 40] as string)}`,
      unit: pick(random, units),
      zone: pick(random, zones),
    }));
    for (const one of institutions) await makeInstitution(pool, one, id);
    const slugs: string[] = [];
    for (let from = 0; from < size.entries; from += portion) {
      const entries = Array.from({ length: Math.min(portion, size.entries - from) }, (_, at) => {
        const entry = maker.entry(from + at);
        const slug = `${entry.title.replaceAll(' ', '-')}-${from + at}`;
        slugs.push(slug);
        return {
          id: id(),
          version: id(),
          slug,
          steward: pick(random, institutions).id,
          title: capital(entry.title),
          kind: pick(random, ['certificate', 'certificate', 'course', 'exam']),
          provider: entry.providers[0],
          platform: entry.facets['platform']?.[0],
          subject: entry.facets['subject']?.[0],
          level: pick(random, ['beginner', 'intermediate', 'advanced']),
          language: entry.language,
          skills: entry.skills,
          description: entry.description,
          outcomes: entry.outcomes,
          hours: String(entry.numbers['hours']),
        };
      });
      await putEntries(pool, entries);
      const rules = entries.flatMap((entry, at) =>
        Array.from({ length: random(2 * size.rulesEach + 1) }, (_, n) =>
          aRule(random, id, from + at, n, entry.id, pick(random, entries).id, institutions),
        ),
      );
      for (let at = 0; at < rules.length; at += portion) await putRules(pool, rules.slice(at, at + portion));
    }
    await pool.query('ANALYZE');
    return { slugs, institutions: institutions.map(({ slug }) => slug), words: maker.words };
  } finally {
    await pool.end();
  }
}

interface GeneratedInstitution {
  id: string;
  person: string;
  dean: string;
  slug: string;
  name: string;
  unit: string;
  zone: string;
}

async function makeInstitution(
  pool: pg.Pool,
  { id: tenant, person, dean, slug, name, unit, zone }: GeneratedInstitution,
  id: () => string,
): Promise<void> {
  await pool.query(
    `INSERT INTO institution (id, slug, name, short_name, country, home_unit, time_zone) VALUES ($1, $2, $3, $2, 'DE', $4, $5)`,
    [tenant, slug, name, unit, zone],
  );
  await pool.query(
    `INSERT INTO person (tenant_id, id, email, name) VALUES ($1, $2, $4, 'Registrar'), ($1, $3, $5, 'Dean')`,
    [tenant, person, dean, `registrar@${slug}.example.org`, `dean@${slug}.example.org`],
  );
  await pool.query(
    `INSERT INTO policy_version (tenant_id, version, status, credit, review, effective_from, author_id, adopted_by_id, adopted_at)
     VALUES ($1, 1, 'adopted', $2, '{}', '2020-01-01', $3, $4, '2020-01-01')`,
    [tenant, JSON.stringify({ homeUnit: unit }), person, dean],
  );
  const courses = Array.from({ length: coursesEach }, (_, at) => ({
    id: id(),
    version: id(),
    code: codeOf(at),
  }));
  await pool.query(
    `WITH given AS (SELECT * FROM json_to_recordset($2) AS g(id uuid, version uuid, code text)),
     made AS (INSERT INTO course (tenant_id, id, code, title, credits) SELECT $1, id, code, 'Course ' || code, '5' FROM given)
     INSERT INTO course_version (tenant_id, id, course_id, title, credits, kind, status) SELECT $1, version, id, 'Course ' || code, '5', 'course', 'active' FROM given`,
    [tenant, JSON.stringify(courses)],
  );
  for (let at = 0; at < programsEach; at++) {
    const program = id();
    await pool.query(
      `INSERT INTO program (tenant_id, id, code, title, total_credits) VALUES ($1, $2, $3, $4, '180')`,
      [tenant, program, `P${at}`, `Program ${at}`],
    );
  }
}

async function putEntries(pool: pg.Pool, entries: readonly object[]): Promise<void> {
  const given = `json_to_recordset($1) AS g(id uuid, version uuid, slug text, steward uuid, title text, kind text, provider text, platform text,
    subject text, level text, language text, skills json, description text, outcomes json, hours text)`;
  await pool.query(
    `WITH given AS MATERIALIZED (SELECT * FROM ${given}),
     made AS (INSERT INTO micro_credential (id, steward_tenant_id, slug, natural_key, kind, title, provider, platform, subject, level_label, language, skills, source)
       SELECT id, steward, slug, slug, kind, title, provider, platform, subject, level, language, ARRAY(SELECT json_array_elements_text(skills)), 'generated' FROM given),
     version AS (INSERT INTO micro_credential_version (id, steward_tenant_id, micro_credential_id, label, workload_hours, description)
       SELECT version, steward, id, '1', hours, description FROM given)
     INSERT INTO learning_outcome (steward_tenant_id, version_id, position, text)
       SELECT steward, version, o.position - 1, o.text FROM given, json_array_elements_text(outcomes) WITH ORDINALITY o(text, position)`,
    [JSON.stringify(entries)],
  );
}

function aRule(
  random: Random,
  id: () => string,
  entry: number,
  n: number,
  mc: string,
  other: string,
  institutions: readonly GeneratedInstitution[],
) {
  const { id: tenant, person } = pick(random, institutions);
  const two = random(8) === 0 && other !== mc;
  const isNo = random(20) === 0;
  const course = random(2) === 0;
  const line = course
    ? { kind: 'course', target: codeOf(random(coursesEach)), credits: { catalog: true } }
    : { kind: 'elective', target: `ELEC ${random(9)}XX`, credits: { amount: String(1 + random(9)) } };
  const leaf = (one: string) => ({ mc: one, ...(random(5) === 0 && { minScore: String(60 + random(30)) }) });
  return {
    tenant,
    person,
    rule: id(),
    version: id(),
    code: `R${entry}-${n}`,
    names: two ? [mc, other] : [mc],
    definition: {
      premise: two ? { all: [leaf(mc), leaf(other)] } : leaf(mc),
      outcomes: [{ lines: isNo ? [] : [line] }],
      ...(random(6) === 0 && { programs: [`P${random(programsEach)}`] }),
    },
  };
}

async function putRules(pool: pg.Pool, rules: readonly object[]): Promise<void> {
  await pool.query(
    `WITH given AS MATERIALIZED (SELECT * FROM json_to_recordset($1) AS g(tenant uuid, person uuid, rule uuid, version uuid, code text, names json, definition jsonb)),
     rule AS (INSERT INTO equivalency_rule (tenant_id, id, code, title) SELECT tenant, rule, code, code FROM given),
     version AS (INSERT INTO rule_version (tenant_id, id, rule_id, version, status, origin, definition, author_id, published_by_id, published_at)
       SELECT tenant, version, rule, 1, 'published', 'review', definition, person, person, '2026-01-10' FROM given)
     INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id)
       SELECT DISTINCT tenant, version, n::uuid FROM given, json_array_elements_text(names) n`,
    [JSON.stringify(rules)],
  );
}

function codeOf(at: number): string {
  return `${['BIO', 'CS', 'ECON', 'MATH'][at % 4]} ${100 + at}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function seededId(random: Random): string {
  const hex = Array.from({ length: 4 }, () =>
    random(2 ** 30)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
