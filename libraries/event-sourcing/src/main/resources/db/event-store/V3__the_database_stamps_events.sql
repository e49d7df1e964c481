-- When an event was recorded, by which transaction and under which id, is set by the database, whatever the service writes: a service that was
-- taken over cannot write into the past. The owner is exempt: recover_events, which runs as the owner, gives lost events back as they were.
create function stamp_event() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
    -- A plan that was made for a table of one page would read all of a table that has grown since.
    set enable_seqscan = off
as $$
begin
    new.event_id := uuidv7();
    new.transaction_id := pg_current_xact_id();
    -- Strictly later than what was declared complete, and never before the event that it follows, even if the clock steps back.
    select greatest(statement_timestamp(), c.complete_through + interval '1 microsecond', previous.recorded_at) into strict new.recorded_at
    from public.relay_checkpoint c
        left join public.event previous on previous.stream_id = new.stream_id and previous.version = new.version - 1;
    return new;
end $$;

do $$ begin
    execute format('create trigger stamp_event before insert on event for each row when (current_user <> %L) execute function stamp_event()', current_user);
end $$;

-- What was declared complete stays it. Nor is anything declared complete that is still to come: every later event would be recorded after it.
create function keep_complete() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.complete_through < old.complete_through or new.complete_through > clock_timestamp() then
        raise exception 'complete_through cannot move from % to %', old.complete_through, new.complete_through using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger keep_complete before update on relay_checkpoint
    for each row when (new.complete_through is distinct from old.complete_through) execute function keep_complete();

-- Gives events back that the store has lost because it was restored to an earlier point: an array of objects with the columns of event. Only
-- behind what is published and declared complete, which a lost event always is, and only while the store is marked as behind its topic.
create function recover_events(lost jsonb) returns void
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    checkpoint public.relay_checkpoint;
    given bigint;
    good bigint;
begin
    select * into strict checkpoint from public.relay_checkpoint for update;
    if not checkpoint.ahead then
        raise exception 'the store is not behind its topic' using errcode = 'check_violation';
    end if;
    insert into public.event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by, trace, transaction_id, position)
        overriding system value
        select stream_id, version, event_id, type, data::jsonb, occurred_on, recorded_at, recorded_by, trace, transaction_id, position
        from jsonb_to_recordset(lost) as l(stream_id text, version integer, event_id uuid, type text, data text, occurred_on text, recorded_at timestamptz,
            recorded_by text, trace text, transaction_id xid8, position bigint);
    get diagnostics given = row_count;
    select count(*) into good
    from jsonb_to_recordset(lost) as l(stream_id text, version integer, event_id uuid, recorded_at timestamptz, transaction_id xid8, position bigint)
        join public.event e using (stream_id, version, event_id, recorded_at, transaction_id, position)
        left join public.event previous on previous.stream_id = l.stream_id and previous.version = l.version - 1
    where l.recorded_at > checkpoint.complete_through and l.recorded_at <= clock_timestamp()
        and (l.transaction_id, l.position) > (checkpoint.transaction_id, checkpoint.position)
        and l.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
        and (l.version = 1 or previous.recorded_at <= l.recorded_at);
    if good <> given then
        raise exception '% of % events cannot be lost ones: they do not follow what is stored, published and declared complete', given - good, given
            using errcode = 'check_violation';
    end if;
end $$;

revoke all on function stamp_event(), keep_complete(), recover_events(jsonb) from public;
grant execute on function recover_events(jsonb) to "${role}";
revoke insert on event from "${role}";
grant insert (stream_id, version, type, data, occurred_on, recorded_by, trace, idempotency_key, fingerprint) on event to "${role}";
revoke update on relay_checkpoint from "${role}";
grant update (transaction_id, position, complete_through, ahead) on relay_checkpoint to "${role}";
