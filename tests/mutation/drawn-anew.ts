import { fault, type Fault } from './credit-faults';

/** Drawn anew in the same way, once all others were noticed: what tests that were not written for a fault find of it. */
export const drawnAnew: readonly Fault[] = [
  fault(
    'lib/rule/lint/tiers.ts',
    'the opposite of start !== undefined',
    'const starts = [a.minScore, b.minScore].filter((start) => start !==',
    'const starts = [a.minScore, b.minScore].filter((start) => start ===',
  ),
  fault(
    'lib/catalog/search-query.ts',
    "always the first of given === undefined ? [] : typeof given === 'string' ? [given] : given",
    "  const one = (field: string, clean = cleanText): string => {\n    const given = raw[field];\n    const list = given === undefined ? [] : typeof given === 'string' ? [given] : given;",
    "  const one = (field: string, clean = cleanText): string => {\n    const given = raw[field];\n    const list = true ? [] : typeof given === 'string' ? [given] : given;",
  ),
  fault(
    'lib/next/without-values.mjs',
    "at the boundary of word.indexOf('@') > 0",
    ".replace(/[^\\s<>()]+/g, (word) => (word.indexOf('@') >",
    ".replace(/[^\\s<>()]+/g, (word) => (word.indexOf('@') >=",
  ),
  fault(
    'lib/rule/lint/reach.ts',
    "no early end when 'assessment' in premise",
    "if ('assessment' in premise) return [];\n  const [name, branches]",
    'if (false) return [];\n  const [name, branches]',
  ),
  // In place of "no early end when codes.length === 0": of no codes no department is found either.
  fault(
    'lib/review/rubric.ts',
    'the opposite of score.criterion === criterion',
    'const given = scores.filter((score) => score.criterion ===',
    'const given = scores.filter((score) => score.criterion !==',
  ),
  fault(
    'lib/catalog/offer.ts',
    'nothing is filtered by ({ answer }) => answer?.withheld === null',
    '.filter(({ answer }) => answer?.withheld === null)',
    '',
  ),
  fault(
    'lib/usecases/catalog/estimate-credit.ts',
    'one is enough of query.termStart !== null && { termStart: query.termStart }',
    '...(query.termStart !== null &&',
    '...(query.termStart !== null ||',
  ),
  fault(
    'lib/import/equivalency-row.ts',
    'one is enough of minScore !== null && belowScore !== null && !isLess(minScore, belowScore)',
    'if (minScore !== null && belowScore !== null &&',
    'if (minScore !== null && belowScore !== null ||',
  ),
  fault(
    'lib/institution/policy-form.ts',
    'one is enough of pairs.length > 0 && { conversions: Object.fromEntries(pairs) }',
    '...(pairs.length > 0 &&',
    '...(pairs.length > 0 ||',
  ),
  fault(
    'lib/usecases/review/finish-stage.ts',
    "always the first of outcome === 'failed' ? rejectionFrom(votes, ending.publicReason) ",
    "const rejection = outcome === 'failed'",
    'const rejection = true',
  ),
  fault(
    'lib/search/read-query.ts',
    'one is enough of distance > 0 && distance <= slips',
    'return distance > 0 &&',
    'return distance > 0 ||',
  ),
  fault(
    'lib/reading/read-records.ts',
    'both are asked of overlong || whole.length > longestRow',
    'yield overlong ||',
    'yield overlong &&',
  ),
  // In place of "at the boundary of a > b": of two equal days either is the later one.
  fault(
    'lib/review/eligibility.ts',
    "no early end when status !== 'open'",
    "): Result<true, 'review/stage-closed' | 'review/declare-first'> {\n  if (status !== 'open') return fail('review/stage-closed');",
    "): Result<true, 'review/stage-closed' | 'review/declare-first'> {\n  if (false) return fail('review/stage-closed');",
  ),
  fault(
    'lib/db/sessions.ts',
    'no early end when !session || session.expires.getTime() <= at',
    '!session || session.expires.getTime() <= at',
    'false',
  ),
  fault(
    'lib/catalog/estimate-query.ts',
    "the opposite of typeof given === 'string'",
    'return (given === undefined ? [] : typeof given ===',
    'return (given === undefined ? [] : typeof given !==',
  ),
  fault(
    'lib/usecases/rule/route-rule.ts',
    'one is enough of departmentId !== null && version.departmentId === null',
    'if (departmentId !== null &&',
    'if (departmentId !== null ||',
  ),
  fault(
    'lib/usecases/account/redeem-sign-in-link.ts',
    'nothing refuses account/link-not-valid',
    "if (!link || !(await identities.isKnownMailbox(ctx.database, link.email)))\n    refuse('forbidden', 'account/link-not-valid');",
    '',
  ),
  fault(
    'lib/rule/lint/ambiguity.ts',
    'at the boundary of first >= start',
    'return first && first >=',
    'return first && first >',
  ),
  fault(
    'lib/usecases/review/deliberation.ts',
    'nothing is filtered by (score) => score.stageId === current.stage.id && score.personId ===',
    '.filter(\n    (score) => score.stageId === current.stage.id && score.personId === actor.personId,\n  )',
    '',
  ),
  fault(
    'lib/import/equivalency-rule.ts',
    'one is enough of only && leaves.length === 1',
    '    return only && leaves.length === 1 ? only : { all: leaves };',
    '    return only || leaves.length === 1 ? only : { all: leaves };',
  ),
  fault(
    'lib/catalog/entry.ts',
    'the opposite of tenantId === institution.id',
    'const proposal = considered.find(({ tenantId }) => tenantId ===',
    'const proposal = considered.find(({ tenantId }) => tenantId !==',
  ),
  // In place of "at the boundary of counts.approve * 2 > cast": half of the votes are a tie, which is settled before.
  fault('lib/catalog/compare-offers.ts', 'no early end when total === null', 'total === null', 'false'),
  fault(
    'lib/review/next-stage.ts',
    "always the first of following.kind === 'dean' ? 'in_dean' : 'in_committee'",
    "following.kind === 'dean'",
    'true',
  ),
  fault(
    'lib/rule/rule-form.ts',
    'always the first of parts.length > 0 ? parts : null',
    'parts.length > 0',
    'true',
  ),
  fault(
    'lib/usecases/import/save-micro-credential-rows.ts',
    'always when !fresh.has(row.key)',
    'if (!fresh.has(row.key)) added.push(row);',
    'added.push(row);',
  ),
  fault(
    'lib/import/change-notes.ts',
    'no early end when value === null || value === undefined',
    "  if (value === null || value === undefined) return '';",
    "  if (false) return '';",
  ),
  fault(
    'lib/usecases/catalog/find-offers.ts',
    'the opposite of ownId === null',
    '      ...(ownId === null ? [] : [ownId]),',
    '      ...(ownId !== null ? [] : [ownId]),',
  ),
  fault(
    'lib/review/rule-size.ts',
    "always the first of 'fromSource' in credits ? credits.max : credits",
    "'fromSource' in credits",
    'true',
  ),
  fault(
    'lib/usecases/catalog/view-micro-credential.ts',
    'at the boundary of read.length > mostRules',
    'const isCut = read.length >',
    'const isCut = read.length >=',
  ),
  fault(
    'lib/rule/lint/outcomes.ts',
    "one is enough of basis.adoption === 'asIs' && minimum",
    "if (basis.adoption === 'asIs' &&",
    "if (basis.adoption === 'asIs' ||",
  ),
  fault(
    'lib/review/eligibility.ts',
    'no early end when !coverage.isComplete',
    '!coverage.isComplete',
    'false',
  ),
  fault(
    'lib/usecases/institution/view-program.ts',
    "always the first of problem === null ? await touchedRules(tx, ctx, [{ subject: 'program', ",
    'problem === null',
    'true',
  ),
  // In place of "at the boundary of known.ordinal < vote.ordinal": one person has no number twice.
  fault(
    'lib/rule/blank-form.ts',
    'the opposite of value !== null',
    "} else if (typeof value === 'object' && value !==",
    "} else if (typeof value === 'object' && value ===",
  ),
  fault(
    'lib/db/rules.ts',
    'the opposite of codes.length === 0',
    'if (codes.length ===',
    'if (codes.length !==',
  ),
  fault(
    'lib/usecases/rule/list-work.ts',
    'its author is not left out of who settles conditions',
    "standings: ['conditionally_approved'], settleableBy: actor.personId, ",
    "standings: ['conditionally_approved'], ",
  ),
  fault(
    'lib/institution/policy-adoption.ts',
    'at the boundary of effectiveFrom <= day',
    '({ effectiveFrom, adoptedAt }) => effectiveFrom <=',
    '({ effectiveFrom, adoptedAt }) => effectiveFrom <',
  ),
  fault(
    'lib/catalog/holds-in-program.ts',
    'what names every program holds in none by its name',
    " || programs.includes('*')",
    '',
  ),
  fault(
    'lib/rule/first-definition.ts',
    'one is enough of precedent.exclusive && { exclusive: precedent.exclusive }',
    '...(precedent.exclusive &&',
    '...(precedent.exclusive ||',
  ),
  fault(
    'lib/rule/rule-version.ts',
    'no early end when version.publishedAt !== null',
    'version.publishedAt !== null',
    'false',
  ),
  fault(
    'lib/import/formats.ts',
    "the opposite of typeof value === 'object'",
    "  return typeof value === 'object' && value !== null ? (value as RawRow)[name] : undefined;",
    "  return typeof value !== 'object' && value !== null ? (value as RawRow)[name] : undefined;",
  ),
];
