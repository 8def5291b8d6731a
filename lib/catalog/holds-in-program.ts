/** Whether what names these programs holds in one of them; null names none and holds in every program, and so does `*`. */
export function holdsInProgram(programs: readonly string[] | null, code: string): boolean {
  return programs === null || programs.includes(code) || programs.includes('*');
}
