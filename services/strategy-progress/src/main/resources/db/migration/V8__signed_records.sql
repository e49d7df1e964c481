-- Records that no statement of their service lists: their digest, by which a later statement can.
alter table held add column digest bytea, add column due timestamptz;
create index held_by_digest on held (generation, topic, digest) where status = 'unsigned';

-- Recorded later than when the broker got it: it counts when its time has come.
alter table held drop constraint held_status_check;
alter table held add constraint held_status_check check (status in ('pending', 'unreadable', 'foreign', 'conflicting', 'unbelieved', 'unsigned',
    'backdated', 'postdated', 'skipped', 'superseded'));
create index held_by_due on held (generation, due) where status = 'postdated';

-- What a service has said in signed statements: nothing new of it was recorded up to this instant. And when it was heard last, by our clock.
alter table source add column floor timestamptz, add column heard_at timestamptz;
