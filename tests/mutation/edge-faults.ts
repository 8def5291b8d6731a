import { fault, type Fault } from './credit-faults';

// That a superuser may not serve is asked twice: who is one is a member of the owner as well.
/** What guards sessions, budgets and the start, each taken away once. @source docs/security.md, "What is promised, and what shows it" */
export const edgeFaults: readonly Fault[] = [
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
    'lib/next/shared-database.ts',
    'the start does not ask what its role may do',
    'await assertLeastPrivilege(opened);',
    '',
  ),
  fault('lib/db/client.ts', 'a role past row-level security may serve', 'AND NOT r.rolbypassrls', ''),
  fault(
    'lib/db/client.ts',
    'an owner of tables may serve',
    "AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace)",
    '',
  ),
  fault(
    'lib/db/client.ts',
    'a member of the owner may serve',
    "AND NOT pg_has_role(r.oid, 'app_owner', 'MEMBER') AS ok",
    'AS ok',
  ),
  fault(
    'lib/usecases/account/redeem-sign-in-link.ts',
    'a link for a mailbox that nobody has any more signs in',
    '!link || !(await identities.isKnownMailbox(ctx.database, link.email))',
    '!link',
  ),
].map((one) => ({ ...one, name: `at the edge: ${one.name}` }));
