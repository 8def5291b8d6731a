import next from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';
import { pureFiles } from './tests/architecture/pure-modules.mjs';
import { requireDocstring } from './tests/architecture/require-docstring.mjs';

const rawSql = {
  selector: 'MemberExpression[property.name=/RawUnsafe$/]',
  message: 'SQL takes parameters only: $queryRaw`…` or a constant with $1.',
};
const testModifiers = {
  selector:
    'MemberExpression[property.name=/^(only|skip|todo|fixme|fails)$/][object.name=/^(test|it|describe|suite)$/]',
  message: 'Every test runs, every time.',
};
const styleAttribute = {
  selector: "JSXAttribute[name.name='style']",
  message: 'The content policy refuses style attributes; use a class or an SVG attribute.',
};
const ownDates = {
  selector: 'MemberExpression[property.name="dateTime"]',
  message: 'Days and times are written by components/ui/day.tsx, in the zone of the institution.',
};
const rawHtml = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  message: 'Text is shown as text.',
};

const impure = [
  'fetch',
  'process',
  'console',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'globalThis',
  'Buffer',
];
const pureGlobals = impure.map((name) => ({
  name,
  message: 'A pure module gets what it needs as arguments.',
}));
const clock = { name: 'Date', message: 'A pure module never asks what time it is; days are CivilDate.' };
const chance = { object: 'Math', property: 'random', message: 'A pure module knows no chance.' };

const ofReactOff = Object.fromEntries(
  next
    .flatMap(({ rules = {} }) => Object.keys(rules))
    .filter((name) => /^(react|react-hooks|jsx-a11y)\//.test(name))
    .map((name) => [name, 'off']),
);

const config = [
  {
    ignores: [
      '.next/',
      '.crosswalk/',
      '.cache/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      'lib/db/generated/',
      'next-env.d.ts',
    ],
  },
  ...next,
  ...typescript,
  {
    rules: {
      'no-restricted-syntax': ['error', rawSql, testModifiers],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'import/no-anonymous-default-export': 'off',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      // A plain <a> is right for downloads, other origins and pages that must load whole; components/ui/anchor.tsx decides.
      '@next/next/no-html-link-for-pages': 'off',
    },
  },
  {
    files: ['app/**/*.tsx', 'components/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', rawSql, styleAttribute, rawHtml], 'no-console': 'error' },
  },
  {
    files: ['app/**/_components/*.tsx', 'components/**/*.tsx'],
    // The record of the trail is shown in UTC, which is what both verifiers print.
    ignores: ['components/ui/day.tsx', 'components/audit/entry-facts.tsx'],
    rules: { 'no-restricted-syntax': ['error', rawSql, styleAttribute, rawHtml, ownDates] },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'lib/**/*.ts'],
    ignores: ['lib/env.ts', 'lib/next/log.ts', 'lib/adapters/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Configuration is read in lib/env.ts.' },
      ],
    },
  },
  {
    files: pureFiles,
    plugins: { crosswalk: { rules: { 'require-docstring': requireDocstring } } },
    rules: {
      'crosswalk/require-docstring': 'error',
      'no-restricted-globals': ['error', clock, ...pureGlobals],
      'no-restricted-properties': ['error', chance],
    },
  },
  { files: ['lib/kernel/civil-date.ts'], rules: { 'no-restricted-globals': ['error', ...pureGlobals] } },
  // Structured data is a script that is not run; its one component escapes what could end it.
  {
    files: ['components/catalog/structured-data.tsx'],
    rules: { 'no-restricted-syntax': ['error', rawSql, styleAttribute] },
  },
  // Rows of many tables are written by one statement each; names of tables and columns are the program's own, values travel as one parameter.
  { files: ['prisma/seed/insert-rows.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // Components and hooks are React's; here `use…` is a verb of ours. Its compiler, which some of these rules run, took half of the time.
  { files: ['lib/**/*.ts', 'scripts/**/*.ts', 'prisma/**/*.ts', 'tests/**/*.ts'], rules: ofReactOff },
  // Fixtures of the browser tests must destructure what they use, even when it is nothing.
  { files: ['tests/**/*.ts'], rules: { 'no-empty-pattern': 'off' } },
];

export default config;
