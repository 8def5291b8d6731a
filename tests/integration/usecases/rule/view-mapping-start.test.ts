import { expect, it } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { DraftRule, draftRule } from '@/lib/usecases/rule/draft-rule';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import {
  findCertificateChoices,
  listMappableCertificates,
  viewMappingStart,
} from '@/lib/usecases/rule/view-mapping-start';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRecommendation,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { decide } from '../request/arrange';
import { ctxOf, today } from '@/tests/support/ctx';

it('shows precedents with the days of claim that hold now, here and elsewhere', async () => {
  const [here, peer] = [await anInstitution(), await anInstitution()];
  const [author, registrar, reviewer] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'reviewer'),
  ];
  const certificate = await aMicroCredential(here);
  const definition = {
    ...oneForOne(certificate.id, (await aCourse(here)).code),
    claimWindow: { from: '2026-09-26' },
  } as never;
  const first = await aRule(here, author, {
    definition: oneForOne(certificate.id, 'X'),
    status: 'published',
  });
  const second = await aRule(here, author, {
    definition,
    ruleId: first.ruleId,
    code: first.ruleCode,
    version: 2,
    status: 'approved',
    voters: [reviewer],
  });
  await publishRule(ctxOf(registrar), { ruleVersionId: second.id, expectedVersion: 1 });

  const windowOf = (rules: { id: string; definition: { claimWindow?: unknown } }[]) =>
    rules.find(({ id }) => id === second.id)?.definition.claimWindow;
  expect(windowOf((await viewMappingStart(ctxOf(author), certificate.id)).own)).toEqual({ from: today });
  expect(
    windowOf((await viewMappingStart(ctxOf(await aPerson(peer, 'evaluator')), certificate.id)).peers),
  ).toEqual({ from: today });
});

it('shows first the recommendations that nobody ended, then those that ended last', async () => {
  const here = await anInstitution();
  const certificate = await aMicroCredential(here);
  const advised = async (validTo?: string) =>
    (await aRecommendation(here, certificate.id, validTo === undefined ? {} : { validTo })).id;
  const [ended, open, endsLater] = [
    await advised('2024-12-31'),
    await advised(),
    await advised('2027-12-31'),
  ];
  const { microCredential } = await viewMappingStart(ctxOf(await aPerson(here, 'evaluator')), certificate.id);
  expect(microCredential.recommendations.map(({ id }) => id)).toEqual([open, endsLater, ended]);
});

it('counts as in force here what is in force today, and beside it what begins later, is suspended, has ended or was revoked, and how others stand', async () => {
  const [here, peer] = [await anInstitution(), await anInstitution()];
  const author = await aPerson(here, 'evaluator');
  const certificate = await aMicroCredential(here, { title: 'Counted by its standing' });
  const window = (from: string, to?: string) => ({
    ...oneForOne(certificate.id, 'X'),
    claimWindow: { from: parseCivilDate(from), ...(to && { to: parseCivilDate(to) }) },
  });
  const rule = (status: 'published' | 'suspended' | 'revoked', definition = window('2026-01-01')) =>
    aRule(here, author, { status, definition });
  await rule('published');
  await rule('published', { ...window('2026-01-01'), deny: true } as never);
  await rule('published', window('2026-01-01', '2026-11-24'));
  await rule('published', { ...oneForOne(certificate.id, 'X'), programs: ['gone'] } as never);
  await rule('suspended');
  await rule('published', window('2027-01-01'));
  await rule('revoked');
  await aRule(peer, await aPerson(peer, 'evaluator'), {
    status: 'published',
    definition: window('2026-01-01'),
  });
  const { rows } = await listMappableCertificates(ctxOf(author), 'Counted by its standing', 1);
  expect(
    rows.map((row) => [
      row.publishedCount,
      row.comingCount,
      row.suspendedCount,
      row.overCount,
      row.elsewhere,
    ]),
  ).toEqual([[2, 1, 1, 3, [{ standing: 'published', institutions: 1 }]]]);
});

it('says who asks for a decision, and what is suspended elsewhere, which is not taken over', async () => {
  const [here, peer] = [await anInstitution(), await anInstitution()];
  const author = await aPerson(here, 'evaluator');
  const certificate = await aMicroCredential(here, { title: 'Suspended elsewhere' });
  await aRule(peer, await aPerson(peer, 'evaluator'), {
    status: 'suspended',
    definition: oneForOne(certificate.id, 'X'),
  });
  for (const network of ['a', 'b']) await decide(certificate.slug, here, network);
  const { rows } = await listMappableCertificates(ctxOf(author), 'Suspended elsewhere', 1);
  expect(rows.map(({ askers, elsewhere }) => [askers, elsewhere])).toEqual([
    [2, [{ standing: 'suspended', institutions: 1 }]],
  ]);
  const { askers, peers } = await viewMappingStart(ctxOf(author), certificate.id);
  expect([askers, peers.map(({ standing }) => standing)]).toEqual([2, ['suspended']]);
  const start = { microCredentialId: certificate.id, start: 'precedent', precedentId: peers[0]?.id ?? '' };
  await expect(draftRule(ctxOf(author), DraftRule.parse(start))).rejects.toMatchObject({ code: 'not_found' });
});

it('tells the day of a publication elsewhere by the calendar there', async () => {
  const here = await anInstitution();
  const certificate = await aMicroCredential(here);
  // What was published at nine in the morning in UTC was published the evening before in Honolulu.
  for (const timeZone of ['Pacific/Honolulu', 'Pacific/Kiritimati']) {
    const peer = await anInstitution({ timeZone });
    const definition = oneForOne(certificate.id, 'X');
    await aRule(peer, await aPerson(peer, 'evaluator'), { status: 'published', definition });
  }
  const { peers } = await viewMappingStart(ctxOf(await aPerson(here, 'evaluator')), certificate.id);
  expect(peers.map(({ publishedOn }) => publishedOn).sort()).toEqual(['2026-10-14', '2026-10-15']);
});

it('offers to whoever types what the public finds first, first', async () => {
  const here = await anInstitution();
  for (const title of ['Advanced zebra keeping', 'Zebra keeping', 'Basics of zebra keeping'])
    await aMicroCredential(here, { title });
  const ctx = ctxOf(await aPerson(here, 'evaluator'));
  const offered = (await findCertificateChoices(ctx, 'zebra keeping')).map(({ title }) => title);
  expect(offered[0]).toBe('Zebra keeping');
  expect(offered).toEqual(
    (await listMappableCertificates(ctx, 'zebra keeping', 1)).rows.map(({ title }) => title),
  );
});
