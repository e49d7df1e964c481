-- Who recorded an event besides the name, which can change: the subject of the token, the role and the organization. Older events have none.
alter table event
    add column recorded_by_sub  text,
    add column recorded_by_role text,
    add column recorded_by_organization_en text,
    add column recorded_by_organization_fr text,
    add check (num_nulls(recorded_by_organization_en, recorded_by_organization_fr) in (0, 2));

-- An idempotency key belongs to a person: to the subject, or to the name where there is no subject.
drop index event_idempotency_key;
create unique index event_idempotency_key on event (recorded_by_sub, idempotency_key)
    where idempotency_key is not null and recorded_by_sub is not null;
create unique index event_idempotency_key_by_name on event (recorded_by, idempotency_key)
    where idempotency_key is not null and recorded_by_sub is null;

grant insert (recorded_by_sub, recorded_by_role, recorded_by_organization_en, recorded_by_organization_fr) on event to "${role}";

-- The same function as before, for rows with the columns above.
create or replace function recover_events(lost jsonb) returns void
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
    insert into public.event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by, trace, transaction_id, position,
            recorded_by_sub, recorded_by_role, recorded_by_organization_en, recorded_by_organization_fr)
        overriding system value
        select stream_id, version, event_id, type, data::jsonb, occurred_on, recorded_at, recorded_by, trace, transaction_id, position,
            recorded_by_sub, recorded_by_role, recorded_by_organization_en, recorded_by_organization_fr
        from jsonb_to_recordset(lost) as l(stream_id text, version integer, event_id uuid, type text, data text, occurred_on text, recorded_at timestamptz,
            recorded_by text, trace text, transaction_id xid8, position bigint, recorded_by_sub text, recorded_by_role text,
            recorded_by_organization_en text, recorded_by_organization_fr text);
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
