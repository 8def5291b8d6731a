export type Put = (table: string, values: Record<string, unknown>) => Promise<void>;
