import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BadgeReport } from '@/lib/badge/report';
import { readBadge } from '@/lib/badge-reading/read-badge';
import { checkBadge, type ReadBadge } from '@/lib/usecases/badge/check-badge';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { endIssuer } from '@/lib/usecases/issuer/end-issuer';
import { confirmIssuer } from '@/lib/usecases/issuer/confirm-issuer';
import { ProposeIssuer, proposeIssuer } from '@/lib/usecases/issuer/propose-issuer';
import { aMicroCredential, anInstitution, aPerson, type BuiltInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { issuer, mia, unsignedBadge } from '@/tests/support/baked-badges';
import { makeBadges } from '@/tests/support/made-badges';

describe('a badge that somebody hands in', async () => {
  const institution = await anInstitution();
  const made = await makeBadges();
  const read: ReadBadge = (bytes, asked) => readBadge(bytes, asked, made.world);
  const check = (bytes: Buffer, more: object = {}) =>
    checkBadge(
      ctxOf(),
      { bytes: Uint8Array.from(bytes), recipient: '', claimDay: '', institution: '', ...more },
      read,
    );
  const badgeOf = async (title: string, id: string, more: object = {}) => {
    const unsigned = unsignedBadge({ ...more });
    const subject = unsigned['credentialSubject'] as { achievement: object };
    const achievement = { ...subject.achievement, name: title, id };
    const signed = await made.sign({ ...unsigned, credentialSubject: { ...subject, achievement } });
    return Buffer.from(JSON.stringify(signed));
  };

  /** An entry with the key that it would have, were it listed. */
  async function listed(title: string): Promise<string> {
    const { slug } = await aMicroCredential(institution, { title, provider: 'Guild of Welders' });
    const key = naturalKeyOf({ kind: 'certificate', title, provider: 'Guild of Welders' });
    await queryAsSuperuser('UPDATE micro_credential SET natural_key = $1 WHERE slug = $2', [key, slug]);
    return slug;
  }

  it('is of the entry whose page it names, and fills the estimate in', async () => {
    const url = `https://guild.example/${randomUUID()}`;
    const { slug } = await aMicroCredential(institution, { title: `Welding ${randomUUID()}` });
    await queryAsSuperuser('UPDATE micro_credential SET url = $1 WHERE slug = $2', [url, slug]);
    // Spelled as people spell addresses.
    const answer = await check(await badgeOf('Called otherwise', `${url.replace('https', 'http')}/`), {
      recipient: mia,
    });
    expect(answer.report.verdict).toBe('valid');
    expect(answer.match).toMatchObject({ entry: { slug }, check: { outcome: 'pass' } });
    expect(answer.estimate).toBe(`/estimate?mc1=${slug}&on1=2026-05-30&until1=2031-06-01`);
    expect(answer.report.checks).toContainEqual(
      expect.objectContaining({ name: 'recipient', outcome: 'pass' }),
    );
  });

  it('is probably of the entry with its title and issuer', async () => {
    const title = `Brazing ${randomUUID()}`;
    const slug = await listed(title);
    const answer = await check(await badgeOf(title.toUpperCase(), 'urn:uuid:1'));
    expect(answer.match).toMatchObject({ entry: { slug }, check: { reason: 'achievementLike' } });
    expect(answer.estimate).toContain(`mc1=${slug}`);
  });

  it('takes the day of the claim along to the estimate', async () => {
    const title = `Riveting ${randomUUID()}`;
    const slug = await listed(title);
    const answer = await check(await badgeOf(title, 'urn:uuid:1'), { claimDay: '2026-07-01' });
    expect(answer.estimate).toBe(`/estimate?mc1=${slug}&on1=2026-05-30&until1=2031-06-01&claim=2026-07-01`);
    const before = await check(await badgeOf(title, 'urn:uuid:1'), { claimDay: '2025-01-01' });
    expect(before).toMatchObject({ estimate: null, report: { verdict: 'invalid' } });
  });

  it('states no last day to the estimate where the badge states none, and none that never comes', async () => {
    const title = `Drilling ${randomUUID()}`;
    const slug = await listed(title);
    const answer = await check(await badgeOf(title, 'urn:uuid:1', { validUntil: undefined }));
    expect(answer.report.checks).toContainEqual(
      expect.objectContaining({ outcome: 'pass', reason: 'daysUntilUnstatedCompleted' }),
    );
    const href = new URL(answer.estimate ?? '', 'https://crosswalk.example');
    const { query } = parseEstimateQuery(Object.fromEntries(href.searchParams));
    expect(query.holdings).toMatchObject([{ slug, expiresOn: null, neverExpires: false }]);
  });

  it('is told as another person’s where it was issued to another address', async () => {
    const title = `Milling ${randomUUID()}`;
    await listed(title);
    const badge = await badgeOf(title, 'urn:uuid:1');
    const other = await check(badge, { recipient: 'leo@home.example' });
    expect(other).toMatchObject({ isAnothers: true, estimate: expect.stringContaining('mc1=') as string });
    for (const recipient of [mia, '', 'Leo Park'])
      expect(await check(badge, { recipient })).toMatchObject({ isAnothers: false });
  });

  it('fills nothing in where it is not valid, and where no entry is known', async () => {
    const title = `Soldering ${randomUUID()}`;
    await listed(title);
    const over = await check(await badgeOf(title, 'urn:uuid:1'), { claimDay: '2031-06-02' });
    expect(over.report.verdict).toBe('invalid');
    expect(over.match.entry).not.toBeNull();
    expect(over.estimate).toBeNull();
    const unknown = await check(await badgeOf(`Nobody lists ${randomUUID()}`, 'urn:uuid:1'));
    expect(unknown).toMatchObject({ estimate: null, match: { check: { reason: 'achievementNotListed' } } });
  });

  it('is from a trusted issuer where somebody says so, for the reason given, and at one institution by its own list alone', async () => {
    const other = await anInstitution();
    const trust = async (at: BuiltInstitution, more: object = {}) => {
      const said = {
        identity: issuer,
        name: `Guild as ${at.slug} has it`,
        reason: 'On the register',
        sourceUrl: 'https://register.example/guild',
        firstDay: '2026-01-01',
        ...more,
      };
      const { id } = await proposeIssuer(ctxOf(await aPerson(at, 'registrar')), ProposeIssuer.parse(said));
      return {
        id,
        confirm: async () => confirmIssuer(ctxOf(await aPerson(at, 'administrator')), { issuerId: id }),
      };
    };
    const issuerOf = async (more: object = {}) => {
      const { report, trust: told } = await check(made.badges['ob3 json'], more);
      return { check: report.checks[2], told };
    };
    const waits = await trust(institution);
    const open = { check: { name: 'issuer', outcome: 'unknown', reason: 'issuerNotListed' }, told: [] };
    expect(await issuerOf()).toMatchObject(open);
    await waits.confirm();
    await (await trust(other, { lastDay: '2026-06-30' })).confirm();
    expect(await issuerOf()).toMatchObject({
      check: { outcome: 'pass', reason: 'issuerTrusted' },
      told: [
        {
          institution: institution.name,
          standing: 'standing',
          reason: 'On the register',
          firstDay: '2026-01-01',
        },
        { institution: other.name, standing: 'ended', lastDay: '2026-06-30' },
      ],
    });
    // Trust is that of the day asked about, and no institution decides for another.
    expect(await issuerOf({ claimDay: '2026-06-30' })).toMatchObject({
      told: [{ standing: 'standing' }, { standing: 'standing' }],
    });
    expect(await issuerOf({ institution: other.slug })).toMatchObject({
      check: { outcome: 'unknown', reason: 'issuerNotThatDay' },
      told: [{ institution: other.name, standing: 'ended' }],
    });
    const silent = await anInstitution();
    expect(await issuerOf({ institution: silent.slug })).toMatchObject({
      check: { outcome: 'unknown', reason: 'issuerNotListedAt', values: { institution: silent.name } },
      told: [],
    });
    expect(await issuerOf({ institution: 'nowhere' })).toMatchObject({ check: { outcome: 'pass' } });
    // Somebody else’s signature over the name of a trusted issuer.
    const carried = Buffer.from(await made.signText(unsignedBadge(), { jwk: made.jwk }));
    expect((await check(carried)).report.checks[2]).toMatchObject({
      outcome: 'fail',
      reason: 'issuerPretended',
    });
  });

  it('is of the entry of its issuer, where who provides that says itself to issue by this, and is known to be it', async () => {
    const provider = `Welders ${randomUUID()}`;
    const title = `Bracing ${randomUUID()}`;
    const { slug } = await aMicroCredential(institution, { title, provider });
    const key = naturalKeyOf({ kind: 'certificate', title, provider });
    await queryAsSuperuser('UPDATE micro_credential SET natural_key = $1 WHERE slug = $2', [key, slug]);
    const maker = await anInstitution();
    const badge = await badgeOf(title, 'urn:uuid:1');
    const match = async (bytes = badge) => (await check(bytes)).match.check;
    const trusted = async (more: object) => {
      const said = ProposeIssuer.parse({
        identity: issuer,
        name: 'Ourselves',
        reason: 'Our own key',
        sourceUrl: 'https://maker.example/keys',
        ...more,
      });
      const { id } = await proposeIssuer(ctxOf(await aPerson(maker, 'registrar')), said);
      await confirmIssuer(ctxOf(await aPerson(maker, 'administrator')), { issuerId: id });
      return id;
    };
    expect(await match()).toMatchObject({ reason: 'achievementOthers' });
    const id = await trusted({ firstDay: '2026-01-01' });
    await queryAsSuperuser(
      `SET session_replication_role = replica; UPDATE organization SET claimed_tenant_id = '${maker.id}', steward_tenant_id = '${maker.id}',
         claimed_at = now(), stated_at = now(), country = 'NL' WHERE folded = folded_name('${provider}'); SET session_replication_role = origin`,
    );
    // To trust somebody is not to be them.
    expect(await match()).toMatchObject({ reason: 'achievementOthers' });
    await endIssuer(ctxOf(await aPerson(maker, 'registrar')), {
      issuerId: id,
      lastDay: parseCivilDate('2026-11-24'),
      reason: 'Said otherwise',
    });
    await trusted({ firstDay: '2026-11-25', isOwn: 'on' });
    expect(await match()).toMatchObject({ outcome: 'pass', reason: 'achievementByIssuer' });
    // The same badge, signed by nobody who is shown to be its issuer.
    const subject = unsignedBadge()['credentialSubject'] as { achievement: object };
    const achievement = { ...subject.achievement, name: title, id: 'urn:uuid:1' };
    const carried = await made.signText(unsignedBadge({ credentialSubject: { ...subject, achievement } }), {
      jwk: made.jwk,
    });
    expect(await match(Buffer.from(carried))).toMatchObject({ reason: 'achievementOthers' });
  });

  it('goes on to the estimate at the institution that was chosen', async () => {
    const title = `Riveting ${randomUUID()}`;
    await listed(title);
    const answer = await check(await badgeOf(title, 'urn:uuid:1'), { institution: institution.slug });
    expect(answer.estimate).toContain(`&institution=${institution.slug}`);
  });

  it('is looked for whatever stands in it', async () => {
    const { facts } = (await check(made.badges['ob3 json'])).report;
    const odd = (await check(made.badges['ob3 json'])).report;
    const strange: BadgeReport = {
      ...odd,
      facts: {
        ...facts,
        title: "x\0'; DROP",
        achievementIds: ['https://\0', 'https://[', 'urn:a', `https://${'a'.repeat(5_000)}`],
      },
    };
    const answer = await checkBadge(
      ctxOf(),
      { bytes: new Uint8Array(), recipient: '', claimDay: '', institution: '' },
      async () => strange,
    );
    expect(answer.match.entry).toBeNull();
  });

  it('fills in each badge within a record', async () => {
    const { report } = await check(made.badges['ob3 json']);
    const titles = [`One ${randomUUID()}`, `Two ${randomUUID()}`];
    const slugs = [];
    for (const title of titles) slugs.push(await listed(title));
    const within = titles.map((title) => ({
      ...report,
      facts: { ...report.facts, title, achievementIds: [] },
    }));
    const record: BadgeReport = { ...report, facts: { ...report.facts, kind: 'clr2' }, contained: within };
    const answer = await checkBadge(
      ctxOf(),
      { bytes: new Uint8Array(), recipient: '', claimDay: '', institution: '' },
      async () => record,
    );
    expect(answer.contained.map(({ match }) => match.entry?.slug)).toStrictEqual(slugs);
    expect(answer.estimate).toMatch(new RegExp(`mc1=${slugs[0]}&.*mc2=${slugs[1]}&`));
  });
});
