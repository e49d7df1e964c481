-- The oldest transaction that is open and can still write an event, or the next one if none can. Transactions of other databases of the server
-- cannot: they hold nothing back, however long they are open. Whoever is not seen any more, or never was (a prepared transaction), counts as one
-- that can. Always asked in a subquery, "(select oldest_writer())": sessions must be looked at after the snapshot was taken, not while planning.
create function oldest_writer() returns xid8
    language sql stable
    set search_path = pg_catalog, pg_temp
as $$
    select least(coalesce(min(writer.id), pg_snapshot_xmax(pg_current_snapshot())), pg_current_xact_id_if_assigned())
    from pg_snapshot_xip(pg_current_snapshot()) as writer(id)
    where not exists (select from pg_stat_get_activity(null) as session, pg_database as here
        where here.datname = current_database() and session.datid <> here.oid and session.backend_xid = writer.id::xid)
$$;

revoke all on function oldest_writer() from public;
grant execute on function oldest_writer() to "${role}";

-- The same function as before: a transaction of another database does not keep lost events away either.
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
        and l.transaction_id < (select public.oldest_writer())
        and (l.version = 1 or previous.recorded_at <= l.recorded_at);
    if good <> given then
        raise exception '% of % events cannot be lost ones: they do not follow what is stored, published and declared complete', given - good, given
            using errcode = 'check_violation';
    end if;
end $$;
