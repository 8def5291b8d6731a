import type { Prisma } from './generated/client';
import { type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';

/** A day as the database keeps it: midnight UTC of that day. */
export function fromDay(day: CivilDate | null | undefined): Date | null {
  return day ? new Date(`${day}T00:00:00Z`) : null;
}

export function toDay(date: Date): CivilDate;
export function toDay(date: Date | null): CivilDate | null;
export function toDay(date: Date | null): CivilDate | null {
  return date && parseCivilDate(date.toISOString().slice(0, 10));
}

export function toInstant(date: Date): string;
export function toInstant(date: Date | null): string | null;
export function toInstant(date: Date | null): string | null {
  return date && date.toISOString();
}

/** One page of a list, and how many there are in all. */
export interface Page<Row> {
  rows: Row[];
  total: number;
}

/** Text to look for with ILIKE: every character stands for itself. */
export function likePattern(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}

/** A value as a column of JSON takes it: what JSON cannot say is left out. */
export function plainJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}
