/** Folders below lib/ that decide and calculate from what they are given: no clock, no database, no network, no chance. */
export const pureModules = [
  'kernel',
  'amount',
  'credit',
  'institution',
  'micro-credential',
  'rule',
  'search',
  'catalog',
  'review',
  'figures',
  'access',
  'audit',
  'import',
  'export',
  'suggest',
  'badge',
  'claim',
  'signed-record',
];
export const pureFiles = pureModules.map((name) => `lib/${name}/**/*.ts`);
