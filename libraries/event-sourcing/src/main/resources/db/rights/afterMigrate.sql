-- After the migrations, as the owner of the database: nobody but the role that the service works as may enter it, and that role may read
-- which migrations were applied, because it refuses to start on a schema that is too old (decision 0044). No transaction stays open for long.
do $$
begin
    -- Two instances that start together would stumble over the same row of the catalogue.
    perform pg_advisory_xact_lock(hashtext('db/rights'));
    if has_database_privilege('public', current_database(), 'connect') then
        execute format('revoke all on database %I from public', current_database());
    end if;
    if not has_database_privilege('${role}', current_database(), 'connect') then
        execute format('grant connect on database %I to %I', current_database(), '${role}');
    end if;
    if not has_schema_privilege('${role}', 'public', 'usage') then
        grant usage on schema public to "${role}";
    end if;
    if not has_table_privilege('${role}', '"${flyway:table}"', 'select') then
        grant select on "${flyway:table}" to "${role}";
    end if;
    -- After a redaction the service writes its tables anew: what was taken out would otherwise stay in their files for a while.
    if exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_has_role(current_user, relowner, 'usage')
            and not has_table_privilege('${role}', oid, 'maintain')) then
        execute format('grant maintain on all tables in schema public to %I', '${role}');
    end if;
    -- A transaction that is left open holds back what this service publishes.
    if not exists (select from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase where d.datname = current_database() and s.setrole = 0
            and s.setconfig @> '{idle_in_transaction_session_timeout=60s,transaction_timeout=15min}') then
        execute format('alter database %I set idle_in_transaction_session_timeout = %L', current_database(), '60s');
        execute format('alter database %I set transaction_timeout = %L', current_database(), '15min');
    end if;
    -- Not for the owner: a migration, VACUUM FULL or a backup may take longer.
    if not exists (select from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase where d.datname = current_database()
            and s.setrole = current_user::regrole and s.setconfig @> '{transaction_timeout=0}') then
        execute format('alter role %I in database %I set transaction_timeout = 0', current_user, current_database());
    end if;
end $$;
