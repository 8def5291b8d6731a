import { readFileSync } from 'node:fs';
import { inProject } from '@/scripts/project';
import { fault, type Fault } from './credit-faults';

const read = (file: string) => readFileSync(inProject(file), 'utf8');
const found = (file: string, wanted: RegExp) => [...read(file).matchAll(wanted)].map(([, text = '']) => text);

const fixed = 'lib/next/static-headers.ts';
const policy = 'lib/next/content-security-policy.ts';

/** Every header that the product sends for safety, and every part of its policies, left out once: read from the code, so that a new one is among them. */
export function headerFaults(): Fault[] {
  const [ofAll = ''] = read(fixed).split('/** Public data');
  const headers = [...ofAll.matchAll(/key: '([\w-]+)'/g)].map(([, name = '']) => name);
  const directives = found(policy, /^ {4}("[a-z-]+-(?:src|uri|ancestors) [^"]*"),$/gm);
  return [
    ...headers.map((name) =>
      fault(
        fixed,
        `${name} is not sent`,
        onlyAt(ofAll, `key: '${name}'`),
        onlyAt(ofAll, `key: '${name}'`).replace(name, 'X-Left-Out'),
      ),
    ),
    ...found(fixed, /([a-z-]+=\(\)(?:, )?)/g).map((feature) =>
      fault(fixed, `pages may use ${feature.replace(/=.*/, '')}`, feature, ''),
    ),
    fault(fixed, 'https is left after a minute', 'max-age=63072000', 'max-age=60'),
    fault(fixed, 'hosts below may leave https', '; includeSubDomains', ''),
    fault(fixed, 'our own answers are kept by others', "'cache-control': 'no-store',", ''),
    fault(
      fixed,
      'our own answers leave https',
      "...(secure && { 'strict-transport-security': strictTransport }),",
      '',
    ),
    fault(fixed, 'our own answers have no number', "'x-request-id': requestId,", ''),
    ...directives.map((directive) => fault(policy, `no ${directive}`, `${directive},`, '')),
    fault(
      policy,
      'no script-src',
      "`script-src 'nonce-${nonce}' 'strict-dynamic'${development ? \" 'unsafe-eval'\" : ''}`,",
      '',
    ),
    fault(policy, "no 'strict-dynamic'", " 'strict-dynamic'", ''),
    fault(
      policy,
      'no style-src',
      "development ? \"style-src 'self' 'unsafe-inline'\" : `style-src 'self' 'nonce-${nonce}'`,",
      '',
    ),
    fault(policy, 'no form-action', "`form-action ${[\"'self'\", ...formTargets].join(' ')}`,", ''),
    fault(policy, 'no upgrade-insecure-requests', "...(secure ? ['upgrade-insecure-requests'] : []),", ''),
    fault(
      policy,
      'the built product evaluates code',
      "development ? \" 'unsafe-eval'\" : ''",
      '" \'unsafe-eval\'"',
    ),
    fault(policy, 'files of strangers have an origin', "'none'; sandbox\"", "'none'\""),
    fault(policy, 'files of strangers load things', '"default-src \'none\'; sandbox"', '"sandbox"'),
    fault(
      'proxy.ts',
      'pages have no policy',
      "response.headers.set('content-security-policy', isFileOfStrangers(head.pathname) ? filePolicy : policy);",
      '',
    ),
    fault(
      'proxy.ts',
      'files of strangers have the policy of pages',
      'isFileOfStrangers(head.pathname) ? filePolicy : policy',
      'policy',
    ),
    fault('proxy.ts', 'answers have no number', "response.headers.set('x-request-id', requestId);", ''),
    fault(
      'proxy.ts',
      'pages leave https',
      "if (protocol === 'https:') response.headers.set('strict-transport-security', strictTransport);",
      '',
    ),
    fault(
      'proxy.ts',
      'all answers have one nonce',
      'crypto.getRandomValues(new Uint8Array(16))',
      'new Uint8Array(16)',
    ),
    fault(
      'next.config.ts',
      'the fixed headers are not sent',
      "{ source: '/:path*', headers: staticHeaders },",
      '',
    ),
    fault(
      'next.config.ts',
      'static files may load things',
      'value: "default-src \'none\'"',
      'value: "default-src \'self\'"',
    ),
    fault('next.config.ts', 'the framework says its name', 'poweredByHeader: false', 'poweredByHeader: true'),
  ].map((one) => ({ ...one, name: `headers: ${one.name}` }));
}

/** The header as it stands among those of every answer; public data has one of the same name. */
function onlyAt(ofAll: string, key: string): string {
  const at = ofAll.indexOf(key);
  return ofAll.slice(at, ofAll.indexOf("'", ofAll.indexOf('value:', at) + 10) + 1);
}

/** Those that say which headers are sent. */
export const testsOfHeaders = {
  unit: [
    'tests/unit/next/static-headers.test.ts',
    'tests/unit/next/content-security-policy.test.ts',
    'tests/unit/next/next-config.test.ts',
  ],
  integration: ['tests/integration/next/proxy-headers.test.ts'],
};
