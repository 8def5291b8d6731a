/** Something the database itself must refuse, whoever asks: past row-level security and privileges, only the guard stands in the way. */
export interface Probe {
  /** `trigger on table`; constraint-probes.ts asks the constraints. */
  guard: string;
  what: string;
  sql: string;
  values: unknown[];
  /** What is arranged before, past every trigger; it takes the same values. */
  given?: string;
  /** Refused to the application alone: whoever works on the server itself may. */
  asApp?: true;
}
