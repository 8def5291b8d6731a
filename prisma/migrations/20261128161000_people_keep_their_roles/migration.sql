-- What the application's own role could still do in SQL alone, and no act of the application ever does.

-- Whoever is at work on the server itself, as the owner of the tables or above. Asked where an operator arranges what nobody can arrange
-- from inside: the first administrator of an institution, for one.
CREATE FUNCTION "is_operator"() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT pg_has_role(session_user, 'app_owner', 'MEMBER')
$$;

-- A role is given by an administrator, stays with whom and what it was given for, and ends once.
CREATE FUNCTION "guard_role_grant"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.tenant_id, NEW.id, NEW.person_id, NEW.role, NEW.department_id, NEW.granted_by_id, NEW.granted_at)
         IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.person_id, OLD.role, OLD.department_id, OLD.granted_by_id, OLD.granted_at)
       OR OLD.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'a role stays as it was given, and ends once' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NOT is_operator() AND NOT EXISTS (
       SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id
        WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.granted_by_id AND p.status = 'active' AND g.role = 'administrator' AND g.ended_at IS NULL) THEN
    RAISE EXCEPTION 'a role is given by an administrator' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_role_grant" BEFORE INSERT OR UPDATE ON "role_grant" FOR EACH ROW EXECUTE FUNCTION guard_role_grant();

-- An institution that has an administrator keeps one. Asked at the end, when all that belongs together has happened; one transaction of
-- an institution after the other, so that two administrators cannot leave side by side.
CREATE FUNCTION "guard_last_administrator"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('administrators of ' || OLD.tenant_id::text, 0));
  IF NOT EXISTS (
       SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id
        WHERE p.tenant_id = OLD.tenant_id AND p.status = 'active' AND g.role = 'administrator' AND g.ended_at IS NULL) THEN
    RAISE EXCEPTION 'an institution keeps an administrator' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "guard_last_administrator" AFTER UPDATE ON "role_grant" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.role = 'administrator' AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION guard_last_administrator();
CREATE FUNCTION "guard_last_to_suspend"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM role_grant g WHERE g.tenant_id = OLD.tenant_id AND g.person_id = OLD.id AND g.role = 'administrator' AND g.ended_at IS NULL) THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('administrators of ' || OLD.tenant_id::text, 0));
    IF NOT EXISTS (
         SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id
          WHERE p.tenant_id = OLD.tenant_id AND p.status = 'active' AND g.role = 'administrator' AND g.ended_at IS NULL) THEN
      RAISE EXCEPTION 'an institution keeps an administrator' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "guard_last_to_suspend" AFTER UPDATE ON "person" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.status = 'active' AND NEW.status <> 'active') EXECUTE FUNCTION guard_last_to_suspend();

-- A staff record is tied to an account by proving its address, through claim_memberships alone; afterwards neither moves. The accounts of
-- demonstration people are nobody's.
CREATE FUNCTION "guard_person_account"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_has_role(current_user, 'app_owner', 'MEMBER') OR OLD.is_demonstration THEN
    RETURN NEW;
  END IF;
  IF NEW.user_id IS DISTINCT FROM OLD.user_id OR (OLD.user_id IS NOT NULL AND NEW.email <> OLD.email) THEN
    RAISE EXCEPTION 'an account is tied to a person by a proved address' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_person_account" BEFORE UPDATE ON "person" FOR EACH ROW EXECUTE FUNCTION guard_person_account();

-- An entry is dated when it is written: not before the work began, of which an hour is enough for a whole file, and not ahead of the
-- clock. The past of a demonstration is invented.
CREATE FUNCTION "guard_audit_time"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_operator() AND (NEW.at > clock_timestamp() + interval '1 minute'
       OR (NEW.at < now() - interval '1 hour' AND NOT EXISTS (SELECT FROM institution i WHERE i.id = NEW.tenant_id AND i.is_demonstration))) THEN
    RAISE EXCEPTION 'an audit entry is dated when it is written' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_audit_time" BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION guard_audit_time();
