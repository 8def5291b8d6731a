import { permissionOf, type ImportKind } from '@/lib/import/kind';
import type { Permission } from '@/lib/access/permission';
import {
  action,
  bothOf,
  decide,
  none,
  page,
  route,
  type Row,
  seenAs,
  toEverybody,
  toNobody,
  toTheSignedIn,
} from './row';
import type { PlainThing, Thing } from './tenant-shape';

const imports = bothOf((tenant) => tenant.imports);
const isMatched = ({ status }: PlainThing) => status === 'matching';
const matchedImports = bothOf((tenant) => tenant.imports.filter(isMatched));
/** One whose columns are to be matched leads those who may on to where they are. */
const otherImports = bothOf((tenant) => tenant.imports.filter((batch) => !isMatched(batch)));
/** One whose rows can be opened. */
const checkedImports = bothOf((tenant) => tenant.imports.filter(({ status }) => status === 'checked'));
const file = 'app/(registrar)/registrar/imports/actions.ts';
const kindOf = ({ label }: Thing) => label.split(' ')[1] as ImportKind;
const both = (permission: Permission) => (batch: PlainThing) =>
  [[permission], [permissionOf[kindOf(batch)]]] as const;
const certificates = bothOf(({ id, microCredential }) => [
  { tenantId: id, label: microCredential.title, ...microCredential },
]);
const institutions = bothOf(({ id, slug }) => [{ tenantId: id, id, label: slug, slug }]);
/** The rule that was signed, by the code that its label ends with. */
const decisions = bothOf(({ slug, rules }) =>
  rules
    .filter(({ status }) => status === 'published')
    .slice(0, 1)
    .map((rule) => ({ ...rule, slug, code: rule.label.split(' ')[1] ?? '' })),
);
const everybody = { expect: toEverybody };
const csv = 'code,title,credits\nNEW-1,New course,5\n';

export const rowsOfImports: Row[] = [
  page('/registrar/imports', {
    needs: () => [['import.list']],
    shows: (_, { tenant }) => [tenant?.imports[0]?.shown ?? ''],
  }),
  page('/registrar/imports/new', {
    needs: () => [['import.check'], [permissionOf.courses]],
    at: () => '/registrar/imports/new?kind=courses',
  }),
  page<PlainThing>('/registrar/imports/[batchId]/match', {
    things: matchedImports,
    needs: () => [['import.check'], [permissionOf.courses]],
    at: ({ id }) => `/registrar/imports/${id}/match`,
    shows: ({ shown }) => [shown],
  }),
  page<PlainThing>('/registrar/imports/[batchId]', {
    things: otherImports,
    needs: () => [['import.list']],
    at: ({ id }) => `/registrar/imports/${id}`,
    shows: ({ shown }) => [shown],
  }),
  page<PlainThing>('/registrar/imports/[batchId]/effect', {
    things: imports,
    needs: () => [['import.list'], ['rule.list']],
    at: ({ id }) => `/registrar/imports/${id}/effect`,
    shows: ({ shown }) => [shown],
  }),
  page<PlainThing>('/registrar/imports/[batchId]/undo', {
    things: imports,
    needs: () => [['import.list']],
    at: ({ id }) => `/registrar/imports/${id}/undo`,
    shows: ({ shown }) => [shown],
  }),
  page<PlainThing>('/registrar/imports/[batchId]/rows/[line]', {
    things: checkedImports,
    needs: both('import.check'),
    at: ({ id }) => `/registrar/imports/${id}/rows/2`,
    shows: ({ shown }) => [shown],
  }),
  route<PlainThing>('/registrar/imports/[batchId]/rejects', {
    things: imports,
    needs: () => [['import.list']],
    at: ({ id }) => `/registrar/imports/${id}/rejects`,
    shows: (_, { tenant }) => [`row ${tenant?.canary ?? ''}`],
  }),
  route('/registrar/imports/example/[kind]', {
    ...everybody,
    at: () => '/registrar/imports/example/courses',
  }),
  action(`${file}#receiveImportAction`, {
    // Courses in the shape of rules are refused after authorization.
    needs: () => [['import.check'], [permissionOf.courses]],
    fields: (_, { isAllowed }) => ({
      kind: 'courses',
      format: isAllowed ? 'mooc' : 'columns',
      onBadRows: 'stop',
      source: '',
      file: { fileName: 'courses.csv', type: 'text/csv', content: csv },
    }),
  }),
  action<PlainThing>(`${file}#matchColumnsAction`, {
    things: imports,
    needs: both('import.check'),
    fields: (batch, { isAllowed }) => ({
      batchId: batch.id,
      expectedVersion: seenAs(batch, isAllowed),
      sheet: '0',
      header: '0',
      'columns.0': 'code',
      'columns.1': 'title',
    }),
  }),
  action<PlainThing>(`${file}#checkAgainAction`, {
    things: imports,
    needs: both('import.check'),
    fields: ({ id }) => ({ batchId: id }),
  }),
  action<PlainThing>(`${file}#fixCellsAction`, {
    things: imports,
    needs: both('import.check'),
    fields: ({ id }, { isAllowed }) => ({
      batchId: id,
      // Each cell says what it showed; the version guards nothing. Whoever is allowed hears that nothing is changed.
      expectedVersion: '1',
      line: '2',
      'cells.0.column': 'title',
      'cells.0.seen': isAllowed ? 'B' : 'A',
      'cells.0.value': 'B',
    }),
  }),
  action<PlainThing>(`${file}#checkFixedAction`, {
    things: imports,
    needs: both('import.check'),
    fields: (batch, { isAllowed }) => ({ batchId: batch.id, expectedVersion: seenAs(batch, isAllowed) }),
  }),
  action<PlainThing>(`${file}#startImportAction`, {
    things: imports,
    needs: both('import.apply'),
    fields: (batch, { isAllowed }) => ({
      batchId: batch.id,
      onBadRows: 'skip',
      expectedVersion: seenAs(batch, isAllowed),
    }),
  }),
  action<PlainThing>(`${file}#undoImportAction`, {
    things: imports,
    needs: (batch) => [
      ...both('import.undo')(batch),
      // Whoever may not withdraw what somebody decided does not undo the import that it came with.
      ...(batch.authorId ? [['rule.withdraw', { tenantId: null, authorId: batch.authorId }] as const] : []),
    ],
    fields: (batch, { isAllowed }) => ({ batchId: batch.id, expectedVersion: seenAs(batch, isAllowed) }),
  }),
  action<PlainThing>(`${file}#publishImportedAction`, {
    things: imports,
    needs: ({ importedById }) => [
      ['rule.publishImported', { tenantId: null, ...(importedById && { importedById }) }],
    ],
    fields: (batch, { isAllowed }) => ({ batchId: batch.id, expectedVersion: seenAs(batch, isAllowed) }),
  }),
];

const account = 'app/(account)/account/actions.ts';
const signIn = 'app/(account)/sign-in/actions.ts';
const noForm = () => ({});

export const rowsOfAccounts: Row[] = [
  page('/account', { expect: toTheSignedIn }),
  // Leads everybody on, and shows nothing itself.
  route('/start', everybody),
  page('/sign-in', everybody),
  page('/sign-in/link', everybody),
  route('/sign-in/provider', {
    expect: toNobody('not_found', 'account/no-provider'),
    form: () => ({ next: '/' }),
  }),
  route('/api/auth/callback/oidc', { expect: toNobody('not_found', 'account/no-provider') }),
  action(`${account}#signOutAction`, { ...everybody, fields: noForm, writes: true }),
  action(`${account}#endSessionsAction`, { expect: toTheSignedIn, fields: noForm, writes: true }),
  action<Thing>(`${account}#chooseInstitutionAction`, {
    things: institutions,
    fields: ({ id }) => ({ tenantId: id }),
    // A guest is on no staff, so no institution is theirs to choose.
    expect: (party, thing) =>
      party.actor.kind === 'guest'
        ? { allowed: false, code: 'not_found', reason: 'account/not-a-member' }
        : decide(party, thing, [], 'load'),
  }),
  action(`${signIn}#signInDemonstrationAction`, {
    things: bothOf((tenant) => tenant.persons.filter(({ label }) => label === 'registrar')),
    expect: toNobody('forbidden', 'account/no-demonstration'),
    fields: ({ tenantId, id }) => ({ person: `${tenantId}/${id}` }),
  }),
  action(`${signIn}#requestSignInLinkAction`, {
    expect: toNobody('forbidden', 'account/no-mail'),
    fields: () => ({ email: 'somebody@example.test' }),
  }),
  action(`${signIn}#redeemSignInLinkAction`, {
    expect: toNobody('forbidden', 'account/link-elsewhere'),
    fields: () => ({ token: 'guessed' }),
  }),
];

export const rowsOfPublicPlaces: Row[] = [
  page('/', everybody),
  page('/catalog', everybody),
  page('/catalog/compare', {
    ...everybody,
    things: certificates,
    at: ({ slug }) => `/catalog/compare?compare=${slug}`,
    shows: ({ title }) => [title],
  }),
  page('/catalog/[slug]', {
    ...everybody,
    things: certificates,
    at: ({ slug }) => `/catalog/${slug}`,
    shows: ({ title }) => [title],
  }),
  page('/catalog/[slug]/credit', {
    ...everybody,
    things: certificates,
    at: ({ slug }) => `/catalog/${slug}/credit`,
  }),
  page('/estimate', {
    ...everybody,
    things: institutions,
    at: ({ slug }) => `/estimate?institution=${slug}`,
  }),
  page('/signposts', { ...everybody, at: () => '/signposts?q=credit' }),
  page('/help', everybody),
  page('/institutions', everybody),
  page('/institutions/[slug]', {
    ...everybody,
    things: institutions,
    at: ({ slug }) => `/institutions/${slug}`,
  }),
  page('/institutions/[slug]/policies', {
    ...everybody,
    things: institutions,
    at: ({ slug }) => `/institutions/${slug}/policies`,
  }),
  page('/institutions/[slug]/figures', {
    ...everybody,
    things: institutions,
    at: ({ slug }) => `/institutions/${slug}/figures`,
  }),
  page('/institutions/[slug]/decisions/[code]/[version]', {
    ...everybody,
    things: decisions,
    at: ({ slug, code }) => `/institutions/${slug}/decisions/${code}/1`,
  }),
  route('/institutions/[slug]/decisions/[code]/[version]/record', {
    ...everybody,
    things: decisions,
    at: ({ slug, code }) => `/institutions/${slug}/decisions/${code}/1/record`,
  }),
  route('/institutions/[slug]/did.json', {
    ...everybody,
    things: institutions,
    at: ({ slug }) => `/institutions/${slug}/did.json`,
  }),
  route('/institutions/[slug]/status/[purpose]/[list]', {
    ...everybody,
    // The keys of the matrix are nobody's, and nothing is signed with them.
    passed: ['record/secret-changed'],
    things: institutions,
    at: ({ slug }) => `/institutions/${slug}/status/revocation/1`,
  }),
  // Whoever has its address, which nobody guesses, sees what a badge says.
  page<PlainThing & { slug: string }>('/institutions/[slug]/badges/[id]', {
    ...everybody,
    things: bothOf(({ slug, badges }) => badges.map((badge) => ({ ...badge, slug }))),
    at: ({ slug, id }) => `/institutions/${slug}/badges/${id}`,
    shows: ({ shown }) => [shown],
  }),
  route('/contexts/credit-decision/v1', everybody),
  page('/organizations/[slug]', {
    ...everybody,
    things: institutions,
    at: ({ slug }) => `/organizations/provider-${slug}`,
  }),
  route('/api/health/live', everybody),
  // Not ready just now is an answer, and one that everybody may have: a busy machine gives it.
  {
    ...route('/api/health/ready', everybody),
    judge: (reply) => (reply.status === 503 ? { ...reply, code: '', reason: '' } : reply),
  },
  route('/api/v1/catalog', everybody),
  route('/api/v1/catalog.csv', everybody),
  route('/api/v1/decisions', everybody),
  route('/api/v1/decisions.csv', everybody),
  route('/api/v1/catalog/suggestions', everybody),
  route('/api/v1/catalog/marks', everybody),
  route('/api/v1/catalog/[slug]', {
    ...everybody,
    things: certificates,
    at: ({ slug }) => `/api/v1/catalog/${slug}`,
  }),
  route('/api/v1/signposts', everybody),
  route('/api/v1', everybody),
  route('/api/v1/[...path]', {
    expect: toNobody('not_found', 'api/no-such-address'),
    at: () => '/api/v1/nothing/of/that/name',
  }),
  route('/icon.svg', { ...everybody, things: none }),
  route('/favicon.ico', { ...everybody, things: none }),
  route('/robots.txt', everybody),
  route('/sitemap.xml', everybody),
  route<Thing & { slug: string }>('/picture/[slug]', {
    ...everybody,
    things: certificates,
    at: ({ slug }) => `/picture/${slug}`,
  }),
  route('/sitemap/[part]', { ...everybody, at: () => '/sitemap/1' }),
  route('/theme', { ...everybody, form: () => ({ theme: 'dark' }) }),
];
