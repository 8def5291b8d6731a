-- Mail that waits says what it rests on, so that it is sent only while that holds: the keys of reviews' mail name event and person.
DO $$
DECLARE tenant uuid;
BEGIN
  FOR tenant IN SELECT id FROM institution LOOP
    PERFORM set_config('app.tenant_id', tenant::text, true);
    UPDATE outbox_message m SET payload = m.payload || jsonb_build_object('about', jsonb_build_object(
        'personId', split_part(m.dedupe_key, ':', 3), 'stageId', s.id, 'ruleVersionId', c.rule_version_id))
      FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
     WHERE m.sent_at IS NULL AND m.kind IN ('review.assigned', 'review.chairing', 'review.passed', 'review.failed', 'review.returned')
       AND s.tenant_id = m.tenant_id AND s.id::text = split_part(m.dedupe_key, ':', 2);
  END LOOP;
  PERFORM set_config('app.tenant_id', '', true);
END $$;
