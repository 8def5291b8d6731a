/* Who may import whom. Each rule says why in its comment; guards.test.ts breaks each one and expects red. */
const pure =
  '^lib/(kernel|amount|credit|institution|micro-credential|rule|search|catalog|review|figures|access|audit|import|suggest|badge|claim|signed-record)/';
const tests = '^tests/';
// That every verb authorizes is held by layout.test.ts: which files are verbs shows only in who calls them.

/** Where the product begins: pages, commands of package.json, files that the framework or a tool reads by name. */
const entries = [
  '^app/',
  '^scripts/[^/]+\\.(ts|mjs)$',
  '^(proxy|instrumentation|next\\.config)\\.ts$',
  '^lib/next/(messages|next-intl\\.d)\\.ts$',
  '^prisma/seed/index\\.ts$',
  '^prisma/prisma\\.config\\.ts$',
  // Started by lib/reading/read-apart.ts, by its name.
  '^lib/reading/program\\.ts$',
  // Started by lib/badge-reading/read-badge-apart.ts, by its name.
  '^lib/badge-reading/program\\.ts$',
  // Started by lib/suggesting/suggest-apart.ts, by its name.
  '^lib/suggesting/program\\.ts$',
  // Made one file of by scripts/product/programs-apart.ts, by its name.
  '^lib/page-script/program\\.ts$',
  // Started by scripts/log/keeper.ts, by its name.
  '^scripts/log/keep\\.mjs$',
];

/** What each pure module may read besides itself: only what stands to its left. */
const left = {
  kernel: [],
  amount: ['kernel'],
  credit: ['kernel', 'amount'],
  institution: ['kernel', 'amount', 'credit'],
  'micro-credential': ['kernel', 'amount', 'credit'],
  rule: ['kernel', 'amount', 'credit', 'institution', 'micro-credential'],
  search: [],
  catalog: ['kernel', 'amount', 'credit', 'institution', 'micro-credential', 'rule', 'search'],
  review: ['kernel', 'amount', 'credit', 'institution', 'micro-credential', 'rule'],
  figures: ['kernel', 'review'],
  import: ['kernel', 'amount', 'credit', 'institution', 'micro-credential', 'rule'],
  export: ['kernel', 'amount', 'credit', 'institution', 'micro-credential', 'rule', 'import'],
  audit: ['kernel'],
  suggest: ['kernel'],
  badge: ['kernel', 'micro-credential'],
  claim: [
    'kernel',
    'amount',
    'credit',
    'institution',
    'micro-credential',
    'rule',
    'catalog',
    'review',
    'badge',
  ],
  'signed-record': ['kernel', 'amount', 'credit', 'catalog'],
};

const directions = Object.entries(left).map(([name, readable]) => ({
  name: `direction-${name}`,
  comment: `lib/${name} reads ${readable.length > 0 ? readable.join(', ') : 'nothing else'} of this project.`,
  severity: 'error',
  from: { path: `^lib/${name}/` },
  to: {
    path: '^(lib|app|components|prisma|scripts|messages)/',
    // A policy version carries the stages of review; the form of a stage is a leaf of its own and reads nothing back.
    // Who somebody is and what one may do are words that everybody uses; the table itself is not.
    pathNot: [
      '^lib/access/(actor|permission|stage-roles)\\.ts$',
      `^lib/(${[name, ...readable].join('|')})/`,
      ...(name === 'institution' ? ['^lib/review/stage-config\\.ts$'] : []),
      // What an import writes into the record of a rule is written in words.
      ...(name === 'import' ? ['^messages/en/record\\.json$'] : []),
    ],
  },
}));

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'no-cycles',
      comment: 'Two files that need each other, be it for types alone, are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-reaches-nothing',
      comment:
        'Not even through a third file does a decision reach the database, the framework or the network.',
      severity: 'error',
      from: { path: pure },
      to: {
        path: '^(lib/(db|next|auth|adapters|jobs|usecases|env)|app/|components/|node_modules/(next|react|@prisma|pg|nodemailer)/)',
        reachable: true,
      },
    },
    {
      name: 'pure-packages',
      comment: 'Pure modules use these packages and no others.',
      severity: 'error',
      from: { path: pure },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'core'],
        pathNot: '^node_modules/(zod|fraction\\.js|csv-parse|@orama/stemmers)/',
      },
    },
    {
      name: 'one-door-to-the-database',
      comment: 'Only lib/db knows the generated client and Prisma; scripts migrate with its engine.',
      severity: 'error',
      from: {
        pathNot: [
          '^lib/db/',
          '^scripts/database/',
          '^prisma/prisma\\.config\\.ts$',
          '^tests/architecture/framework-internals\\.test\\.ts$',
        ],
      },
      to: { path: '^(lib/db/generated/|node_modules/@?prisma/)' },
    },
    {
      name: 'usecases-know-no-framework',
      comment:
        'A use case knows nothing of HTTP, pages or the environment, and reaches the outside only through ports.',
      severity: 'error',
      from: { path: '^lib/usecases/' },
      to: {
        path: '^(lib/(next|auth|adapters|env)|app/|components/|scripts/|node_modules/(next|react|next-intl|next-auth|pg|nodemailer)/)',
      },
    },
    {
      name: 'files-are-read-apart',
      comment:
        'What a stranger hands in is read in a process of its own: nobody but its program reaches what reads, or a package that does.',
      severity: 'error',
      // A command that verifies an archive of ours is a process of its own; the answer of a student system is a text within the bounds of a form.
      from: {
        path: '^(app|components|lib|scripts|prisma)/',
        pathNot:
          '^(lib/(badge-)?reading/|scripts/accreditation-verify\\.mjs$|lib/claim/acknowledgement\\.ts$)',
      },
      to: { path: '^(lib/reading/(?!read-apart\\.ts$)|node_modules/(csv-parse|yauzl|saxes)/)' },
    },
    {
      name: 'the-reader-is-started-only',
      comment:
        'Whoever starts the reader does not become it: it knows what is said, and nothing of the reading.',
      severity: 'error',
      from: { path: '^lib/reading/read-apart\\.ts$' },
      to: { path: '^lib/reading/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'badges-are-read-apart',
      comment:
        'A badge is parsed, looked up and proved in a process of its own, and by nothing else is the web asked: nobody but its program reaches what does.',
      severity: 'error',
      from: {
        path: '^(app|components|lib|scripts|prisma)/',
        // What is signed here is ours and no stranger's; it is written in the vocabularies by which it will be read.
        pathNot: '^lib/(badge-reading/(?!read-badge-apart)|signing/)',
      },
      to: {
        path: '^(lib/badge-reading/(?!read-badge-apart\\.ts$)|node_modules/(@digitalbazaar/|jsonld|jose/|ipaddr\\.js/|ajv))',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'suggestions-are-made-apart',
      comment:
        'What learns and suggests is busy for seconds: it is reached in a process of its own, and by commands that measure it.',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: '^lib/(suggest/|suggesting/program\\.ts$)' },
      to: {
        path: '^lib/suggest/(knowledge|evidence|judgement|suggest)\\.ts$|^lib/suggesting/program\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rows-are-read-apart',
      comment: 'Rows of a file are parsed where the file is read; others know the form of a row alone.',
      severity: 'error',
      from: { path: '^(app|components|lib|scripts|prisma)/', pathNot: '^lib/(reading|import)/' },
      to: {
        path: '^lib/import/(course-row|micro-credential-row|program-row|recommendation-row|fields|formats|header|items|parsed|double-encoded)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'db-decides-nothing',
      comment: 'lib/db reads and writes; it knows no use case, no framework and no environment.',
      severity: 'error',
      from: { path: '^lib/db/' },
      to: { path: '^(lib/(usecases|next|auth|adapters|jobs|env)|app/|components/|scripts/)' },
    },
    {
      name: 'app-asks-use-cases',
      comment: 'Pages and actions reach data through use cases only.',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^(lib/(db|adapters)/|scripts/|prisma/)' },
    },
    {
      name: 'routes-refuse',
      comment:
        'What a page throws to show that nothing is there is an error of the product in a route: routes answer by refusals.',
      severity: 'error',
      from: { path: '^app/.*/route\\.ts$' },
      to: { path: ['^app/.*/((staff|student)-read|or-not-found)\\.ts$', '/next/navigation'] },
    },
    {
      name: 'components-get-props',
      comment: 'Components show what they are given.',
      severity: 'error',
      from: { path: '^components/' },
      to: {
        path: '^(lib/(usecases|db|auth|adapters|jobs|env)|app/|scripts/|prisma/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-imports-app',
      comment: 'app is the edge; what two of its parts share belongs to components or lib.',
      severity: 'error',
      from: { pathNot: ['^app/', tests] },
      to: { path: '^app/' },
    },
    {
      name: 'product-without-tests',
      comment: 'Product code needs nothing that is there for tests.',
      severity: 'error',
      from: { pathNot: [tests, '\\.config\\.(ts|mjs)$', '^scripts/(browser|test[^/]*)\\.ts$'] },
      to: { path: tests },
    },
    {
      name: 'product-without-dev-packages',
      comment: 'npm start must work with the packages of the product alone.',
      severity: 'error',
      from: {
        path: '^(app|components|lib|prisma|scripts|proxy\\.ts|instrumentation\\.ts|next\\.config\\.ts)',
        pathNot: '^scripts/(browser|test[^/]*|bench[^/]*)(\\.ts|/)',
      },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@types/',
      },
    },
    {
      name: 'nothing-unused',
      comment: 'Every file is reached from a page, a route, an action, a script or a declared entry.',
      severity: 'error',
      from: { path: entries },
      to: {
        path: '^(lib|components|scripts|prisma)/',
        pathNot: [...entries, '^lib/db/generated/', '\\.d\\.m?ts$'],
        reachable: false,
      },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/db/generated/'] },
    exclude: { path: ['^\\.next/', '^\\.cache/', '^\\.crosswalk/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
