-- lib/review/meeting.ts (`maySetAgenda`), once more. Open is asked of what is new on an agenda alone: a row is announced as inserted before it
-- meets the one that stands there, so that a place written anew of a case that is closed by now was refused with all others.
CREATE OR REPLACE FUNCTION "guard_meeting_item"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item review_meeting_item := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  meeting review_meeting;
BEGIN
  SELECT m.* INTO meeting FROM review_meeting m WHERE m.tenant_id = item.tenant_id AND m.id = item.meeting_id FOR SHARE OF m;
  IF meeting.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'the agenda of a meeting that was called off does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT'
     AND NOT EXISTS (SELECT FROM review_meeting_item t WHERE t.tenant_id = item.tenant_id AND t.meeting_id = item.meeting_id AND t.stage_id = item.stage_id)
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
