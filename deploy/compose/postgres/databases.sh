#!/usr/bin/env bash
# Once, on an empty volume: for each service its roles (service-role.ddl) and a database, and the database of Keycloak.
set -eu
here=$(dirname "${BASH_SOURCE[0]}")
# More than the pool of an instance, twice during a roll-out; what is left is enough for all others.
connections=24
create() {
  psql -q -o /dev/null -v ON_ERROR_STOP=1 -v name="$1" -v owner="$1_owner" -v password="$2" -v owner_password="$3" -v connections=$connections -U postgres -d postgres <<SQL
select set_config('tracker.service', :'name', false), set_config('tracker.password', :'password', false),
    set_config('tracker.owner_password', :'owner_password', false), set_config('tracker.connections', :'connections', false);
\i $here/service-role.ddl
create database :"name" owner :"owner";
\connect :"name"
revoke all on database :"name" from public;
revoke all on schema public from public;
grant connect on database :"name" to :"name";
grant usage on schema public to :"name";
grant all on schema public to :"owner";
SQL
}
create funding_programs "$FUNDING_PROGRAMS_PASSWORD" "$FUNDING_PROGRAMS_OWNER_PASSWORD"
create security_measures "$SECURITY_MEASURES_PASSWORD" "$SECURITY_MEASURES_OWNER_PASSWORD"
create partnerships "$PARTNERSHIPS_PASSWORD" "$PARTNERSHIPS_OWNER_PASSWORD"
create strategy_progress "$STRATEGY_PROGRESS_PASSWORD" "$STRATEGY_PROGRESS_OWNER_PASSWORD"
# Keycloak makes its tables itself, in its first transaction of some minutes. What it leaves open is ended.
psql -q -v ON_ERROR_STOP=1 -v password="$KEYCLOAK_DATABASE_PASSWORD" -v connections=$connections -U postgres -d postgres <<'SQL'
create role keycloak login connection limit :connections password :'password';
create database keycloak owner keycloak;
revoke all on database keycloak from public;
alter database keycloak set idle_in_transaction_session_timeout = '60s';
alter database keycloak set transaction_timeout = '30min';
SQL
