-- The event store of one write service. It is also the outbox: the relay reads it in (transaction_id, position) order,
-- and only what is older than every open transaction, because the order of positions is not the order of commits.
create table event (
    stream_id       text        not null,
    version         integer     not null check (version > 0),
    event_id        uuid        not null unique,
    type            text        not null,
    data            jsonb       not null,
    occurred_on     text        not null,
    recorded_at     timestamptz not null,
    recorded_by     text        not null,
    trace           text,
    idempotency_key text,
    fingerprint     text,
    transaction_id  xid8        not null default pg_current_xact_id(),
    position        bigint      not null generated always as identity,
    primary key (stream_id, version),
    check ((idempotency_key is null) = (fingerprint is null))
);
create unique index event_publication_order on event (transaction_id, position);
create unique index event_idempotency_key on event (recorded_by, idempotency_key) where idempotency_key is not null;

-- How far the relay has come. complete_through never moves backwards: a new event is never recorded before it.
create table relay_checkpoint (
    only_row         boolean     primary key default true check (only_row),
    transaction_id   xid8        not null,
    position         bigint      not null,
    complete_through timestamptz not null
);
insert into relay_checkpoint (transaction_id, position, complete_through) values ('0', 0, '-infinity');

revoke all on event, relay_checkpoint from public;
grant select, insert on event to "${role}";
grant select, update on relay_checkpoint to "${role}";
