import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '@/scripts/project';
import type { Browser, Page } from '@playwright/test';
import {
  expect,
  expectAccessible,
  hearErrors,
  productAddress,
  queryAsAdmin,
  signInAs,
  test,
} from '@/tests/support/e2e';

const people = {
  registrar: 'helen.whitcombe@northbridge.example',
  administrator: 'grace.oyelaran@northbridge.example',
  chair: 'ingrid.sorensen@northbridge.example',
};
const here = "(SELECT id FROM institution WHERE slug LIKE 'northbridge%')";

/** What is known of a file whose columns wait to be matched. */
const looked = {
  sheets: [
    {
      name: '',
      top: [
        { line: 1, cells: ['Modul', 'LP', 'ab'] },
        { line: 2, cells: ['Informatik', '5', '1.2.2026'] },
      ],
      rows: 0,
      columns: [],
    },
  ],
};

/** A meeting of the chair's department with one case, which has begun. */
const aMeeting = `WITH meeting AS (
    INSERT INTO review_meeting (tenant_id, kind, department_id, day, starts, minutes, place, called_at, by_id, changed_at)
    SELECT g.tenant_id, 'department', g.department_id, current_date - 1, '09:00', 45, 'Room 12', now(), p.id, now()
      FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.role = 'chair' AND g.ended_at IS NULL
     WHERE p.email = '${people.chair}' LIMIT 1 RETURNING tenant_id, id, department_id),
  item AS (
    INSERT INTO review_meeting_item (tenant_id, meeting_id, stage_id, position)
    SELECT m.tenant_id, m.id, s.id, 1 FROM meeting m JOIN review_case c ON c.tenant_id = m.tenant_id AND c.department_id = m.department_id
      JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id AND s.status = 'open' AND s.kind = 'department' LIMIT 1)
  SELECT id AS value FROM meeting`;
/** A claim of the registrar, who is a student as well: sent, or decided; arranged past the guards. `value` is what the address says of it. */
const claimOf = (isDecided: boolean, value: string) => `
  WITH off AS (SELECT set_config('session_replication_role', 'replica', true)),
  s AS (INSERT INTO student (tenant_id, user_id, name, mailbox) SELECT tenant_id, user_id, name, email FROM person, off WHERE email = '${people.registrar}'
        ON CONFLICT (tenant_id, user_id) DO UPDATE SET name = excluded.name RETURNING tenant_id, id),
  c AS (INSERT INTO credit_claim (tenant_id, student_id, asked, state, outcome, submitted_at, claim_date, appeal_until, policy_version_id)
        SELECT s.tenant_id, s.id, '{"program": null, "termStart": null, "assessments": [], "earned": []}', ${isDecided ? "'decided', 'refused'" : "'verifying', NULL"}, now(), current_date, current_date + 20,
               (SELECT id FROM policy_version p WHERE p.tenant_id = s.tenant_id AND status = 'adopted' LIMIT 1) FROM s RETURNING tenant_id, id, student_id),
  h AS (INSERT INTO claim_holding (tenant_id, claim_id, student_id, place, micro_credential_id, is_open, page, stated)
        SELECT tenant_id, id, student_id, 1, (SELECT id FROM micro_credential ORDER BY slug LIMIT 1), false, 'https://issuer.example/1',
               '{"slug": "x", "issuedOn": null, "expiresOn": null, "neverExpires": false, "credits": null, "score": null, "version": null, "eqf": null, "idVerified": false, "proctored": false, "evidence": []}' FROM c),
  n AS (INSERT INTO claim_snapshot (tenant_id, claim_id, student_id, seq, taken_at, engine_version, credit_case, evaluation)
        SELECT tenant_id, id, student_id, 1, now(), '1', '{"policy":{"homeUnit":"US_SEM"},"rules":[],"student":{"claimDate":"2026-11-30","credentials":[]}}', '{}' FROM c),
  d AS (INSERT INTO claim_decision (tenant_id, claim_id, student_id, snapshot_seq, outcome, decided_by_id, decided_at, reason)
        SELECT c.tenant_id, c.id, c.student_id, 1, 'refused', p.id, now(), 'The issuer does not know it.' FROM c JOIN person p ON p.tenant_id = c.tenant_id AND p.email = '${people.administrator}' WHERE ${isDecided})
  SELECT ${value} AS value FROM c`;

/** A badge that says what a badge has to, arranged past the guards, where no journey signs. */
const aBadge = `
  WITH off AS (SELECT set_config('session_replication_role', 'replica', true)),
  k AS (INSERT INTO signing_key (tenant_id, did, public_key, made_by_id, made_at, retired_at)
        SELECT tenant_id, 'did:web:x', 'z6Mk' || repeat('a', 44), id, now(), now() FROM person, off WHERE email = 'nasreen.choudhury@carrowmere.example' RETURNING tenant_id, id),
  r AS (INSERT INTO signed_record (tenant_id, key_id, decision_id, student_id, status_list, status_place, document, signed_at)
        SELECT tenant_id, id, gen_random_uuid(), gen_random_uuid(), 99, 1,
               '{"name": "WELD 101: 3 US_SEM", "issuer": {"id": "did:web:x", "name": "Northbridge State University"}, "validFrom": "2026-11-30T12:00:00Z", "awardedDate": "2026-11-30T12:00:00Z", "credentialSubject": {"result": [{"resultDescription": "urn:x", "value": "3"}], "achievement": {"resultDescription": [{"id": "urn:x", "name": "WELD 101, US_SEM, LD"}], "alignment": [{"targetName": "WELD 101", "targetUrl": "https://credit.example/", "targetFramework": "United States semester credit hour"}]}}, "evidence": [{"id": "ni:///sha-256;x", "name": "Welding, level 2"}]}', now() FROM k RETURNING id)
  SELECT 'carrowmere/badges/' || id AS value FROM r`;

interface Visit {
  page: string;
  as: keyof typeof people | 'visitor';
  /** Finds what stands in the brackets of the address, from the first to the last, or the search behind it. */
  find?: string;
  search?: string;
}

/** Every page of the product, with somebody who may see it and something to see. */
const visits: readonly Visit[] = [
  { page: '/', as: 'visitor' },
  { page: '/catalog', as: 'visitor', search: '?q=data' },
  {
    page: '/catalog/[slug]',
    as: 'visitor',
    find: "SELECT slug AS value FROM micro_credential WHERE title = 'Google Data Analytics Professional Certificate'",
  },
  {
    page: '/catalog/compare',
    as: 'visitor',
    search: '?compare=google-data-analytics-professional-certificate&compare=google-project-management',
  },
  {
    page: '/catalog/[slug]/credit',
    as: 'visitor',
    find: "SELECT slug AS value FROM micro_credential WHERE title = 'Google Data Analytics Professional Certificate'",
  },
  {
    page: '/estimate',
    as: 'visitor',
    search:
      '?mc1=google-data-analytics-professional-certificate&on1=2025-05-01&score1=75&institution=northbridge-state&program=BS-DATA',
  },
  { page: '/help', as: 'visitor' },
  { page: '/prove', as: 'visitor' },
  { page: '/ask', as: 'visitor', search: '?title=Welding' },
  { page: '/ask/mail', as: 'visitor' },
  { page: '/signposts', as: 'visitor', search: '?kind=skill&q=data' },
  { page: '/institutions', as: 'visitor' },
  {
    page: '/institutions/[slug]',
    as: 'visitor',
    find: "SELECT slug AS value FROM institution WHERE slug LIKE 'northbridge%'",
  },
  {
    page: '/institutions/[slug]/policies',
    as: 'visitor',
    find: "SELECT slug AS value FROM institution WHERE slug LIKE 'northbridge%'",
  },
  {
    page: '/institutions/[slug]/figures',
    as: 'visitor',
    find: "SELECT slug AS value FROM institution WHERE slug LIKE 'northbridge%'",
  },
  {
    page: '/institutions/[slug]/decisions/[code]/[version]',
    as: 'visitor',
    find: `SELECT 'northbridge-state/decisions/' || e.code || '/' || v.version AS value FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
            WHERE v.tenant_id = ${here} AND v.status = 'published' ORDER BY e.code LIMIT 1`,
  },
  {
    page: '/institutions/[slug]/badges/[id]',
    as: 'visitor',
    find: aBadge,
  },
  { page: '/organizations/[slug]', as: 'visitor', find: "SELECT 'google' AS value" },
  { page: '/sign-in', as: 'visitor' },
  { page: '/sign-in/link', as: 'visitor' },
  { page: '/account', as: 'registrar' },
  { page: '/figures', as: 'registrar' },
  { page: '/registrar', as: 'registrar' },
  { page: '/registrar', as: 'registrar', search: '?tab=others' },
  { page: '/registrar/rules', as: 'registrar' },
  { page: '/registrar/rules/new', as: 'registrar', search: '?q=google' },
  {
    page: '/registrar/rules/[ruleId]',
    as: 'registrar',
    find: `SELECT id AS value FROM rule_version WHERE tenant_id = ${here} AND status = 'approved' LIMIT 1`,
  },
  {
    page: '/registrar/rules/[ruleId]/effect',
    as: 'registrar',
    find: `SELECT id AS value FROM rule_version WHERE tenant_id = ${here} AND status = 'approved' LIMIT 1`,
  },
  {
    page: '/registrar/rules/[ruleId]/history',
    as: 'registrar',
    find: `SELECT id AS value FROM rule_version WHERE tenant_id = ${here} AND version = 2 LIMIT 1`,
  },
  {
    page: '/registrar/rules/[ruleId]/text/[stageId]',
    as: 'registrar',
    find: `SELECT c.rule_version_id || '/text/' || s.id AS value FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id WHERE c.tenant_id = ${here} ORDER BY s.position DESC, s.id LIMIT 1`,
  },
  { page: '/registrar/certificates', as: 'registrar' },
  {
    page: '/registrar/certificates/new',
    as: 'registrar',
    search: '?title=Google+Data+Analytics&provider=Google',
  },
  {
    page: '/registrar/certificates/[listingId]',
    as: 'registrar',
    find: `INSERT INTO listing (tenant_id, kind, content, author_id) SELECT tenant_id, 'entry', '{"title": "Looked at", "provider": "Guild"}', id FROM person WHERE email = '${people.registrar}' RETURNING id AS value`,
  },
  {
    page: '/registrar/certificates/entries/[entryId]',
    as: 'registrar',
    find: `SELECT id AS value FROM micro_credential WHERE steward_tenant_id = ${here} ORDER BY title LIMIT 1`,
  },
  {
    page: '/registrar/certificates/entries/[entryId]/merge',
    as: 'registrar',
    search: '?into=google-data-analytics-professional-certificate',
    find: `SELECT id AS value FROM micro_credential WHERE steward_tenant_id = ${here} ORDER BY title LIMIT 1`,
  },
  {
    page: '/registrar/certificates/entries/[entryId]/recommendations/new',
    as: 'registrar',
    find: `SELECT id AS value FROM micro_credential WHERE steward_tenant_id = ${here} ORDER BY title LIMIT 1`,
  },
  {
    page: '/registrar/certificates/entries/[entryId]/recommendations/[recommendationId]',
    as: 'registrar',
    find: `SELECT micro_credential_id || '/recommendations/' || id AS value FROM recommendation ORDER BY steward_tenant_id = ${here} DESC, id LIMIT 1`,
  },
  {
    page: '/registrar/organizations/[organizationId]',
    as: 'registrar',
    find: "SELECT id AS value FROM organization WHERE slug = 'google'",
  },
  {
    page: '/registrar/organizations/[organizationId]/merge',
    as: 'registrar',
    search: '?words=cisco&into=google',
    find: "SELECT id AS value FROM organization WHERE slug LIKE 'ibm%' ORDER BY slug LIMIT 1",
  },
  { page: '/claim', as: 'visitor' },
  { page: '/my/claims', as: 'registrar' },
  {
    page: '/my/claims/[institution]/[claimId]',
    as: 'registrar',
    find: claimOf(true, "'northbridge-state/' || id"),
  },
  {
    page: '/my/claims/[institution]/[claimId]/letter',
    as: 'registrar',
    find: claimOf(true, "'northbridge-state/' || id"),
  },
  { page: '/registrar/claims', as: 'registrar' },
  { page: '/registrar/claims/[claimId]', as: 'registrar', find: claimOf(false, 'id') },
  { page: '/registrar/claims/posting', as: 'registrar' },
  {
    page: '/registrar/claims/posting/[batchId]',
    as: 'registrar',
    find: `INSERT INTO posting_batch (tenant_id, number, settings, content, sha256, lines, made_by_id, made_at)
      SELECT tenant_id, 900, '{"layout": "plain", "term": "202710", "grade": "TR", "source": "", "institution": ""}', 'x', encode(sha256('x'), 'hex'), 1, id, now()
        FROM person WHERE email = '${people.registrar}' RETURNING id AS value`,
  },
  { page: '/registrar/demand', as: 'registrar' },
  {
    page: '/registrar/demand/[requestId]',
    as: 'registrar',
    find: `INSERT INTO certificate_request (tenant_id, kind, subject_key, title, provider) SELECT ${here}, 'list', 'list|looked at', 'Google Data Analytics', 'Google' RETURNING id AS value`,
  },
  { page: '/registrar/imports', as: 'registrar' },
  { page: '/registrar/imports/new', as: 'registrar' },
  {
    page: '/registrar/imports/[batchId]',
    as: 'registrar',
    find: `SELECT id AS value FROM import_batch WHERE tenant_id = ${here} LIMIT 1`,
  },
  {
    page: '/registrar/imports/[batchId]/effect',
    as: 'registrar',
    find: `SELECT id AS value FROM import_batch WHERE tenant_id = ${here} LIMIT 1`,
  },
  {
    page: '/registrar/imports/[batchId]/undo',
    as: 'registrar',
    find: `SELECT id AS value FROM import_batch WHERE tenant_id = ${here} LIMIT 1`,
  },
  {
    page: '/registrar/imports/[batchId]/rows/[line]',
    as: 'registrar',
    find: `WITH batch AS (
        INSERT INTO import_batch (tenant_id, kind, file_name, sha256, source, on_bad_rows, status, counts, content, created_by_id)
        SELECT tenant_id, 'courses', 'to-be-fixed.csv', repeat('1', 64), 'Looked at', 'stop', 'checked', '{"rejected":1}', convert_to(E'code,title,credits\nA 1,First,three\n', 'UTF8'), id
          FROM person WHERE email = '${people.registrar}' RETURNING tenant_id, id)
      INSERT INTO import_row (tenant_id, batch_id, line, outcome, key, reason, cells)
      SELECT tenant_id, id, 2, 'rejected', 'A 1 First', 'amount/bad?column=credits&found=three', '{"code":"A 1","title":"First","credits":"three"}' FROM batch
      RETURNING batch_id || '/rows/2' AS value`,
  },
  {
    page: '/registrar/imports/[batchId]/match',
    as: 'registrar',
    find: `INSERT INTO import_batch (tenant_id, kind, file_name, sha256, source, on_bad_rows, status, counts, content, look, created_by_id)
      SELECT tenant_id, 'courses', 'modules.csv', repeat('0', 64), 'Looked at', 'stop', 'matching', '{}', convert_to(E'Modul;LP;ab\nInformatik;5;1.2.2026\n', 'UTF8'), '${JSON.stringify(looked)}', id
        FROM person WHERE email = '${people.registrar}' RETURNING id AS value`,
  },
  { page: '/faculty/cases', as: 'chair' },
  { page: '/faculty/stages', as: 'chair' },
  { page: '/faculty/away', as: 'chair' },
  {
    page: '/faculty/cases/[caseId]',
    as: 'chair',
    find: `SELECT c.id AS value FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id JOIN person p ON p.tenant_id = c.tenant_id AND p.id = s.chair_id WHERE c.tenant_id = ${here} AND s.status = 'open' AND p.email = '${people.chair}' LIMIT 1`,
  },
  { page: '/faculty/meetings', as: 'chair' },
  { page: '/faculty/meetings/[meetingId]', as: 'chair', find: aMeeting },
  { page: '/faculty/meetings/[meetingId]/papers', as: 'chair', find: aMeeting },
  { page: '/faculty/record', as: 'chair' },
  { page: '/administration', as: 'administrator' },
  { page: '/administration', as: 'administrator', search: '?holidays=2027' },
  { page: '/administration/people', as: 'administrator' },
  {
    page: '/administration/people/[personId]',
    as: 'administrator',
    find: `SELECT id AS value FROM person WHERE tenant_id = ${here} AND email = '${people.chair}'`,
  },
  { page: '/administration/departments', as: 'administrator' },
  { page: '/administration/issuers', as: 'administrator' },
  { page: '/administration/records', as: 'administrator' },
  { page: '/registrar/changes', as: 'registrar' },
  { page: '/registrar/rules/many', as: 'registrar' },
  { page: '/registrar/rules/effect', as: 'registrar', search: '?state=approved' },
  { page: '/registrar/health', as: 'registrar' },
  { page: '/registrar/health/drift', as: 'registrar' },
  { page: '/administration/courses', as: 'registrar' },
  {
    page: '/administration/courses/[courseId]',
    as: 'registrar',
    find: `SELECT id AS value FROM course WHERE tenant_id = ${here} ORDER BY code LIMIT 1`,
  },
  { page: '/administration/programs', as: 'registrar' },
  {
    page: '/administration/programs/[programId]',
    as: 'registrar',
    find: `SELECT id AS value FROM program WHERE tenant_id = ${here} ORDER BY code LIMIT 1`,
  },
  { page: '/administration/policy', as: 'registrar' },
  {
    page: '/administration/policy/[policyId]',
    as: 'registrar',
    find: `SELECT id AS value FROM policy_version WHERE tenant_id = ${here} AND status = 'draft' LIMIT 1`,
  },
  { page: '/administration/setup', as: 'administrator' },
  { page: '/audit', as: 'registrar' },
  {
    page: '/audit/[seq]',
    as: 'registrar',
    find: `SELECT max(seq)::text AS value FROM audit_event WHERE tenant_id = ${here}`,
  },
  {
    page: '/audit/decisions/[ruleVersionId]',
    as: 'registrar',
    find: `SELECT v.id AS value FROM rule_version v JOIN review_case c ON c.tenant_id = v.tenant_id AND c.rule_version_id = v.id
             WHERE v.tenant_id = ${here} AND v.status = 'published' ORDER BY v.version DESC, v.id LIMIT 1`,
  },
  { page: '/audit/accreditation', as: 'registrar' },
  { page: '/audit/awards/[claimId]', as: 'registrar', find: claimOf(true, 'id') },
];

function pagesIn(folder: string, address: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return entry.name === 'page.tsx' ? [address === '' ? '/' : address] : [];
    return pagesIn(
      path.join(folder, entry.name),
      /^\(.*\)$/.test(entry.name) ? address : `${address}/${entry.name}`,
    );
  });
}

const pages = new Map<Visit['as'], Page>();

/** One page a person for all that they look at: a browser that is new to each look takes in the same scripts again, which costs as much as the look. */
async function pageOf(who: Visit['as'], browser: Browser): Promise<Page> {
  let page = pages.get(who);
  if (page === undefined) {
    page = await (await browser.newContext({ baseURL: productAddress() })).newPage();
    if (who !== 'visitor') await signInAs(page, people[who]);
    pages.set(who, page);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  return page;
}

test('no page is forgotten here', () => {
  expect([...new Set(visits.map(({ page }) => page))].sort()).toEqual(pagesIn(inProject('app'), '').sort());
});

for (const { page: address, as, find, search = '' } of visits) {
  test(`${address}${search} can be read by everybody, in light and in dark, and needs no sideways scrolling at 320 pixels`, async ({
    browser,
  }) => {
    const page = await pageOf(as, browser);
    const errorsSoFar = hearErrors(page);
    const [found] = find === undefined ? [{ value: '' }] : await queryAsAdmin<{ value: string }>(find);
    if (found === undefined) throw new Error(`The demonstration has nothing to show at ${address}.`);
    const answer = await page.goto(address.replace(/\[.+\]/, found.value) + search);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    // @source WCAG 2.2, 1.4.10 Reflow: 320 CSS pixels
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(errorsSoFar()).toEqual([]);
  });
}
