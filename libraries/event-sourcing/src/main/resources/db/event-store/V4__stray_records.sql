-- Records on the topic of this service that it did not write, as its relay found them, and the decisions of operators to go on without a
-- record. Kept for ever: rows are only ever inserted. A record is named by its offset and SHA-256 of its bytes, because a topic can be made anew.
create table stray_record (
    "offset"  bigint      not null,
    sha256    text        not null,
    milestone text        not null,
    reason    text        not null,
    found_at  timestamptz not null default clock_timestamp(),
    primary key ("offset", sha256)
);

create table stray_decision (
    "offset"   bigint      not null,
    sha256     text        not null,
    decided_by text        not null,
    decided_at timestamptz not null default clock_timestamp(),
    reason_en  text        not null,
    reason_fr  text        not null,
    primary key ("offset", sha256),
    foreign key ("offset", sha256) references stray_record
);

revoke all on stray_record, stray_decision from public;
grant select on stray_record, stray_decision to "${role}";
grant insert ("offset", sha256, milestone, reason) on stray_record to "${role}";
grant insert ("offset", sha256, decided_by, reason_en, reason_fr) on stray_decision to "${role}";

-- Verifications that ran by themselves, with what they found, by kind; of the store and, in strategy-progress, of what is shown.
create table verification (
    number      integer     primary key generated always as identity,
    what        text        not null check (what in ('store', 'view')),
    started_at  timestamptz not null,
    finished_at timestamptz not null default clock_timestamp(),
    findings    jsonb       not null
);
create index verification_last on verification (what, finished_at);

revoke all on verification from public;
grant select, insert on verification to "${role}";
