import type { Subject } from './subjects';

/** A real micro-credential as public listings name it: facts only, no text of others. */
export interface Listed {
  slug: string;
  title: string;
  provider: string;
  platform?: string;
  kind: 'certificate' | 'course' | 'exam' | 'external_course';
  /** What the platform calls it. */
  type: string;
  subject?: Subject;
  language?: string;
  level?: string;
  effort?: string;
  /** Notional hours: as published, or the middle of the published weeks and hours a week. */
  hours?: string;
  skills?: string[];
  url?: string;
  source: string;
}
