import { demonstrationStudents } from '@/lib/access/demonstration-students';
import type { StaffMember } from '@/lib/access/actor';
import { estimateHref, nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { PostingSettings } from '@/lib/claim/posting';
import type { Database } from '@/lib/db/client';
import { findStudentAccount } from '@/lib/db/demonstration-people';
import { postedLines } from '@/lib/db/postings';
import type { Tx } from '@/lib/db/tx';
import { answerAward } from '@/lib/usecases/claim/answer-award';
import { appealClaim } from '@/lib/usecases/claim/appeal-claim';
import { askStudent } from '@/lib/usecases/claim/ask-student';
import { decideClaim } from '@/lib/usecases/claim/decide-claim';
import { handInEvidence } from '@/lib/usecases/claim/hand-in-evidence';
import { releaseClaim } from '@/lib/usecases/claim/release-claim';
import { startClaim } from '@/lib/usecases/claim/start-claim';
import { submitClaim } from '@/lib/usecases/claim/submit-claim';
import { verifyHolding } from '@/lib/usecases/claim/verify-holding';
import type { Context } from '@/lib/usecases/context';
import { makePosting } from '@/lib/usecases/posting/make-posting';
import { numberStudents } from '@/lib/usecases/posting/number-students';
import { settleLine } from '@/lib/usecases/posting/settle-posting';
import { viewPosting } from '@/lib/usecases/posting/view-posting';
import type { Calendar } from '../calendar';
import { institutions } from '../data/institutions/all';
import { institutionId } from '../ids';
import { castOf } from './cast';
import { contextsOf } from './stage';

const speaking = 'good-with-words-speaking-and-presenting-university-of-michigan';
const frontEnd = 'meta-front-end-developer';
const [mia, tomas, aisha] = demonstrationStudents;
type Student = (typeof demonstrationStudents)[number];

/** One claim of a student, and what a person does with it, one thing after another. */
class Story {
  constructor(
    private readonly tx: Tx,
    private readonly contextOf: (actor: Context['actor']) => Context,
    private readonly userId: string,
    private readonly student: Student,
    private readonly evaluator: StaffMember,
    private readonly at: string,
    private claimId = '',
  ) {}

  /** What is the student's alone is seen by nobody else in the same transaction. */
  private async own<T>(act: (ctx: Context) => Promise<T>): Promise<T> {
    const done = await act(this.contextOf({ kind: 'guest', userId: this.userId }));
    await this.tx.$queryRaw`SELECT set_config('app.student_id', '', true)`;
    return done;
  }

  private async act(): Promise<{ claimId: string; expectedVersion: number; holdingId: string }> {
    const claim = await this.tx.creditClaim.findFirstOrThrow({
      where: { id: this.claimId },
      select: { rowVersion: true, holdings: { select: { id: true } } },
    });
    const holdingId = claim.holdings[0]?.id ?? '';
    return { claimId: this.claimId, expectedVersion: claim.rowVersion, holdingId };
  }

  private async seen(): Promise<{ at: string; claimId: string; expectedVersion: number }> {
    const { claimId, expectedVersion } = await this.act();
    return { at: this.at, claimId, expectedVersion };
  }

  async send(slug: string, issuedOn: ReturnType<Calendar['day']>): Promise<this> {
    const href = estimateHref({
      ...nothingStated,
      institution: this.at,
      holdings: [{ ...statedHolding(slug), issuedOn }],
    });
    const estimate = href.split('?')[1] ?? '';
    this.claimId = (await this.own((ctx) => startClaim(ctx, { estimate, name: this.student.name }))).claimId;
    const { holdingId } = await this.act();
    const page = `https://issuer.example/verify/${this.student.key}`;
    const evidence = { ...(await this.seen()), holdingId, bytes: null, page };
    await this.own((ctx) =>
      handInEvidence(ctx, evidence, () => Promise.reject(new Error('No badge is handed in.'))),
    );
    const sent = { ...(await this.seen()), consent: 'yes' } as const;
    await this.own((ctx) => submitClaim(ctx, sent));
    return this;
  }

  async look(isVerified: 'yes' | 'no', reason: string): Promise<this> {
    const identity = isVerified === 'yes' ? 'exact' : 'mismatch';
    const found = { ...(await this.act()), isVerified, identity, reason } as const;
    await verifyHolding(this.contextOf(this.evaluator), found);
    return this;
  }

  async decide(outcome: 'granted' | 'refused', reason: string): Promise<this> {
    const { claimId, expectedVersion } = await this.act();
    await decideClaim(this.contextOf(this.evaluator), { claimId, expectedVersion, outcome, reason });
    return this;
  }

  async ask(text: string, until: ReturnType<Calendar['day']>): Promise<this> {
    const { claimId, expectedVersion } = await this.act();
    await askStudent(this.contextOf(this.evaluator), { claimId, expectedVersion, text, until });
    return this;
  }

  async accept(): Promise<this> {
    const lines = await this.tx.awardLine.findMany({
      where: { decision: { claimId: this.claimId } },
      select: { line: true },
    });
    const answers = {
      ...(await this.seen()),
      lines: Object.fromEntries(lines.map(({ line }) => [`line${line}`, 'accept' as const])),
    };
    await this.own((ctx) => answerAward(ctx, answers));
    return this;
  }

  /** Where the policy holds credit until enough was earned there, the registrar says that it was. */
  async release(registrar: StaffMember): Promise<this> {
    const { claimId, expectedVersion } = await this.act();
    const { state } = await this.tx.creditClaim.findFirstOrThrow({ where: { id: claimId } });
    const reason = 'Eighteen credits of our own are on the record.';
    if (state === 'held') await releaseClaim(this.contextOf(registrar), { claimId, expectedVersion, reason });
    return this;
  }

  async appeal(text: string): Promise<this> {
    const grounds = { ...(await this.seen()), ground: 'overlooked', text } as const;
    await this.own((ctx) => appealClaim(ctx, grounds));
    return this;
  }
}

/**
 * What invented students claim at the first institution: one of each kind that the desk knows, through the same use cases as in the
 * application, after everything else that happened there. Nothing where anybody claims there already.
 */
export async function claimCredit(tx: Tx, database: Database, calendar: Calendar): Promise<boolean> {
  const [institution] = institutions;
  if (institution === undefined || (await tx.creditClaim.count()) > 0) return false;
  const { registrars, evaluators } = castOf(institution);
  const [registrar, evaluator] = [registrars[0], evaluators[0]];
  if (registrar === undefined || evaluator === undefined) return false;
  const accounts = await Promise.all([mia, tomas, aisha].map((one) => findStudentAccount(database, one)));
  const { slug } = await tx.institution.findFirstOrThrow({ where: { id: institutionId(institution.key) } });
  // Students who have just begun to claim are known within this transaction alone.
  const within: Database = {
    ...database,
    prisma: new Proxy(database.prisma, {
      get: (real, name) =>
        name === '$queryRaw' ? tx.$queryRaw.bind(tx) : (Reflect.get(real, name) as unknown),
    }),
  };
  const as = contextsOf(within, `${institution.key} claims`);
  const newest = await tx.$queryRaw<{ at: Date }[]>`SELECT max(at) AS at FROM audit_event`;
  let moment = Math.max(newest[0]?.at.getTime() ?? 0, Date.parse(calendar.at(2)));
  const contextOf = (actor: Context['actor']): Context => ({
    ...as(registrar, new Date((moment += 60_000)).toISOString()),
    actor,
  });
  const of = (student: Student, userId: string | null | undefined) =>
    new Story(tx, contextOf, userId ?? '', student, evaluator, slug);
  const [earned, until] = [calendar.day(120), calendar.day(-14)];
  const seen = 'The issuer’s page shows it, under this name.';

  const done = await of(mia, accounts[0]).send(speaking, earned);
  await (await (await (await done.look('yes', seen)).decide('granted', '')).accept()).release(registrar);
  const posted = await of(aisha, accounts[2]).send(frontEnd, earned);
  await (await (await (await posted.look('yes', seen)).decide('granted', '')).accept()).release(registrar);
  await numberStudents(contextOf(registrar), {
    text: `${mia.mailbox} 00104417\n${aisha.mailbox} 00104592`,
  });
  const settings = PostingSettings.parse({ layout: 'plain', term: 'Next' });
  const { ready } = await viewPosting(contextOf(registrar), {
    settings,
    show: 'ready',
    page: 1,
    batchPage: 1,
  });
  const { batchId } = await makePosting(contextOf(registrar), { settings, expected: ready });
  const lines = await postedLines(tx, batchId, { state: 'sent', page: 1, size: 100 });
  for (const { key, studentName } of lines)
    if (studentName === mia.name)
      await settleLine(contextOf(registrar), {
        batchId,
        key,
        outcome: 'confirmed',
        reference: 'TR-20418',
        reason: '',
      });
  const granted = await of(tomas, accounts[1]).send(speaking, earned);
  await (await granted.look('yes', seen)).decide('granted', '');
  const refused = await of(tomas, accounts[1]).send(frontEnd, earned);
  await (
    await refused.look('no', 'The page names somebody else.')
  ).decide('refused', 'It names somebody else.');
  await refused.appeal('I changed my name. The page shows the one before.');
  const asked = await of(aisha, accounts[2]).send(speaking, earned);
  await asked.ask('The page asks for a password. Please send one that we can open.', until);
  await of(mia, accounts[0]).send(frontEnd, earned);
  // Nobody is told by mail of what only happened in a demonstration.
  await tx.outboxMessage.deleteMany();
  return true;
}
