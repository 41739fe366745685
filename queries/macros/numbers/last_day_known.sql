-- On which day was something with this date text known for sure?
-- One date per text: a month alone counts as its last day, a blank as not known.
create macro last_day_known(date_text) as
    case length(date_text)
        when 10 then cast(date_text as date)
        when 7 then last_day(cast(date_text || '-01' as date))
    end;

comment on macro last_day_known is 'The day from which a date text (2026-08-18, 2025-08 or blank) counts as known';
