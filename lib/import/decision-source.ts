import { type CertificateName, nameKeyOf } from './certificate-name';

/** One piece of learning a decision names: a course of another university, or a micro-credential of the catalog. */
export type Source =
  | { key: string; formerKey: string; institution: string; code: string; title: string | null }
  | CertificateName;

/** What a source is known by: the natural key of a course, or how a catalog entry is named. */
export function sourceKeyOf(source: Source): string {
  return 'named' in source ? nameKeyOf(source) : source.key;
}

/** What was learned, in one order whatever the order in the file. */
export function learnedOf(alternatives: readonly Source[][], nameOf: (source: Source) => string): string {
  return alternatives
    .map((together) => together.map(nameOf).sort().join('+'))
    .sort()
    .join(' or ');
}

/** What a source was known by to an earlier release of Crosswalk. */
export function formerKeyOf(source: Source): string {
  return 'named' in source ? sourceKeyOf(source) : source.formerKey;
}

/** Alternatives, and what is held together in each, once each and in one order whatever the order in the file. */
export function inOneOrder(groups: readonly Source[][]): Source[][] {
  const byKey = (a: Source, b: Source) => (sourceKeyOf(a) < sourceKeyOf(b) ? -1 : 1);
  const sorted = groups.map((group) =>
    [...new Map(group.map((source) => [sourceKeyOf(source), source])).values()].sort(byKey),
  );
  const groupKey = (group: Source[]) => group.map(sourceKeyOf).join('+');
  return [...new Map(sorted.map((group) => [groupKey(group), group])).values()].sort((a, b) =>
    groupKey(a) < groupKey(b) ? -1 : 1,
  );
}
