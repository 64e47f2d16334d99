-- Who helps is searched as everything public is: services keep no words of their own.
drop table service_word;
