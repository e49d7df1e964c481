-- Takes out of earlier events what an event of the kind text-redacted names, and nothing else: the one way in which what is stored changes. A page,
-- which is compressed, is given; its digest must be the one that the event names. What was taken out before stays so. In a restored store, again, a
-- place that a later redaction has changed is passed over.
create function redact(stream text, redaction integer, pages jsonb, again boolean) returns integer
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    redacted jsonb;
    place record;
    span record;
    path text[];
    value text;
    changed integer := 0;
begin
    select data -> 'taken' into strict redacted from public.event where stream_id = stream and version = redaction and type = 'text-redacted';
    for place in
        select t.milestone, t.place as pointer, t.spans, t.was, t.now, t.page, p.value as given
        from jsonb_to_recordset(redacted) as t(milestone integer, place text, spans jsonb, was text, now text, page text)
            left join jsonb_to_recordset(pages) as p(milestone integer, place text, value text) using (milestone, place)
    loop
        path := (string_to_array(place.pointer, '/'))[3:];
        select case place.pointer when '/recordedby' then recorded_by when '/recordedbysub' then recorded_by_sub else data #>> path end
            into strict value from public.event where stream_id = stream and version = place.milestone and version < redaction for update;
        continue when encode(sha256(convert_to(value, 'UTF8')), 'hex') = place.now;
        continue when again and encode(sha256(convert_to(value, 'UTF8')), 'hex') <> place.was;
        if value is null or encode(sha256(convert_to(value, 'UTF8')), 'hex') <> place.was then
            raise exception 'milestone % is not what it was at %', place.milestone, place.pointer using errcode = 'check_violation';
        end if;
        if place.page is not null then
            value := place.given;
        else
            for span in select s.at, s.length from jsonb_to_recordset(place.spans) as s(at integer, length integer) order by s.at desc loop
                value := overlay(value placing U&'\2588\2588\2588' from span.at + 1 for span.length);
            end loop;
        end if;
        if value is null or encode(sha256(convert_to(value, 'UTF8')), 'hex') <> place.now then
            raise exception 'milestone % would not become what was recorded at %', place.milestone, place.pointer using errcode = 'check_violation';
        end if;
        -- Who it was cannot repeat the request any more; a digest of the request would let somebody guess the text.
        if place.pointer = '/recordedby' then
            update public.event set recorded_by = value, idempotency_key = null, fingerprint = null where stream_id = stream and version = place.milestone;
        elsif place.pointer = '/recordedbysub' then
            update public.event set recorded_by_sub = value, idempotency_key = null, fingerprint = null where stream_id = stream and version = place.milestone;
        else
            update public.event set data = jsonb_set(case when place.page is null then data
                        else jsonb_set(data, path[:array_length(path, 1) - 1] || 'redacted'::text, to_jsonb(place.page)) end, path, to_jsonb(value)),
                    fingerprint = case when fingerprint is not null then repeat('0', 64) end
                where stream_id = stream and version = place.milestone;
        end if;
        changed := changed + 1;
    end loop;
    return changed;
end $$;

revoke all on function redact(text, integer, jsonb, boolean) from public;
grant execute on function redact(text, integer, jsonb, boolean) to "${role}";
create index event_redactions on event (transaction_id, position) where type = 'text-redacted';

-- Whether the relay is to delete the topic and publish everything to a new one: only the relay can do that between two of its rounds.
alter table relay_checkpoint add column renew boolean not null default false;
grant update (renew) on relay_checkpoint to "${role}";

-- No sample of a text is kept beside the table for the planner, which asks for none of these columns.
alter table event alter column data set statistics 0, alter column recorded_by set statistics 0, alter column recorded_by_sub set statistics 0;
do $$ begin
    perform pg_clear_attribute_stats('public', 'event', name, false) from unnest(array['data', 'recorded_by', 'recorded_by_sub']) as name;
end $$;
