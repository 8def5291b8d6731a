import { randomUUID } from 'node:crypto';
import { readBadge } from '@/lib/badge-reading/read-badge';
import { estimateHref, nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import type { ReviewPolicy } from '@/lib/institution/policy-version';
import type { ReadBadge } from '@/lib/usecases/badge/check-badge';
import { answerAward } from '@/lib/usecases/claim/answer-award';
import { decideClaim } from '@/lib/usecases/claim/decide-claim';
import { handInEvidence } from '@/lib/usecases/claim/hand-in-evidence';
import { startClaim } from '@/lib/usecases/claim/start-claim';
import { submitClaim } from '@/lib/usecases/claim/submit-claim';
import { verifyHolding } from '@/lib/usecases/claim/verify-holding';
import { viewClaim } from '@/lib/usecases/claim/view-claims';
import { viewOwnClaim } from '@/lib/usecases/claim/view-own-claims';
import { issuer, mia, unsignedBadge } from '@/tests/support/baked-badges';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  oneForOne,
  ordinaryReview,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { makeBadges } from '@/tests/support/made-badges';

export const made = await makeBadges();
export const read: ReadBadge = (bytes, asked) => readBadge(bytes, asked, made.world);

/** Somebody signed in whose mailbox was confirmed. */
export async function aStudent(mailbox = `student-${randomUUID()}@example.test`) {
  const userId: string = randomUUID();
  await queryAsSuperuser('INSERT INTO auth_user (id, name) VALUES ($1, $2)', [userId, null]);
  await queryAsSuperuser(
    `INSERT INTO auth_account (user_id, type, provider, provider_account_id) VALUES ($1, 'email', 'email', $2)`,
    [userId, mailbox],
  );
  return { kind: 'guest' as const, userId };
}

/** The mailbox of the badges that are made here is one; whoever claims with it takes it from who did before. */
export async function miaHerself() {
  await queryAsSuperuser(`DELETE FROM auth_account WHERE provider = 'email' AND provider_account_id = $1`, [
    mia,
  ]);
  return aStudent(mia);
}

/** An institution with a certificate that a published rule gives six credits for, a badge of it, and its issuer trusted. */
export async function aPlace(review: Partial<ReviewPolicy> = {}) {
  const institution = await anInstitution({ review: { ...ordinaryReview, ...review } });
  const [evaluator, registrar] = [
    await aPerson(institution, 'evaluator'),
    await aPerson(institution, 'registrar'),
  ];
  await aCourse(institution, { code: 'WELD 101' });
  const certificate = await aCertificate(institution, registrar);
  await queryAsSuperuser(
    `WITH off AS (SELECT set_config('session_replication_role', 'replica', true))
     INSERT INTO trusted_issuer (tenant_id, identity, name, reason, source_url, first_day, proposed_by_id, proposed_at, outcome, decided_by_id, decided_at)
     SELECT $1, $2, 'Guild', 'On the register', 'https://register.example/', '2020-01-01', $3, now(), 'confirmed', $4, now() FROM off`,
    [institution.id, issuer, registrar.id, evaluator.id],
  );
  return { institution, evaluator, registrar, certificate };
}

/** An entry that badges name by its page, and a published rule for it. */
export async function aCertificate(institution: BuiltInstitution, author: { id: string }) {
  const url = `https://guild.example/${randomUUID()}`;
  const entry = await aMicroCredential(institution, { title: `Welding ${randomUUID()}` });
  await queryAsSuperuser('UPDATE micro_credential SET url = $1 WHERE slug = $2', [url, entry.slug]);
  const rule = await aRule(institution, author, {
    status: 'published',
    definition: oneForOne(entry.id, 'WELD 101'),
  });
  return { ...entry, url, rule };
}

/** A signed badge of an entry. */
export async function badgeOf(url: string, more: object = {}): Promise<Uint8Array<ArrayBuffer>> {
  const unsigned = unsignedBadge({ ...more });
  const subject = unsigned['credentialSubject'] as { achievement: object };
  const achievement = { ...subject.achievement, id: url };
  const signed = await made.sign({ ...unsigned, credentialSubject: { ...subject, achievement } });
  return Uint8Array.from(Buffer.from(JSON.stringify(signed)));
}

type Actor = Awaited<ReturnType<typeof aStudent>>;

export async function begin(student: Actor, institution: BuiltInstitution, ...slugs: string[]) {
  const href = estimateHref({
    ...nothingStated,
    institution: institution.slug,
    holdings: slugs.map((slug) => ({ ...statedHolding(slug) })),
  });
  return startClaim(ctxOf(student), { estimate: href.split('?')[1] ?? '', name: 'Mia Example' });
}

/** The claim as its student sees it, and what an act on it has to carry. */
export async function ownClaim(student: Actor, { at, claimId }: { at: string; claimId: string }) {
  const view = await viewOwnClaim(ctxOf(student), at, claimId);
  return { view, act: { at, claimId, expectedVersion: view.claim.rowVersion } };
}

/** A claim that people looked at and granted, and whose credit the student accepted. */
export async function accepted(
  student: Actor,
  place: Awaited<ReturnType<typeof aPlace>>,
): Promise<{ at: string; claimId: string }> {
  const claim = await send(student, place, { page: 'https://issuer.example/verify/1' });
  const { evaluator } = place;
  const inHand = async () => {
    const view = await viewClaim(ctxOf(evaluator), claim.claimId);
    return { view, act: { claimId: claim.claimId, expectedVersion: view.claim.rowVersion } };
  };
  const { view, act } = await inHand();
  const holdingId = view.holdings[0]?.id ?? '';
  const found = { isVerified: 'yes', identity: 'exact', reason: 'Looked up' } as const;
  await verifyHolding(ctxOf(evaluator), { ...act, holdingId, ...found });
  await decideClaim(ctxOf(evaluator), { ...(await inHand()).act, outcome: 'granted', reason: '' });
  const { act: own } = await ownClaim(student, claim);
  await answerAward(ctxOf(student), { ...own, lines: { line1: 'accept' } });
  return claim;
}

/** Begins a claim, hands in its badge and sends it. */
export async function send(
  student: Actor,
  { institution, certificate }: Awaited<ReturnType<typeof aPlace>>,
  evidence: { badge?: Uint8Array<ArrayBuffer>; page?: string } = {},
) {
  const claim = await begin(student, institution, certificate.slug);
  const { view, act } = await ownClaim(student, claim);
  const bytes = evidence.page === undefined ? (evidence.badge ?? (await badgeOf(certificate.url))) : null;
  await handInEvidence(
    ctxOf(student),
    { ...act, holdingId: view.holdings[0]?.id ?? '', bytes, page: evidence.page ?? '' },
    read,
  );
  const { act: next } = await ownClaim(student, claim);
  await submitClaim(ctxOf(student), { ...next, consent: 'yes' });
  return claim;
}
