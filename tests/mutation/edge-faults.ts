import { fault, type Fault } from './credit-faults';

// That a superuser may not serve is asked twice: who is one is a member of the owner as well.
/** What guards cookies, budgets and the start, each taken away once. @source docs/security.md, "What is promised, and what shows it" */
export const guardFaults = {
  cookies: [
    fault('lib/auth/session-jar.ts', 'scripts read the session', 'httpOnly: true', 'httpOnly: false'),
    fault(
      'lib/auth/session-jar.ts',
      'the session goes with requests of other sites',
      "sameSite: 'lax'",
      "sameSite: 'none'",
    ),
    fault(
      'lib/auth/session-jar.ts',
      'the session goes over plain connections',
      "secure: env().NEXTAUTH_URL.startsWith('https:')",
      'secure: false',
    ),
    fault(
      'lib/auth/provider-sign-in.ts',
      'scripts read the session of the provider',
      "httpOnly: true, sameSite: 'lax' as const, path: '/', secure",
      "httpOnly: false, sameSite: 'lax' as const, path: '/', secure",
    ),
    fault(
      'lib/auth/provider-sign-in.ts',
      'the session of the provider goes over plain connections',
      "path: '/', secure };",
      "path: '/', secure: false && secure };",
    ),
    fault(
      'app/theme/route.ts',
      'the appearance goes over plain connections',
      "secure: NEXTAUTH_URL.startsWith('https:'),",
      'secure: false,',
    ),
    fault(
      'app/theme/route.ts',
      'the appearance goes with requests of other sites',
      "sameSite: 'lax',",
      "sameSite: 'none',",
    ),
    fault(
      'lib/auth/cookie-name.ts',
      'cookies are bound to no host',
      "baseUrl.startsWith('https:') ? '__Host-' : ''",
      "''",
    ),
  ],
  budgets: [
    fault(
      'lib/next/define-action.ts',
      'writes take from no budget',
      'await spendWrite(ctx.actor, await callerAddress());',
      '',
    ),
    fault(
      'lib/auth/sign-in-link.ts',
      'asking for links takes from no budget',
      'await spendSignIn(await callerAddress());\n  const jar = await cookies();\n  const { browserSecret',
      'const jar = await cookies();\n  const { browserSecret',
    ),
    fault(
      'lib/auth/sign-in-link.ts',
      'redeeming links takes from no budget',
      'await spendSignIn(await callerAddress());\n  const jar = await cookies();\n  const opened',
      'const jar = await cookies();\n  const opened',
    ),
    fault(
      'app/api/auth/callback/oidc/route.ts',
      'answers of the provider take from no budget',
      'await spendSignIn(await callerAddress());',
      '',
    ),
    fault(
      'app/(account)/sign-in/provider/route.ts',
      'going to the provider takes from no budget',
      'await spendSignIn(await callerAddress());',
      '',
    ),
    fault(
      'lib/next/request-gate.ts',
      'asking takes from no budget',
      'const retryAfter = await spend(caller, asked.cost);',
      'const retryAfter = await Promise.resolve<number | null>(null);',
    ),
    fault(
      'lib/next/rate-budget.ts',
      'each IPv6 address has a budget of its own',
      "`${all.slice(0, 4).join(':')}::/64`",
      'address',
    ),
  ],
  start: [
    fault(
      'lib/next/shared-database.ts',
      'the start does not ask what its role may do',
      'await assertLeastPrivilege(opened);',
      '',
    ),
    fault(
      'lib/db/client.ts',
      'the start does not ask what the role for public data may do',
      "['public', publicPool],",
      '',
    ),
    ...[
      ['a superuser may serve', '...(role.isSuperuser ? [`${name} is a superuser`] : []),'],
      [
        'a role past row-level security may serve',
        '...(role.bypassesRowSecurity ? [`${name} bypasses row-level security`] : []),',
      ],
      [
        'a role that makes roles may serve',
        '...(role.makesRolesOrDatabases ? [`${name} may make roles or databases`] : []),',
      ],
      ['an owner of tables may serve', '...(role.owns > 0 ? [`${name} owns ${role.owns} tables`] : []),'],
      ['a member of the owner may serve', '...(role.actsAsOwner ? [`${name} may act as app_owner`] : []),'],
      [
        'a role for public data that writes may serve',
        "...(door === 'public' && role.writes > 0 ? [`${name} may write ${role.writes} tables`] : []),",
      ],
    ].map(([name = '', find = '']) => fault('lib/db/role-rights.ts', name, find, '')),
    fault(
      'scripts/product/clock.ts',
      'a clock that was set back starts',
      'if (newest === null || !found?.isFar) return;',
      'if (newest === null || found !== undefined) return;',
    ),
    fault(
      'scripts/database/data-folder.ts',
      'data of another version of PostgreSQL is used',
      'if (written !== String(ours))',
      'if (written.length > 9)',
    ),
    fault(
      'scripts/database/data-folder.ts',
      'a folder with something else in it is used',
      'if (!isEmpty)\n',
      'if (!isEmpty && folder === "")\n',
    ),
    fault(
      'scripts/database/data-folder.ts',
      'a database that is gone is begun anew',
      'if (existsSync(markOf(place)))\n',
      'if (existsSync(`${markOf(place)}.never`))\n',
    ),
    fault(
      'scripts/secrets.ts',
      'a new secret is made beside a database',
      "if (hasHadDatabase(path.join(home, 'postgres')))",
      "if (hasHadDatabase(path.join(home, 'nowhere')))",
    ),
    fault(
      'scripts/secrets.ts',
      'others on the machine read the secret',
      '{ mode: 0o600, flush: true });\n  return secret;',
      '{ mode: 0o644, flush: true });\n  return secret;',
    ),
    fault(
      'scripts/secrets.ts',
      'a damaged secret is taken',
      'if (!read.success) throw',
      'if (read.error?.message === "") throw',
    ),
  ],
} as const satisfies Record<string, readonly Fault[]>;

/** The same, and who is let in, among the faults that the nearest tests are asked about. */
export const edgeFaults: readonly Fault[] = [
  ...Object.values(guardFaults).flat(),
  fault(
    'lib/usecases/account/redeem-sign-in-link.ts',
    'a link for a mailbox that nobody has any more signs in',
    '!link || !(link.opensAccount || (await identities.isKnownMailbox(ctx.database, link.email)))',
    '!link',
  ),
].map((one) => ({ ...one, name: `at the edge: ${one.name}` }));
