import { type HealthKind, healthKinds } from './finding';

/** What a reader of the page of health asks for; its address says it all. */
export interface HealthQuery {
  /** Null: the first kind of which there is anything. */
  kind: HealthKind | null;
  /** Id of the department whose rules are meant, whether there is one or not; empty for all. */
  departmentId: string;
  page: number;
}

/** Reads any address; what it does not know is left at its usual value. */
export function parseHealthQuery(
  params: Readonly<Record<string, string | readonly string[] | undefined>>,
): HealthQuery {
  const text = (name: string): string => {
    const value = params[name];
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
  };
  const page = Number(text('page'));
  return {
    kind: healthKinds.find((kind) => kind === text('kind')) ?? null,
    departmentId: text('department').slice(0, 36).toLowerCase(),
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  };
}

/** The address that says what is asked for; only what differs from the usual stands in it. */
export function healthHref({ kind, departmentId, page }: HealthQuery): string {
  const search = new URLSearchParams({
    ...(kind !== null && { kind }),
    ...(departmentId !== '' && { department: departmentId }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return search === '' ? '/registrar/health' : `/registrar/health?${search}`;
}
