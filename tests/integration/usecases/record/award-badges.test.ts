import { beforeAll, describe, expect, it } from 'vitest';
import { toBuffer } from 'qrcode';
import { readBadge } from '@/lib/badge-reading/read-badge';
import { bakedPng } from '@/lib/signing/bake-png';
import { answerAward } from '@/lib/usecases/claim/answer-award';
import { handInEvidence } from '@/lib/usecases/claim/hand-in-evidence';
import { reverseAward } from '@/lib/usecases/claim/reverse-award';
import { viewClaim } from '@/lib/usecases/claim/view-claims';
import { signRecords } from '@/lib/usecases/record/sign-records';
import { takeBadge } from '@/lib/usecases/record/take-badge';
import { viewKeys } from '@/lib/usecases/record/view-keys';
import { viewBadge, viewOwnBadge } from '@/lib/usecases/record/view-badge';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { mia } from '@/tests/support/baked-badges';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { publicConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';
import { isSigned, takenBackFor } from '@/tests/support/judge-record';
import { aPlace, aStudent, begin, miaHerself, ownClaim, send } from '../claim/arrange';
import { type Json, newKey, ownWorld, prove, publishedFor, recordOf, signer } from './arrange';

let place: Awaited<ReturnType<typeof aPlace>>;
let administrator: BuiltPerson;
let student: Awaited<ReturnType<typeof aStudent>>;
let claim: { at: string; claimId: string };
beforeAll(async () => {
  place = await aPlace({ claims: 'unattended' });
  administrator = await aPerson(place.institution, 'administrator');
  student = await miaHerself();
  claim = await send(student, place);
});
const own = () => ({ at: claim.at, claimId: claim.claimId });
const badge = async () => {
  const { id, document } = await viewOwnBadge(ctxOf(student), claim.at, claim.claimId);
  return { id: id ?? '', document: document ?? '', record: JSON.parse(document ?? 'null') as Json };
};

describe('the badge of an award', () => {
  it('comes with credit that was accepted, from an institution that signs, once', async () => {
    const take = () => takeBadge(ctxOf(student), own(), signer);
    await expect(take()).rejects.toMatchObject({ reason: 'record/no-award' });
    const { act } = await ownClaim(student, claim);
    await answerAward(ctxOf(student), { ...act, lines: { line1: 'accept' } });
    await expect(take()).rejects.toMatchObject({ reason: 'record/no-key' });
    await newKey(administrator);
    const [one, other] = await Promise.all([take(), take()]);
    expect(one).toEqual(other);
    expect(await lastAuditEntry(place.institution.id)).toMatchObject({
      action: 'claim.takeBadge',
      object_id: claim.claimId,
    });
  });

  it('is valid to us and to a judge that shares nothing with us, and says what was awarded', async () => {
    const { record } = await badge();
    expect(await prove(record, mia)).toMatchObject({ verdict: 'valid', signer: { isIssuer: true } });
    const world = await publishedFor(record);
    expect(await isSigned(record, world)).toBe(true);
    expect(await takenBackFor(record, world)).toEqual([]);
    const [line] = await queryAsSuperuser<{ awarded: string; unit: string; target: string }>(
      `SELECT l.awarded, l.unit, l.target FROM award_line l JOIN claim_decision d ON d.tenant_id = l.tenant_id AND d.id = l.decision_id WHERE d.claim_id = $1`,
      [claim.claimId],
    );
    expect(record['credentialSubject']).toMatchObject({
      creditsEarned: 6,
      result: [{ value: line?.awarded }],
      achievement: {
        resultDescription: [{ name: `${line?.target}, ECTS, lower division` }],
        alignment: [
          { targetName: line?.target, targetFramework: expect.stringMatching(/^European/) as string },
        ],
      },
    });
    expect(record['evidence']).toMatchObject([
      { id: expect.stringMatching(/^ni:\/\/\/sha-256;[\w-]{43}$/) as string },
    ]);
    expect(JSON.stringify(record)).not.toMatch(/mia@|Mia Example/);
  });

  it('says on /prove what was awarded', async () => {
    expect((await prove((await badge()).record, mia)).facts.decides).toMatchObject({
      ...{ word: 'award', countsAs: ['WELD 101, ECTS, lower division: 6'] },
    });
  });

  it('names its student by a hash that another mailbox does not meet', async () => {
    const found = async (recipient: string) =>
      (await prove((await badge()).record, recipient)).checks.find(({ name }) => name === 'recipient');
    expect(await found(mia)).toMatchObject({ outcome: 'pass' });
    expect(await found('somebody@else.example')).toMatchObject({ outcome: 'fail' });
  });

  it('is baked into a picture as it was signed', async () => {
    const { document } = await badge();
    const picture = bakedPng(await toBuffer('https://credit.example/'), document);
    expect((await prove(picture, mia)).verdict).toBe('valid');
    picture[picture.length - 40] = (picture[picture.length - 40] ?? 0) ^ 1;
    await expect(prove(picture, mia)).rejects.toMatchObject({ reason: 'badge/broken-picture' });
  });

  it('is never valid with a byte changed', async () => {
    const { document } = await badge();
    const step = Number(process.env['PROOF_STEP'] ?? 37);
    for (let at = 0; at < document.length; at += step) {
      const altered = document.slice(0, at) + (document[at] === '7' ? '8' : '7') + document.slice(at + 1);
      const verdict = await prove(altered).then(
        (report) => report.verdict,
        () => 'refused',
      );
      expect({ at, verdict }).not.toEqual({ at, verdict: 'valid' });
    }
  }, 120_000);

  it('is nobody else’s: not another student’s, not the staff’s, not the public’s', async () => {
    const other = await aStudent();
    await begin(other, place.institution, place.certificate.slug);
    for (const somebody of [other, place.registrar, administrator])
      await expect(viewOwnBadge(ctxOf(somebody), claim.at, claim.claimId)).rejects.toMatchObject({
        code: 'not_found',
      });
    await expect(takeBadge(ctxOf(other), own(), signer)).rejects.toMatchObject({ code: 'not_found' });
    const seen = await inRolledBackTransaction(publicConnection, (client) =>
      client.query('SELECT 1 FROM signed_record WHERE id = $1', [other.userId]),
    );
    expect(seen.rowCount).toBe(0);
  });

  it('shows whoever has its address what it says itself, and nothing else', async () => {
    const { id, record } = await badge();
    const shown = await viewBadge(ctxOf(), { slug: claim.at, id });
    expect(shown).toMatchObject({ title: record['name'], isRevoked: false, lines: [{ value: '6' }] });
    const said = JSON.stringify(record);
    for (const text of JSON.stringify(shown).match(/"[^"]{4,}"(?!:)/g) ?? []) expect(said).toContain(text);
    await expect(viewBadge(ctxOf(), { slug: claim.at, id: claim.claimId })).rejects.toMatchObject({
      code: 'not_found',
    });
    // A decision for everybody is no badge of anybody.
    await signRecords(ctxOf(place.registrar), {}, signer);
    expect(await viewKeys(ctxOf(place.registrar), signer)).toMatchObject({
      signed: { decisions: 1, badges: 1 },
    });
    const decision = await recordOf(place.institution.id, place.certificate.rule.id);
    const [, uuid = ''] = /^urn:uuid:(.+)$/.exec(String(decision['id'])) ?? [];
    await expect(viewBadge(ctxOf(), { slug: claim.at, id: uuid })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it.each(['held', 'posted', 'closed'])(
    'is there, signed or yet to be, while its award is %s',
    async (state) => {
      const now = async () => {
        await queryAsSuperuser(
          `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)) UPDATE credit_claim SET state = $2 FROM quiet WHERE id = $1`,
          [claim.claimId, state],
        );
      };
      const { id } = await badge();
      await now();
      expect(await viewOwnBadge(ctxOf(student), claim.at, claim.claimId)).toMatchObject({
        ...{ id, isRevoked: false },
        document: expect.stringContaining(id) as string,
      });
      await queryAsSuperuser(
        `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)) DELETE FROM signed_record USING quiet WHERE id = $1`,
        [id],
      );
      expect(await viewOwnBadge(ctxOf(student), claim.at, claim.claimId)).toMatchObject({
        ...{ id: null, canBeSigned: true },
      });
      expect(await takeBadge(ctxOf(student), own(), signer)).not.toEqual({ id });
    },
  );

  it('is revoked when its award is taken back, and stays its student’s to show', async () => {
    const { id, record } = await badge();
    const { claim: kept } = await viewClaim(ctxOf(place.registrar), claim.claimId);
    expect(kept.state).toBe('closed');
    await reverseAward(ctxOf(place.registrar), {
      claimId: claim.claimId,
      expectedVersion: kept.rowVersion,
      ground: 'error',
      reason: 'It rested on a mistake',
    });
    expect(await takenBackFor(record, await publishedFor(record))).toEqual(['revocation']);
    expect((await prove(record, mia)).verdict).toBe('invalid');
    expect(await viewBadge(ctxOf(), { slug: claim.at, id })).toMatchObject({ isRevoked: true });
    expect(await viewOwnBadge(ctxOf(student), claim.at, claim.claimId)).toMatchObject({
      ...{ id, isRevoked: true, canBeSigned: false },
    });
    await expect(takeBadge(ctxOf(student), own(), signer)).rejects.toMatchObject({
      reason: 'record/no-award',
    });
  });
});

it('a decision that was signed is evidence of nobody’s certificate', async () => {
  const somebody = await aStudent();
  const next = await begin(somebody, place.institution, place.certificate.slug);
  const { view, act } = await ownClaim(somebody, next);
  const decision = await recordOf(place.institution.id, place.certificate.rule.id);
  const handIn = handInEvidence(
    ctxOf(somebody),
    {
      ...act,
      holdingId: view.holdings[0]?.id ?? '',
      bytes: Uint8Array.from(Buffer.from(JSON.stringify(decision))),
      page: '',
    },
    (bytes, asked) => readBadge(bytes, asked, ownWorld),
  );
  await expect(handIn).rejects.toMatchObject({ reason: 'badge/not-awarded' });
});
