export type Line = Record<string, unknown> & { level: 'info' | 'warn' | 'error'; event: string };
export const longestLine: number;
export const linesAMinute: Record<Line['level'], number>;
export const prefixOfPostgres: string;
export function lineOfApplication(text: string, at: string): Line | null;
export function lineOfPostgres(text: string, at: string): Line | null;
export class Budget {
  lets(line: Line): boolean;
  endMinute(at: string): Line[];
}
