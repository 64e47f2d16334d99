-- What every later migration builds on: three extensions and the Hungarian order of letters.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists unaccent;

-- A server brings the whole of ICU and with it «hu-x-icu»; the embedded database brings only ICU's root and takes the
-- Hungarian tailoring of CLDR (common/collation/hu.xml) as rules. Which it is shows in whether «cukor» comes before «csak».
do $$
declare
  hungarian boolean := false;
begin
  if exists (select from pg_collation where collname = 'hu-x-icu') then
    execute 'select ''cukor'' < ''csak'' collate "hu-x-icu"' into hungarian;
  end if;
  if hungarian then
    execute 'create collation hu from "hu-x-icu"';
  else
    execute format('create collation hu (provider = icu, locale = ''und'', rules = %L)', $rules$
      &C<cs<<<Cs<<<CS
      &D<dz<<<Dz<<<DZ
      &DZ<dzs<<<Dzs<<<DZS
      &G<gy<<<Gy<<<GY
      &L<ly<<<Ly<<<LY
      &N<ny<<<Ny<<<NY
      &O<ö<<<Ö<<ő<<<Ő
      &S<sz<<<Sz<<<SZ
      &T<ty<<<Ty<<<TY
      &U<ü<<<Ü<<ű<<<Ű
      &Z<zs<<<Zs<<<ZS
      &cs<<<ccs/cs &Cs<<<Ccs/cs &CS<<<CCS/CS
      &dz<<<ddz/dz &Dz<<<Ddz/dz &DZ<<<DDZ/DZ
      &dzs<<<ddzs/dzs &Dzs<<<Ddzs/dzs &DZS<<<DDZS/DZS
      &gy<<<ggy/gy &Gy<<<Ggy/gy &GY<<<GGY/GY
      &ly<<<lly/ly &Ly<<<Lly/ly &LY<<<LLY/LY
      &ny<<<nny/ny &Ny<<<Nny/ny &NY<<<NNY/NY
      &sz<<<ssz/sz &Sz<<<Ssz/sz &SZ<<<SSZ/SZ
      &ty<<<tty/ty &Ty<<<Tty/ty &TY<<<TTY/TY
      &zs<<<zzs/zs &Zs<<<Zzs/zs &ZS<<<ZZS/ZS
    $rules$);
  end if;
end
$$;
