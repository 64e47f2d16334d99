-- What a travelling show asks of a hall: how large the floor is on which it plays, whether it can be made dark, how much current
-- it gives, how one gets in with the things; and of a package how much current it needs.

alter table venue
  -- Metres, of the stage or of the floor that can be cleared.
  add column width real check (width > 0),
  add column depth real check (depth > 0),
  add column height real check (height > 0),
  -- Null where nobody has said.
  add column darkening boolean,
  -- Ampere, of the strongest circuit that a guest may use.
  add column amps smallint check (amps between 1 and 1000),
  -- In words: how one gets in with the things.
  add column loading text check (length(loading) <= 300);

alter table package
  add column amps smallint check (amps between 1 and 1000);

-- Whether the answer came from those whose hall it is: then the hall is theirs to promise, and nobody asks them a second time.
alter table tour_stop add column for_hall boolean not null default false;
