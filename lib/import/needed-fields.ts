import { columnsOf } from './columns';
import type { ImportKind } from './kind';

/** Fields any of which gives what this one is needed for: a definition says whole what is held and granted, and a certificate stands for a course. */
export function answersTo(kind: ImportKind, field: string): string[] {
  if (kind !== 'equivalencies') return [field];
  return [
    field,
    'definition',
    ...(field === 'institution' || field === 'courses' ? ['micro_credentials'] : []),
  ];
}

/** Fields that nothing was given for, without which no row can be taken. `given` are those that columns or one value for all rows give. */
export function missingFields(kind: ImportKind, given: ReadonlySet<string>): string[] {
  const needed = columnsOf[kind].filter(({ required }) => required).map(({ name }) => name);
  if (kind === 'equivalencies') needed.push('institution', 'courses');
  return needed.filter((name) => !answersTo(kind, name).some((answer) => given.has(answer)));
}
