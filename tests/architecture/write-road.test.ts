import { describe, expect, test } from 'vitest';
import { sourcesOf } from './sources';
import { badWrites, entriesOf, type Offence } from './write-road';

const sources = sourcesOf('lib/usecases', 'lib/db');
const entries = entriesOf(sourcesOf('app', 'lib/next', 'lib/jobs', 'lib/auth'));

const ofNobody =
  'nobody is signed in yet, or the account is of no one institution: there is no trail that it belongs to';
const ofTheBatch =
  'notes how far a file has come; that it was received and that it was applied are on record';
const ofVisitors = 'asked by somebody who is nobody here: nothing of it is an act that a trail could name';
/** What is written without one of the three, and why that is right. */
const elsewhere: Record<string, string> = {
  'lib/usecases/account/claim-records#claimRecords lacks authorize':
    'asks before the first of its transactions, one for each institution',
  'lib/usecases/account/claim-records#claimRecords lacks recordAudit':
    'tells by mail of what was left as it was; that somebody signed in is a line of the log',
  'lib/usecases/account/end-sessions#endSessions lacks a transaction': ofNobody,
  'lib/usecases/account/redeem-sign-in-link#redeemSignInLink lacks a transaction': ofNobody,
  'lib/usecases/account/request-sign-in-link#requestSignInLink lacks a transaction': ofNobody,
  'lib/usecases/account/sign-in-demonstration#signInDemonstration lacks a transaction': ofNobody,
  'lib/usecases/account/sign-out#signOut lacks a transaction': ofNobody,
  'lib/usecases/import/apply-import#startImport lacks recordAudit': ofTheBatch,
  'lib/usecases/import/check-import#checkImport lacks recordAudit': ofTheBatch,
  'lib/usecases/import/run-import#keepProblem lacks authorize': 'follows a run that was authorized',
  'lib/usecases/import/run-import#keepProblem lacks recordAudit': ofTheBatch,
  'lib/usecases/import/run-import#runImport lacks authorize': 'the counts of a run that was authorized',
  'lib/usecases/import/run-import#runImport lacks recordAudit':
    'the step that it is handed does: see applyImport',
  'lib/usecases/institution/touched-rules#tellOwners lacks a transaction':
    'a step of a command, or of the job that tells others: that opens one, and the change itself is on record',
  'lib/usecases/record/sign-waiting#signWaiting lacks a transaction':
    'a step of a command, or of the job that signs: each opens one and puts on record what was signed',
  'lib/usecases/request/confirm-request#confirmRequest lacks recordAudit': ofVisitors,
  'lib/usecases/request/confirm-request#leaveRequest lacks recordAudit': ofVisitors,
  'lib/usecases/request/make-request#keepRequest lacks recordAudit': ofVisitors,
  'lib/usecases/request/settle-request#settleAndTell lacks a transaction':
    'a step of a command, or of the job that answers: that opens one, and the decision itself is on record',
  'lib/usecases/review/send-clock-mail#sendClockMail lacks a transaction':
    'of the job that reminds, which opens one: nobody acts, and what was said is kept in `review_clock_mail`',
};

const authorized = /authorize\(ctx.*\);/;
const recorded = /await recordAudit\([\s\S]*?\n\s*\}\);/;
const said = (offences: readonly Offence[]) =>
  offences.map(({ useCase, lacks }) => `${useCase} lacks ${lacks}`);
const bad = said(badWrites(sources, entries));

describe('every use case that writes', () => {
  test('asks whether its actor may and leaves an audit entry, in the transaction of the write', () => {
    expect(entries.size).toBeGreaterThan(60);
    expect([...new Set(bad)].sort()).toEqual(Object.keys(elsewhere).sort());
  });

  /** What is seen once that call is taken out of that file. */
  const without = (file: string, call: RegExp) => {
    const planted = sources.map((source) =>
      source.file === file ? { file, text: source.text.replace(call, '') } : source,
    );
    return said(badWrites(planted, entries)).filter((one) => !bad.includes(one));
  };

  test.each([
    ['rule/suspend-rule', authorized, ['rule/suspend-rule#suspendRule lacks authorize']],
    ['rule/suspend-rule', recorded, ['rule/suspend-rule#suspendRule lacks recordAudit']],
    ['review/cast-vote', recorded, ['review/cast-vote#castVote lacks recordAudit']],
    ['rule/publish-version', authorized, ['rule/publish-rule#publishRule lacks authorize']],
    ['import/apply-import', recorded, ['import/apply-import#applyImport lacks recordAudit']],
  ])('control: %s without what matches %s is seen', (file, call, expected) => {
    expect(without(`lib/usecases/${file}.ts`, call)).toEqual(expected.map((one) => `lib/usecases/${one}`));
  });
});
