-- lib/review/meeting.ts (`maySetAgenda`), once more: whoever changed a meeting last, which every change of its agenda writes first, has no
-- conflict in what they put on it or take off.
CREATE OR REPLACE FUNCTION "guard_meeting_item"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item review_meeting_item := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  meeting review_meeting;
  is_known boolean := TG_OP <> 'INSERT' OR EXISTS (
    SELECT FROM review_meeting_item t WHERE t.tenant_id = item.tenant_id AND t.meeting_id = item.meeting_id AND t.stage_id = item.stage_id);
BEGIN
  SELECT m.* INTO meeting FROM review_meeting m WHERE m.tenant_id = item.tenant_id AND m.id = item.meeting_id FOR SHARE OF m;
  IF meeting.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'the agenda of a meeting that was called off does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF (TG_OP = 'DELETE' OR (TG_OP = 'INSERT' AND NOT is_known)) AND EXISTS (
       SELECT FROM review_stage s
         JOIN review_stage t ON t.tenant_id = s.tenant_id AND t.case_id = s.case_id AND t.position <= s.position
         JOIN review_assignment a ON a.tenant_id = t.tenant_id AND a.stage_id = t.id AND a.is_recused
        WHERE s.tenant_id = item.tenant_id AND s.id = item.stage_id
          AND a.person_id IN (SELECT id FROM records_of_same_people(item.tenant_id, ARRAY[meeting.by_id]))) THEN
    RAISE EXCEPTION 'who has a conflict in the case neither puts it on an agenda nor takes it off' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' AND NOT is_known
     AND NOT EXISTS (
       SELECT FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
        WHERE s.tenant_id = item.tenant_id AND s.id = item.stage_id AND s.status = 'open' AND s.kind = meeting.kind
          AND (s.kind <> 'department' OR c.department_id IS NULL OR c.department_id = meeting.department_id)) THEN
    RAISE EXCEPTION 'on an agenda stand open stages of the kind of the meeting' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'position' <> to_jsonb(OLD) - 'position' THEN
    RAISE EXCEPTION 'of an item of an agenda its place changes and nothing else' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = item.tenant_id AND s.id = item.stage_id AND s.meeting_id = item.meeting_id) THEN
    RAISE EXCEPTION 'what was decided in a meeting stays on its agenda' USING ERRCODE = 'check_violation';
  END IF;
  RETURN item;
END $$;
