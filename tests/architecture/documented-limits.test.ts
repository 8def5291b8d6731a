import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sessionHours } from '@/lib/db/sessions';
import { badgeLimits } from '@/lib/badge-reading/read-badge-apart';
import { largestBody, largestBodyOfVisitor, largestBodyWithBadge } from '@/lib/next/body-limit';
import { budgets } from '@/lib/next/rate-budget';
import { evidenceEndings, evidenceQuota, largestEvidence } from '@/lib/rule/evidence-file';
import { askersKept } from '@/lib/jobs/requests';
import { linkLimits } from '@/lib/usecases/account/request-sign-in-link';
import { mostOpenWishes } from '@/lib/usecases/request/make-request';
import { inProject } from '@/scripts/project';

const mega = 1024 * 1024;
/** The table of docs/security.md as the code would write it. */
const rows: Record<string, string> = {
  'a session': `ends after ${sessionHours.idle} hours without use and after ${sessionHours.absolute} hours in all; a person may have any number, sees them and can end all of them`,
  'a sign-in link': `works once, for ${linkLimits.minutes} minutes, in every browser that asked for one; ${linkLimits.openLinks} open ones a mailbox, and one more when none has ${linkLimits.fadingMinutes} minutes left`,
  'attempts to sign in': `${budgets.signIns} a minute and address`,
  writes: `${budgets.writes} a minute and person, or address of a visitor`,
  'requests to institutions': `${budgets.requests} an hour and address; ${mostOpenWishes.toLocaleString('en')} open wishes to list at one institution`,
  'mail to confirm an address': `${budgets.askerMails} a day and mailbox; the link works until the request is answered, ${askersKept.unconfirmed} days where nobody confirms`,
  'badges to check': `${budgets.badges} a minute and address; ${badgeLimits.atOnce} at once and ${badgeLimits.waiting} that wait, ${badgeLimits.mostTime} s and ${badgeLimits.mostMemory} MB each`,
  'a body': `${largestBodyOfVisitor / 1024} KB of a visitor, ${largestBodyWithBadge / mega} MB where a badge is handed in, ${largestBody / mega} MB of somebody signed in`,
  'a file of evidence': `${evidenceEndings.join(', ')}; ${largestEvidence / mega} MB; ${evidenceQuota.files} files and ${evidenceQuota.bytes / mega} MB a person in ${evidenceQuota.days} days`,
};

test('the limits that are written down are those that hold', () => {
  const documented = readFileSync(inProject('docs', 'security.md'), 'utf8');
  expect(
    Object.entries(rows).filter(([of, limit]) => !documented.includes(`| ${of} | ${limit} |\n`)),
  ).toEqual([]);
});
