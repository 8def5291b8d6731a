import { type Connection, withClient } from '@/scripts/database/connection';

/** Whoever acts on a day of their own choice writes a trail that the database would not date so; what it refuses is asked in sql-alone.test.ts. */
export async function letTestsChooseTheDay(superuser: Connection): Promise<void> {
  await withClient(superuser, (client) =>
    client.query(`ALTER TABLE audit_event DISABLE TRIGGER guard_audit_time;
      ALTER TABLE review_reminder DISABLE TRIGGER guard_act_time;
      ALTER TABLE review_replacement DISABLE TRIGGER guard_act_time;
      ALTER TABLE review_extension DISABLE TRIGGER guard_act_time;
      ALTER TABLE trusted_issuer DISABLE TRIGGER guard_end_time`),
  );
}
