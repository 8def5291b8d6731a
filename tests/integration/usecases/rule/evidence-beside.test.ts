import { describe, expect, it } from 'vitest';
import { RuleBasis } from '@/lib/rule/rule-version';
import { EvidenceInForm, noEvidence, readEvidenceBeside } from '@/lib/usecases/rule/evidence-beside';
import { type ReviseRule, reviseRule } from '@/lib/usecases/rule/revise-rule';
import { handInDraft } from '@/lib/usecases/rule/submit-rule';
import { auditOf } from '@/tests/support/audit';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const read = (given: object) => readEvidenceBeside(EvidenceInForm.parse(given));
const pdf = new File(['%PDF-1.7 content'], 'syllabus.pdf');

describe('evidence entered in the form of a draft', async () => {
  const here = await anInstitution();
  const author = await aPerson(here, 'evaluator');
  const course = await aCourse(here);
  const draft = async () => {
    const certificate = await aMicroCredential(here);
    await queryAsSuperuser(`UPDATE micro_credential SET url = $2 WHERE id = $1`, [
      certificate.id,
      `https://provider.example/${certificate.id}`,
    ]);
    const definition = oneForOne(certificate.id, course.code, '3');
    const { id } = await aRule(here, author, { definition, evidence: false });
    const input: ReviseRule = {
      ruleVersionId: id,
      expectedVersion: 1,
      title: 'With evidence',
      departmentId: null,
      definition,
      basis: RuleBasis.parse({ kind: 'agreement' }),
      publicNote: '',
      internalNote: '',
    };
    return { id, input, page: `https://provider.example/${certificate.id}` };
  };
  const added = (id: string) =>
    queryAsSuperuser(
      `SELECT kind, title, url, file_name AS file FROM evidence WHERE rule_version_id = $1 ORDER BY kind DESC`,
      [id],
    );

  it('is nothing where nothing was entered, whatever kind is chosen', async () => {
    expect(await read({ kind: 'decision' })).toEqual(noEvidence);
    expect(await read({ file: new File([], '') })).toEqual(noEvidence);
  });

  it('is added with the draft that is saved, and both are on record', async () => {
    const { id, input, page } = await draft();
    const beside = await read({ url: 'https://example.org/syllabus', atHand: [page] });
    await reviseRule(ctxOf(author), input, beside);
    expect(await added(id)).toMatchObject([
      { kind: 'syllabus', title: 'example.org', url: 'https://example.org/syllabus' },
      { kind: 'other', url: page },
    ]);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      'rule.revise',
      'rule.attachEvidence',
      'rule.attachEvidence',
    ]);
    // Ticked in two tabs, it is added once.
    await reviseRule(ctxOf(author), { ...input, expectedVersion: 2 }, await read({ atHand: [page] }));
    expect(await added(id)).toHaveLength(2);
  });

  it('is enough for the draft to be handed in with, and a file keeps its name', async () => {
    const { id, input } = await draft();
    await handInDraft(ctxOf(author), input, await read({ file: pdf }));
    expect(await added(id)).toMatchObject([{ title: 'syllabus.pdf', file: 'syllabus.pdf' }]);
  });

  it('goes with the draft where that cannot be handed in: nothing is kept', async () => {
    const { id, input } = await draft();
    const wrong = { ...input, definition: { ...input.definition, outcomes: [] } };
    await expect(handInDraft(ctxOf(author), wrong, await read({ file: pdf }))).rejects.toMatchObject({
      reason: 'rule/linter-errors',
      details: { isUnsaved: true },
    });
    expect(await added(id)).toEqual([]);
  });

  it('is refused at its field', async () => {
    await expect(read({ title: 'Only a name' })).rejects.toMatchObject({
      reason: 'evidence/file-or-link',
      details: { fieldErrors: { 'evidence.url': 'field/link-or-file' } },
    });
    await expect(read({ url: 'somewhere' })).rejects.toMatchObject({
      details: { fieldErrors: { 'evidence.url': 'field/link' } },
    });
  });

  it('is no link that is not known of the certificates', async () => {
    const { id, input } = await draft();
    await expect(
      reviseRule(ctxOf(author), input, await read({ atHand: ['https://elsewhere.example/'] })),
    ).rejects.toMatchObject({ code: 'invalid_input', reason: 'evidence/not-at-hand' });
    expect(await added(id)).toEqual([]);
    expect(await auditOf(id)).toEqual([]);
  });

  it('is added once, however often the same press arrives', async () => {
    const { id, input } = await draft();
    const again = async () =>
      reviseRule(
        ctxOf(author, { idempotencyKey: 'evidence-once-0001' }),
        input,
        await read({ url: 'https://example.org/once' }),
      );
    expect(await again()).toEqual(await again());
    expect(await added(id)).toHaveLength(1);
  });
});
