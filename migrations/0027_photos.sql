-- Photos of records of any kind, as what is seen on them in words and as pictures in a few sizes. Whose they are is known by kind
-- and id alone: the rooms say which of their records may have photos.

create table photo (
  id uuid primary key,
  -- As activities call it: venue.
  record_kind text not null check (length(record_kind) between 1 and 40),
  record_id uuid not null,
  position integer not null,
  -- What it shows, for those who do not see it.
  alt text not null check (length(alt) between 1 and 500),
  caption text check (length(caption) <= 300),
  credit text check (length(credit) <= 200),
  licence text check (licence in ('cc_by', 'cc_by_sa', 'cc0', 'public_domain')),
  -- The average of the picture, shown until it arrives.
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  -- Who put it up.
  person_id uuid references person on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Taken off since then; it can be put back for a while.
  removed_at timestamptz
);
create index photo_record on photo (record_kind, record_id, position);
create index photo_person on photo (person_id);
create index photo_removed on photo (removed_at) where removed_at is not null;

-- WebP without anything but the picture. Never changed: another picture is another photo.
create table photo_file (
  photo_id uuid not null references photo on delete cascade,
  -- The width it stands for; a small picture is narrower.
  size integer not null check (size in (400, 800, 1600)),
  width integer not null check (width between 1 and 1600),
  height integer not null check (height between 1 and 3200),
  bytes bytea not null,
  primary key (photo_id, size)
);
-- Already compressed as far as it goes.
alter table photo_file alter column bytes set storage external;
