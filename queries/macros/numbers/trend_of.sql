-- Did a distance in months become smaller, larger, or stay about the same?
-- One word per change in months: closer, further, or same where it is less than a month; blank where not known.
create macro trend_of(change) as
    case when change <= -1 then 'closer' when change >= 1 then 'further' when change is not null then 'same' end;

comment on macro trend_of is 'closer, further, or same where the change is less than one month';
