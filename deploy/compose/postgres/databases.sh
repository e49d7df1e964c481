#!/usr/bin/env bash
# Once, on an empty volume: for each service a database, the role that owns and migrates it, and the role that the service works
# as, which may connect and has no other right until a migration grants it one; and the database of Keycloak.
set -eu
create() {
  psql -q -v ON_ERROR_STOP=1 -v name="$1" -v owner="$1_owner" -v password="$2" -v owner_password="$3" -U postgres -d postgres <<'SQL'
create role :"owner" login password :'owner_password';
create role :"name" login connection limit 60 password :'password';
create database :"name" owner :"owner";
\connect :"name"
revoke all on database :"name" from public;
revoke all on schema public from public;
grant connect on database :"name" to :"name";
grant usage on schema public to :"name";
grant all on schema public to :"owner";
SQL
}
# Nobody enters a database that is not theirs: a transaction that is open in any of them holds back what all services publish.
psql -q -v ON_ERROR_STOP=1 -U postgres -d postgres -c 'revoke connect on database postgres, template1 from public'
# Keycloak makes its tables itself.
psql -q -v ON_ERROR_STOP=1 -v password="$KEYCLOAK_DATABASE_PASSWORD" -U postgres -d postgres <<'SQL'
create role keycloak login connection limit 60 password :'password';
create database keycloak owner keycloak;
revoke all on database keycloak from public;
SQL
create funding_programs "$FUNDING_PROGRAMS_PASSWORD" "$FUNDING_PROGRAMS_OWNER_PASSWORD"
create security_measures "$SECURITY_MEASURES_PASSWORD" "$SECURITY_MEASURES_OWNER_PASSWORD"
create partnerships "$PARTNERSHIPS_PASSWORD" "$PARTNERSHIPS_OWNER_PASSWORD"
create strategy_progress "$STRATEGY_PROGRESS_PASSWORD" "$STRATEGY_PROGRESS_OWNER_PASSWORD"
