-- What this installation says of itself, fact by fact: name, operator, languages, maintenance, its last backup.

create table installation (
  fact text primary key check (fact ~ '^[a-z][a-zA-Z]{0,49}$'),
  value jsonb not null,
  changed_at timestamptz not null
);
