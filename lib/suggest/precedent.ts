/** What stands for "decided: no credit" among the targets of a precedent. */
export const noTarget = 'NONE';

/** A course or certificate of somebody else, as it is written where it comes from. @units credits as written there, empty when not known */
export interface ExternalCourse {
  code: string;
  title: string;
  credits: string;
  description: string;
}

/** What was once decided for courses that were taken together: all targets were granted, or none. */
export interface Precedent {
  id: string;
  /** Who sent it: campuses of one sender are one family, and decide alike. */
  family: string;
  external: readonly ExternalCourse[];
  targets: readonly string[];
}

export type TargetKind = 'course' | 'elective';

/** What of the institution's own list can be granted: a course, or a collective place. */
export interface Target {
  id: string;
  title: string;
  credits: string;
  description: string;
  kind: TargetKind;
}

export type Outcome = TargetKind | 'none';
