-- Roles also in a settlement (caretaker), a county or the whole country (coordinator); the hat in which a session acts;
-- single acts by link, without an account.

alter table role
  drop constraint role_kind_check,
  drop constraint role_check,
  drop constraint role_person_id_kind_organisation_id_key,
  add column settlement_id uuid references settlement on delete cascade,
  add column county text,
  add column given_by uuid references person on delete set null,
  add constraint role_kind_check check (kind in ('administrator', 'owner', 'editor', 'member', 'caretaker', 'coordinator')),
  add constraint role_where_check check (
    (organisation_id is not null) = (kind in ('owner', 'editor', 'member'))
    and (settlement_id is not null) = (kind = 'caretaker')
    and (county is null or kind = 'coordinator')
  ),
  add constraint role_once unique nulls not distinct (person_id, kind, organisation_id, settlement_id, county);
create index role_settlement on role (settlement_id);
create index role_given_by on role (given_by);

alter table session add column hat_role_id uuid references role on delete set null;
create index session_hat on session (hat_role_id);

create table capability_link (
  id uuid primary key,
  token_hash bytea not null unique,
  purpose text not null,
  -- What the act is about; only the domain that made the link reads it.
  subject jsonb not null default '{}',
  -- Whose link it is, when that is somebody with an account.
  person_id uuid references person on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index capability_link_person on capability_link (person_id);
create index capability_link_expiry on capability_link (expires_at);
