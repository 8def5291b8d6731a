import { describe, expect, it } from 'vitest';
import { AttachEvidence, attachEvidence } from '@/lib/usecases/rule/attach-evidence';
import { viewEvidence } from '@/lib/usecases/rule/view-evidence';
import { auditOf } from '@/tests/support/audit';
import { aMicroCredential, anInstitution, aPerson, aRule, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

describe('attaching evidence', async () => {
  const here = await anInstitution();
  const author = await aPerson(here, 'evaluator');
  const draft = async (status: 'draft' | 'in_department' | 'published' = 'draft') =>
    aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, 'INF-1'),
      status,
      evidence: false,
    });
  const input = (id: string, given: object) =>
    AttachEvidence.parse({ ruleVersionId: id, kind: 'syllabus', title: 'Syllabus of 2025', ...given });
  const pdf = new File(['%PDF-1.7 content'], 'syllabus.pdf', { type: 'text/html' });

  it('keeps a file by what it is, with its sum, and gives it back to staff', async () => {
    const { id } = await draft();
    const added = await attachEvidence(ctxOf(author), input(id, { file: pdf }));
    expect(await viewEvidence(ctxOf(await aPerson(here, 'auditor')), id, added.id)).toMatchObject({
      fileName: 'syllabus.pdf',
      mediaType: 'application/pdf',
    });
    const [stored] = await queryAsSuperuser<{ matches: boolean }>(
      `SELECT sha256 = encode(sha256(content), 'hex') AS matches FROM evidence WHERE id = $1`,
      [added.id],
    );
    expect(stored?.matches).toBe(true);
    expect(await auditOf(id)).toMatchObject([
      { action: 'rule.attachEvidence', after: { id: added.id, fileName: 'syllabus.pdf' } },
    ]);
  });

  it('keeps a link, also while faculty decides', async () => {
    const { id } = await draft('in_department');
    await expect(
      attachEvidence(ctxOf(author), input(id, { url: 'https://example.test/x' })),
    ).resolves.toHaveProperty('id');
  });

  it.each([
    ['evidence/file-or-link', {}],
    ['evidence/file-or-link', { url: 'https://example.test/x', file: pdf }],
    ['evidence/not-web-link', { url: 'javascript:alert(1)' }],
    ['evidence/not-web-link', { url: 'somewhere' }],
    ['evidence/type-not-allowed', { file: new File(['<script>'], 'page.html', { type: 'application/pdf' }) }],
    ['evidence/content-differs', { file: new File(['<script>'], 'page.pdf', { type: 'application/pdf' }) }],
    ['evidence/too-large', { file: new File([new Uint8Array(5 * 1024 * 1024 + 1)], 'large.txt') }],
  ])('refuses with %s', async (reason, given) => {
    const { id } = await draft();
    await expect(attachEvidence(ctxOf(author), input(id, given))).rejects.toMatchObject({
      code: 'invalid_input',
      reason,
    });
    expect(await queryAsSuperuser(`SELECT FROM evidence WHERE rule_version_id = $1`, [id])).toEqual([]);
  });

  it('takes no more files of one person than the quota of thirty days, in number and in bytes', async () => {
    const { id } = await draft();
    const many = await aPerson(here, 'evaluator');
    // One is made and the others are copies of it as it is kept: packing five megabytes takes the database a while.
    const filled = async (person: { id: string }, files: number, bytes: number, at: string) => {
      const [first] = await queryAsSuperuser<{ id: string }>(
        `INSERT INTO evidence (id, tenant_id, rule_version_id, kind, title, file_name, media_type, sha256, content, added_by_id, added_at)
         SELECT gen_random_uuid(), $1, $2, 'syllabus', 'x', 'x.txt', 'text/plain', encode(sha256(c), 'hex'), c, $3, $4
           FROM convert_to(repeat('x', $5), 'UTF8') c RETURNING id`,
        [here.id, id, person.id, at, bytes],
      );
      await queryAsSuperuser(
        `INSERT INTO evidence (id, tenant_id, rule_version_id, kind, title, file_name, media_type, sha256, content, added_by_id, added_at)
         SELECT gen_random_uuid(), tenant_id, rule_version_id, kind, title, file_name, media_type, sha256, content, added_by_id, added_at
           FROM evidence, generate_series(2, $2) WHERE id = $1`,
        [first?.id, files],
      );
    };
    const add = (person: typeof many, given: object = { file: pdf }) =>
      attachEvidence(ctxOf(person), input(id, given));
    const quota = { code: 'rule_violation', reason: 'evidence/quota' };
    await filled(many, 199, 1, '2026-11-01T00:00:00Z');
    await filled(many, 50, 1, '2026-10-01T00:00:00Z');
    // Five at the same time, for as many rules, of which one is the two hundredth.
    const others = await Promise.all(Array.from({ length: 5 }, () => draft()));
    const addToAll = (given: object) =>
      Promise.allSettled(others.map((other) => attachEvidence(ctxOf(many), input(other.id, given))));
    await addToAll({ url: 'https://example.test/all-connections-are-open' });
    const files = await addToAll({ file: pdf });
    expect(files.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(add(many)).rejects.toMatchObject(quota);
    await expect(add(many, { url: 'https://example.test/x' })).resolves.toHaveProperty('id');
    await expect(add(author)).resolves.toHaveProperty('id');
    const large = await aPerson(here, 'evaluator');
    await filled(large, 100, 5 * 1024 * 1024, '2026-11-24T00:00:00Z');
    await expect(add(large)).rejects.toMatchObject(quota);
  });

  it('is refused once it is decided, to other roles and to other institutions', async () => {
    const link = { url: 'https://example.test/x' };
    await expect(
      attachEvidence(ctxOf(author), input((await draft('published')).id, link)),
    ).rejects.toMatchObject({ code: 'invalid_transition', reason: 'rule/frozen' });
    const { id } = await draft();
    await expect(
      attachEvidence(ctxOf(await aPerson(here, 'reviewer')), input(id, link)),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      attachEvidence(ctxOf(await aPerson(await anInstitution(), 'evaluator')), input(id, link)),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not seen from another institution, nor under another rule, and never changed', async () => {
    const [one, two] = [await draft(), await draft()];
    const added = await attachEvidence(ctxOf(author), input(one.id, { file: pdf }));
    await expect(viewEvidence(ctxOf(author), two.id, added.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      viewEvidence(ctxOf(await aPerson(await anInstitution(), 'registrar')), one.id, added.id),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(viewEvidence(ctxOf(author), 'x', added.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(viewEvidence(ctxOf(), one.id, added.id)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(
      queryAsSuperuser(`UPDATE evidence SET title = 'x' WHERE id = $1`, [added.id]),
    ).rejects.toThrow('append-only');
  });

  it('answers a repeated form as it did the first time', async () => {
    const { id } = await draft();
    const again = () =>
      attachEvidence(ctxOf(author, { idempotencyKey: 'attach-once-0001' }), input(id, { file: pdf }));
    expect(await again()).toEqual(await again());
  });
});
