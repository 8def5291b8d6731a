import { CourseKind } from '@/lib/institution/course-kind';
import type { RawRow } from './fields';
import type { ImportFormat } from './kind';

/**
 * Others' shapes, brought into our own columns. Facts, and the texts that are taken only where somebody asks for texts; syllabuses have no
 * column to go to.
 * @source docs/import.md, "Known formats"
 */
export const adapters: Record<ImportFormat, (row: RawRow) => RawRow> = {
  columns: (row) => row,

  /** Catalog of online learning: title, provider, platform, credential_type, level, duration, effort, language, subject, skills, url, description, outcomes. */
  mooc: (row) => ({
    title: row['title'],
    provider: row['provider'],
    platform: row['platform'],
    kind: /^(course|guided project|project)$/i.test(textOf(row['credential_type']))
      ? 'course'
      : 'certificate',
    level: row['level'],
    effort: [textOf(row['duration']), textOf(row['effort'])].filter((part) => part !== '').join(', '),
    language: textOf(row['language']),
    subject: row['subject'],
    skills: Array.isArray(row['skills']) ? distinct(row['skills']).slice(0, 40) : row['skills'],
    url: row['url'],
    description: row['description'],
    outcomes: row['outcomes'],
  }),

  /** Course list of a university: id, title, credits; kind "elective" for collective places; department where it is named. */
  catalog: (row) => {
    const named = textOf(row['department']);
    return {
      code: row['id'],
      title: row['title'],
      credits: row['credits'],
      kind: CourseKind.options.find((kind) => kind === row['kind']),
      ...(named !== '' && { department: /^[A-Za-z]+/.exec(textOf(row['id']))?.[0], department_name: named }),
    };
  },

  /** Transfer decisions: institution, external [{code, title}] taken together, targets [course ids or "NONE"] all granted. */
  'transfer-rows': (row) => ({
    sources: Array.isArray(row['external'])
      ? [
          row['external'].map((course: unknown) => ({
            institution: row['institution'],
            code: cellOf(course, 'code'),
            title: cellOf(course, 'title'),
          })),
        ]
      : [],
    targets: row['targets'],
  }),
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function cellOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as RawRow)[name] : undefined;
}

function distinct(values: unknown[]): unknown[] {
  return [...new Map(values.map((value) => [textOf(value).toLowerCase(), value])).values()];
}
