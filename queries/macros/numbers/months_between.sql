-- How many months lie between two days?
-- One number with one decimal per pair of days: days by the mean month of 30.4375 days; negative where the second is
-- earlier.
create macro months_between(earlier, later) as
    half_up(datediff('day', earlier, later) / 30.4375, 0.1);

comment on macro months_between is 'Months from the first day to the second, one decimal; a month is 365.25 / 12 days';
