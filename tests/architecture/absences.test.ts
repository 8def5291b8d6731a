import { describe, expect, test } from 'vitest';
import { type Source, sourcesOf } from './sources';

/** What the product does without; each is looked for in what runs, and would be found. */
const absences: Record<string, { what: RegExp; planted: string; but?: string[] }> = {
  '1.2.5 no process or other interpreter is started': {
    what: /child_process|worker_threads|node:vm|\beval\(|new Function\(/,
    planted: "import { exec } from 'node:child_process'",
    // Our own programs, for strangers' files and badges and for what suggests; no shell is asked, and no word of anybody's is among their arguments.
    but: [
      'lib/badge-reading/read-badge-apart.ts',
      'lib/reading/read-apart.ts',
      'lib/suggesting/suggest-apart.ts',
    ],
  },
  '1.2.9 no regular expression is built from text': { what: /\bRegExp\(/, planted: 'new RegExp(words)' },
  '3.5.5 no message of another window is heard': {
    what: /onmessage|postMessage\(|addEventListener\(\s*['"]message/,
    planted: "window.addEventListener('message', take)",
  },
  '11.3.1 nothing is encrypted by code of ours': {
    what: /createCipher|createDecipher|publicEncrypt|privateDecrypt|subtle\./,
    planted: "createCipheriv('aes-128-ecb', key, null)",
  },
  '11.4.1 nothing is hashed but by SHA-256': {
    what: /create(Hash|Hmac)\((?!'sha256')|\bhash\('(?!sha256)/,
    planted: "createHash('md5')",
  },
  '11.5.1 nothing is drawn from a generator that can be guessed': {
    what: /Math\.random|randomBytes\((?:\d|1[0-5])\)/,
    planted: 'Math.random().toString(36)',
  },
  '12.3.2 no certificate of others goes unchecked': {
    what: /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/,
    planted: '{ rejectUnauthorized: false }',
  },
  '13.2.4 nothing outside is called but the database, the mail server, the identity provider and what a badge names':
    {
      what: /(?<!\.)\bfetch\(|from 'node:(https?|net|tls|dns|dgram)'|from '(nodemailer|pg|undici|next-auth)'/,
      planted: 'await fetch(url)',
      // The door reads what comes in, counts it and packs pages; the two components and the script of pages call their own site from a browser, which the policy lets call nobody else.
      but: [
        // The one door to the web, for badges; in a process that knows nothing of ours.
        'lib/badge-reading/guarded-fetch.ts',
        'lib/db/client.ts',
        'lib/db/one-at-a-time.ts',
        'lib/adapters/smtp-mailer.ts',
        'lib/auth/ask-next-auth.ts',
        'lib/auth/provider-sign-in.ts',
        'lib/auth/provider-issuer.ts',
        'lib/next/answered-status.ts',
        'lib/next/clean-requests.ts',
        'lib/next/request-gate.ts',
        'lib/next/stand-in-front.ts',
        'lib/next/watch-requests.ts',
        'components/rule/use-trial.ts',
        'components/ui/use-found.ts',
        'lib/next/plain-pages.ts',
        'lib/page-script/follow-form.ts',
        'lib/page-script/kept-searches.ts',
        'lib/page-script/suggest.ts',
      ],
    },
  '14.3.3 nothing is kept in the storage of a browser but searches that a visitor keeps': {
    what: /localStorage|sessionStorage|indexedDB|caches\.open/,
    planted: "localStorage.setItem('email', email)",
    // A visitor who asks for it keeps searches of the public catalog: no session, no name, nothing of staff.
    but: ['lib/page-script/kept-searches.ts'],
  },
  '16.2.3 nothing is written to a log but in one place': {
    what: /console\.\w+\(|process\.std(out|err)/,
    planted: 'console.log(person)',
    but: ['lib/next/log.ts'],
  },
};

const found = ({ what, but = [] }: { what: RegExp; but?: string[] }, sources: readonly Source[]) =>
  sources.filter(({ file, text }) => what.test(text) && !but.includes(file)).map(({ file }) => file);

describe('what the product does without', () => {
  const sources = sourcesOf('app', 'components', 'lib', 'proxy.ts', 'instrumentation.ts');

  test.each(Object.keys(absences))('%s', (name) => {
    const absence = absences[name] ?? { what: /^/, planted: '' };
    expect(found(absence, sources)).toEqual([]);
    expect(found(absence, [{ file: 'lib/planted.ts', text: absence.planted }])).toHaveLength(1);
  });
});
