import { foldCourseCode } from '@/lib/institution/course-code';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import { type CertificateName, nameKeyOf } from './certificate-name';

/** A course of another university. */
export interface CourseSource {
  key: string;
  formerKey: string;
  institution: string;
  code: string;
  title: string | null;
}
/** One piece of learning a decision names: a course of another university, or a micro-credential of the catalog. */
export type Source = CourseSource | CertificateName;

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

/** A course of another university with what it is known by, to this release and an earlier one. */
export function externalCourse(institution: string, code: string, title: string | null): CourseSource {
  const keyFor = (written: string) =>
    naturalKeyOf({ kind: 'external_course', provider: institution, title: title ?? code, code: written });
  return {
    key: keyFor(foldCourseCode(code)),
    formerKey: keyFor(code),
    institution,
    code,
    title,
  };
}
