import { createHash, randomUUID } from 'node:crypto';
import type { Probe } from './probe';
import type { Put } from './put';
import type { ClaimThing, PlainThing, StudentThing, Tenant } from './tenant-shape';

const sentAt = '2026-10-01T09:00:00Z';
const checkNames = ['form', 'signature', 'issuer', 'status', 'days', 'recipient', 'achievement'];
const nothing = { issuedOn: null, expiresOn: null, credits: null, score: null, version: null, eqf: null };
const unsaid = { ...nothing, neverExpires: false, idVerified: false, proctored: false, evidence: [] };
const passed = JSON.stringify({
  sha256: 'a'.repeat(64),
  issuedOn: '2026-03-01',
  expiresOn: null,
  checks: checkNames.map((name) => ({ name, outcome: 'pass', reason: 'x' })),
});

/** Two students: one with a draft, one that is looked at, one that was granted; and one whose claim was refused, and who has one that is evaluated anew. */
export async function buildClaims(
  put: Put,
  given: Pick<Tenant, 'canary' | 'people' | 'rules' | 'policies'> & {
    tenantId: string;
    slug: string;
    at: string;
    microCredentialId: string;
  },
): Promise<{ students: StudentThing[]; claims: ClaimThing[]; batches: PlainThing[] }> {
  const { tenantId, canary, people, rules, policies, microCredentialId } = given;
  const tenant = { tenant_id: tenantId };
  const ruleVersionId = rules.find(({ status }) => status === 'published')?.id;
  const policyId = policies.find(({ status }) => status === 'adopted')?.id;
  const student = async (name: string): Promise<StudentThing> => {
    const [id, userId] = [randomUUID(), randomUUID()];
    const shown = `${name} ${canary}`;
    const mailbox = `${name.toLowerCase()}.${canary.toLowerCase()}@example.test`;
    await put('student', { ...tenant, id, user_id: userId, name: shown, mailbox, number: name });
    return { tenantId, id, userId, label: `student ${name}`, shown, mailbox };
  };
  const [ada, ben] = [await student('Ada'), await student('Ben')];
  const claims: ClaimThing[] = [];
  const claim = async (
    { id: studentId, userId, shown }: StudentThing,
    state: ClaimThing['state'],
    outcome: string | null,
  ) => {
    const [id, holdingId, decisionId] = [randomUUID(), randomUUID(), randomUUID()];
    const whose = { ...tenant, claim_id: id, student_id: studentId };
    const note = `Said of ${state} ${canary}`;
    await put('credit_claim', {
      ...tenant,
      id,
      student_id: studentId,
      state,
      asked: JSON.stringify({ program: null, termStart: null, assessments: [], earned: [] }),
      outcome,
      ...(state !== 'draft' && {
        policy_version_id: policyId,
        claim_date: '2026-10-01',
        submitted_at: sentAt,
      }),
      ...(outcome !== null && { appeal_until: '2099-01-01' }),
    });
    await put('claim_holding', {
      ...whose,
      id: holdingId,
      place: 1,
      micro_credential_id: microCredentialId,
      stated: JSON.stringify({ ...unsaid, slug: given.slug }),
      badge: passed,
      page: 'https://issuer.example/1',
      is_open: outcome === null && state !== 'draft',
      ...(outcome === 'refused' && {
        finding: JSON.stringify({ isVerified: false, identity: 'mismatch', reason: note }),
        found_by_id: people.evaluator.id,
      }),
    });
    await put('claim_event', {
      ...whose,
      seq: 1,
      at: sentAt,
      move: outcome === null ? 'submit' : 'decide',
      to_state: state,
      by_party: outcome === null ? 'student' : 'staff',
      person_id: outcome === null ? null : people.evaluator.id,
      note,
    });
    if (state !== 'draft')
      await put('claim_snapshot', {
        ...whose,
        seq: 1,
        taken_at: sentAt,
        engine_version: '1',
        credit_case: JSON.stringify({
          policy: { homeUnit: 'ECTS' },
          rules: [],
          student: { claimDate: '2026-10-01', credentials: [] },
        }),
        evaluation: '{}',
      });
    if (outcome !== null)
      await put('claim_decision', {
        ...whose,
        id: decisionId,
        snapshot_seq: 1,
        outcome,
        decided_by_id: people.evaluator.id,
        decided_at: sentAt,
        reason: note,
      });
    if (outcome === 'granted') {
      const line = {
        ...tenant,
        decision_id: decisionId,
        student_id: studentId,
        rule_version_id: ruleVersionId,
      };
      await put('award_line', {
        ...line,
        line: 1,
        target: 'ASH-101',
        awarded: '3',
        counted: '3',
        unit: 'ECTS',
      });
      await put('learning_use', { ...line, micro_credential_id: microCredentialId });
    }
    claims.push({
      tenantId,
      id,
      holdingId,
      decisionId,
      studentId,
      userId,
      at: given.at,
      deciderIds: outcome === null ? [] : [people.evaluator.id],
      state,
      shown,
      note,
      rowVersion: 1,
      label: `${state} claim`,
      ruleVersionId: ruleVersionId ?? '',
    });
  };
  await claim(ada, 'draft', null);
  await claim(ada, 'evaluating', null);
  await claim(ada, 'decided', 'granted');
  await claim(ben, 'decided', 'refused');
  await claim(ben, 'evaluating', null);
  // Its first decision was taken back after an appeal.
  const reopened = claims.at(-1) as ClaimThing;
  reopened.deciderIds.push(people.evaluator.id);
  const first = {
    ...tenant,
    claim_id: reopened.id,
    student_id: ben.id,
    snapshot_seq: 1,
    decided_at: sentAt,
    reason: reopened.note,
  };
  await put('claim_decision', {
    ...first,
    id: reopened.decisionId,
    outcome: 'refused',
    decided_by_id: people.evaluator.id,
  });
  await put('claim_decision', {
    ...first,
    outcome: 'reversed',
    decided_by_id: people.registrar.id,
    reverses_id: reopened.decisionId,
  });
  // A line of what was granted has left, as if it had been accepted.
  const { id: claimId, decisionId } = claims.find(({ state }) => state === 'decided') as ClaimThing;
  const shown = `Batch ${canary}`;
  const [batchId, content] = [randomUUID(), `posting_key\r\n${shown}\r\n`];
  await put('posting_batch', {
    ...tenant,
    id: batchId,
    number: 1,
    settings: JSON.stringify({ layout: 'plain', term: shown, grade: 'TR', source: '', institution: '' }),
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
    lines: 1,
    made_by_id: people.registrar.id,
    made_at: sentAt,
  });
  await put('posting_line', {
    ...tenant,
    batch_id: batchId,
    place: 1,
    key: `${claimId}-1-1`,
    kind: 'award',
    claim_id: claimId,
    student_id: ada.id,
    decision_id: decisionId,
    line: 1,
    version: 1,
    student_number: '1',
  });
  const batches = [{ tenantId, id: batchId, label: 'batch', rowVersion: 1, shown }];
  return { students: [ada, ben], claims, batches };
}

/** What the database refuses about them, whoever asks. */
export function claimProbes({ id, people, claims }: Tenant): Probe[] {
  const of = (label: string, at = 0) => claims.filter((one) => one.label === label)[at] as ClaimThing;
  const [draft, looked, granted, refused, reopened] = [
    of('draft claim'),
    of('evaluating claim'),
    of('decided claim'),
    of('decided claim', 1),
    of('evaluating claim', 1),
  ];
  const probe = (guard: string, what: string, sql: string, values: unknown[], given?: string): Probe => ({
    guard,
    what,
    sql,
    values,
    ...(given !== undefined && { given }),
  });
  const claim = (what: string, set: string, which: ClaimThing, given?: string) =>
    probe(
      'guard_credit_claim on credit_claim',
      what,
      `UPDATE credit_claim SET row_version = row_version + 1, ${set} WHERE id = $1`,
      [which.id],
      given === undefined ? undefined : `UPDATE credit_claim SET ${given} WHERE id = $1`,
    );
  const takeBack = (what: string, ground: string, given?: string, by = people.registrar.id) =>
    probe(
      'guard_claim_reversal on claim_decision',
      what,
      `INSERT INTO claim_decision (tenant_id, claim_id, student_id, snapshot_seq, decided_at, outcome, decided_by_id, reason, reverses_id, ground)
       SELECT tenant_id, id, student_id, 1, now(), 'reversed', '${by}', 'x', $2, ${ground} FROM credit_claim WHERE id = $1`,
      [granted.id, granted.decisionId],
      given,
    );
  const holding = (what: string, set: string, which: ClaimThing) =>
    probe('guard_claim_holding on claim_holding', what, `UPDATE claim_holding SET ${set} WHERE id = $1`, [
      which.holdingId,
    ]);
  const found = (by: string) => `finding = '{"isVerified": true}', found_by_id = '${by}'`;
  const decide = (what: string, which: ClaimThing, values: string, given?: string) =>
    probe(
      'guard_claim_decision on claim_decision',
      what,
      `INSERT INTO claim_decision (tenant_id, claim_id, student_id, snapshot_seq, decided_at, outcome, decided_by_id, reason, reverses_id)
       SELECT $1, c.id, c.student_id, 1, now(), ${values} FROM credit_claim c WHERE c.id = $2`,
      [id, which.id],
      given,
    );
  const event = (what: string, which: ClaimThing, move: string, by: string) =>
    probe(
      'guard_claim_event on claim_event',
      what,
      `INSERT INTO claim_event (tenant_id, claim_id, seq, student_id, at, move, to_state, by_party, person_id)
       SELECT tenant_id, id, 99, student_id, now(), $2, state, 'staff', $3 FROM credit_claim WHERE id = $1`,
      [which.id, move, by],
    );
  const line = (what: string, sql: string) =>
    probe('guard_award_line on award_line', what, sql, [granted.decisionId]);
  const use = (what: string, sql: string) =>
    probe('guard_learning_use on learning_use', what, sql, [granted.decisionId]);
  const settled = `state = 'confirmed', settled_at = now(), settled_by_id = '${people.registrar.id}'`;
  const posted = (what: string, sql: string, given?: string) =>
    probe('guard_posting_line on posting_line', what, sql, [granted.decisionId], given);
  const arrange = (sql: string) => `WITH given AS (SELECT $1::uuid, $2::uuid) ${sql}`;
  return [
    ...['claim_event', 'claim_snapshot', 'claim_decision', 'posting_batch'].flatMap((table) => [
      probe(
        `append_only on ${table}`,
        'changed',
        `UPDATE ${table} SET tenant_id = tenant_id WHERE tenant_id = $1`,
        [id],
      ),
      probe(`append_only on ${table}`, 'removed', `DELETE FROM ${table} WHERE tenant_id = $1`, [id]),
    ]),
    ...[
      'credit_claim',
      'claim_holding',
      'claim_event',
      'claim_snapshot',
      'claim_decision',
      'award_line',
      'learning_use',
      'posting_batch',
      'posting_line',
    ].map((table) => probe(`never_truncated on ${table}`, 'emptied', `TRUNCATE ${table} CASCADE`, [])),
    probe(
      'guard_credit_claim on credit_claim',
      'a claim that vanishes',
      'DELETE FROM credit_claim WHERE id = $1',
      [draft.id],
    ),
    probe(
      'guard_credit_claim on credit_claim',
      'a claim that begins decided',
      `INSERT INTO credit_claim (tenant_id, student_id, state, asked, outcome, submitted_at, claim_date, policy_version_id)
       SELECT tenant_id, student_id, 'decided', asked, 'granted', submitted_at, claim_date, policy_version_id FROM credit_claim WHERE id = $1`,
      [looked.id],
    ),
    claim('another question', `asked = '{"program": "x"}'`, draft),
    claim('another student', `student_id = '${refused.studentId}'`, draft),
    claim('another day', `claim_date = '2020-01-01'`, looked),
    probe(
      'guard_credit_claim on credit_claim',
      'a version that stays',
      `UPDATE credit_claim SET asked_until = NULL WHERE id = $1`,
      [looked.id],
    ),
    claim(
      'decided before it was sent',
      `state = 'decided', outcome = 'granted', submitted_at = now(), claim_date = now(), policy_version_id = (SELECT policy_version_id FROM credit_claim WHERE policy_version_id IS NOT NULL LIMIT 1)`,
      draft,
    ),
    claim('checked again after it was decided', `state = 'verifying', outcome = NULL`, granted),
    probe(
      'guard_claim_withdrawal on credit_claim',
      'withdrawn after a decision that was taken back',
      `UPDATE credit_claim SET row_version = row_version + 1, state = 'withdrawn' WHERE id = $1`,
      [reopened.id],
    ),
    claim('decided by no decision', `state = 'decided', outcome = 'granted'`, looked),
    claim('accepted before its lines are', `state = 'accepted'`, granted),
    probe(
      'guard_credit_claim on credit_claim',
      'evaluated anew while a decision stands',
      `UPDATE credit_claim SET row_version = row_version + 2, state = 'evaluating', outcome = NULL WHERE id = $1`,
      [refused.id],
      `UPDATE credit_claim SET state = 'appealed' WHERE id = $1`,
    ),
    probe(
      'guard_claim_holding on claim_holding',
      'a certificate that vanishes',
      'DELETE FROM claim_holding WHERE id = $1',
      [draft.holdingId],
    ),
    probe(
      'guard_claim_holding on claim_holding',
      'a certificate added to what was sent',
      `INSERT INTO claim_holding (tenant_id, claim_id, student_id, place, micro_credential_id, stated, is_open)
       SELECT tenant_id, claim_id, student_id, 2, micro_credential_id, stated, false FROM claim_holding WHERE id = $1`,
      [looked.holdingId],
    ),
    holding('another certificate', 'place = 9', draft),
    holding('another badge after it was sent', `badge = '{}'`, looked),
    holding('found before it was sent', found(people.evaluator.id), draft),
    holding('found by somebody without the office', found(people.dean.id), looked),
    decide('a decision before the evidence', draft, `'granted', '${people.evaluator.id}', '', NULL`),
    decide('a decision by somebody without the office', looked, `'granted', '${people.dean.id}', '', NULL`),
    decide(
      'a decision by the student',
      looked,
      `'granted', '${people.evaluator.id}', '', NULL`,
      arrange(`UPDATE student SET user_id = '${people.evaluator.userId}' WHERE id = '${looked.studentId}'`),
    ),
    decide('a second decision', granted, `'granted', '${people.registrar.id}', '', NULL`),
    decide('granted by nobody though the policy says people', looked, `'granted', NULL, '', NULL`),
    decide(
      'granted by nobody with a badge that did not pass',
      looked,
      `'granted', NULL, '', NULL`,
      arrange(`, p AS (UPDATE policy_version SET review = review || '{"claims": "unattended"}')
        UPDATE claim_holding SET badge = jsonb_set(badge, '{checks,5,outcome}', '"unknown"') WHERE id = '${looked.holdingId}'`),
    ),
    decide(
      'granted by nobody without a badge',
      looked,
      `'granted', NULL, '', NULL`,
      arrange(
        `, p AS (UPDATE policy_version SET review = review || '{"claims": "unattended"}') UPDATE claim_holding SET badge = NULL WHERE id = '${looked.holdingId}'`,
      ),
    ),
    probe(
      'guard_claim_decider on claim_decision',
      'decided anew by who decided before',
      `INSERT INTO claim_decision (tenant_id, claim_id, student_id, snapshot_seq, decided_at, outcome, decided_by_id, reason)
       SELECT tenant_id, id, student_id, 1, now(), 'refused', $2, 'x' FROM credit_claim WHERE id = $1`,
      [reopened.id, people.evaluator.id],
    ),
    event('an act of somebody without the office', looked, 'askForMore', people.dean.id),
    event('an appeal answered by who decided', refused, 'uphold', people.evaluator.id),
    probe(
      'guard_claim_decider on claim_decision',
      'taken back by who decided',
      `INSERT INTO claim_decision (tenant_id, claim_id, student_id, snapshot_seq, decided_at, outcome, decided_by_id, reason, reverses_id)
       SELECT tenant_id, id, student_id, 1, now(), 'reversed', $2, 'x', $3 FROM credit_claim WHERE id = $1`,
      [refused.id, people.evaluator.id, refused.decisionId],
    ),
    decide(
      'a decision about another claim taken back',
      refused,
      `'reversed', '${people.registrar.id}', 'x', '${granted.decisionId}'`,
    ),
    takeBack('taken back without an appeal or a ground', 'NULL'),
    takeBack('taken back before it was accepted', `'error'`),
    takeBack(
      'taken back by somebody who is no registrar',
      `'error'`,
      `UPDATE credit_claim SET state = 'accepted' WHERE id = $1 AND $2::uuid IS NOT NULL`,
      people.author.id,
    ),
    takeBack(
      'taken back while it is on its way',
      `'error'`,
      `UPDATE credit_claim SET state = 'accepted' WHERE id = $1 AND $2::uuid IS NOT NULL`,
    ),
    claim('said to be taken back while it stands', `state = 'reversed'`, granted, `state = 'accepted'`),
    line('an award that vanishes', 'DELETE FROM award_line WHERE decision_id = $1'),
    line(
      'a line added afterwards',
      `INSERT INTO award_line (tenant_id, decision_id, line, student_id, rule_version_id, target, awarded, counted, unit)
       SELECT tenant_id, decision_id, 2, student_id, rule_version_id, target, awarded, counted, unit FROM award_line WHERE decision_id = $1`,
    ),
    line('another amount', `UPDATE award_line SET awarded = '99' WHERE decision_id = $1`),
    probe(
      'guard_award_line on award_line',
      'a line answered twice',
      `UPDATE award_line SET answer = 'accepted', answered_at = now() WHERE decision_id = $1`,
      [granted.decisionId],
      `UPDATE award_line SET answer = 'declined', answered_at = now() WHERE decision_id = $1`,
    ),
    posted('a line that vanishes', 'DELETE FROM posting_line WHERE decision_id = $1'),
    posted(
      'a line of another student',
      `UPDATE posting_line SET student_number = '2', ${settled} WHERE decision_id = $1`,
    ),
    probe(
      'guard_posting_settler on posting_line',
      'a line settled by somebody without the office',
      `UPDATE posting_line SET ${settled.replace(people.registrar.id, people.dean.id)} WHERE decision_id = $1`,
      [granted.decisionId],
    ),
    posted(
      'a line settled twice',
      `UPDATE posting_line SET state = 'failed', reason = 'x' WHERE decision_id = $1`,
      `UPDATE posting_line SET ${settled} WHERE decision_id = $1`,
    ),
    posted(
      'posted before it was accepted',
      `INSERT INTO posting_line (tenant_id, batch_id, place, key, kind, claim_id, student_id, decision_id, line, version, student_number)
       SELECT tenant_id, batch_id, 2, claim_id || '-1-2', kind, claim_id, student_id, decision_id, 1, 2, '1' FROM posting_line WHERE decision_id = $1`,
      `UPDATE posting_line SET state = 'failed', reason = 'x', settled_at = now(), settled_by_id = '${people.registrar.id}' WHERE decision_id = $1`,
    ),
    posted(
      'taken back though it stands',
      `INSERT INTO posting_line (tenant_id, batch_id, place, key, kind, claim_id, student_id, decision_id, line, version, student_number)
       SELECT tenant_id, batch_id, 2, claim_id || '-1-2', 'reversal', claim_id, student_id, decision_id, 1, 2, '1' FROM posting_line WHERE decision_id = $1`,
      `WITH l AS (UPDATE award_line SET answer = 'accepted', answered_at = now() WHERE decision_id = $1) UPDATE posting_line SET ${settled} WHERE decision_id = $1`,
    ),
    probe(
      'guard_credit_claim on credit_claim',
      'closed before its lines are confirmed',
      `UPDATE credit_claim SET row_version = row_version + 1, state = 'closed' WHERE id = $1`,
      [granted.id],
      `WITH l AS (UPDATE award_line SET answer = 'accepted', answered_at = now() WHERE decision_id = '${granted.decisionId}') UPDATE credit_claim SET state = 'posted' WHERE id = $1`,
    ),
    use('learning that vanishes', 'DELETE FROM learning_use WHERE decision_id = $1'),
    use(
      'learning used up by no award',
      `INSERT INTO learning_use (tenant_id, decision_id, micro_credential_id, student_id, rule_version_id)
       SELECT tenant_id, decision_id, micro_credential_id, student_id, gen_random_uuid() FROM learning_use WHERE decision_id = $1`,
    ),
    use(
      'learning free again while its award stands',
      `UPDATE learning_use SET ended_at = now() WHERE decision_id = $1`,
    ),
    probe(
      'guard_learning_use on learning_use',
      'learning free again though it counts elsewhere',
      `UPDATE learning_use SET ended_at = now() WHERE decision_id = $1`,
      [granted.decisionId],
      `INSERT INTO claim_decision (tenant_id, claim_id, student_id, snapshot_seq, decided_at, outcome, decided_by_id, reason, reverses_id, ground)
       SELECT tenant_id, claim_id, student_id, 1, now(), 'reversed', '${people.registrar.id}', 'x', id, 'duplicate' FROM claim_decision WHERE id = $1`,
    ),
    use(
      'learning of another student',
      `UPDATE learning_use SET student_id = gen_random_uuid(), ended_at = now() WHERE decision_id = $1`,
    ),
  ];
}
