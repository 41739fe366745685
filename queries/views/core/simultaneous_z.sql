-- How many standard errors must two of n numbers be apart, so that no pair of n equal ones is in 95 of 100 cases?
-- One row per number of entries of one table. Tukey and Kramer: exact for equal errors, else on the safe
-- side (Hayter 1984), where drawing random numbers would give another answer at each build.
-- How: range_probability gives the chance that n standard normal numbers lie within a width; the width at which it is
-- 95 % is found by halving the span from 0 to 20 thirty times (to 2e-8), and divided by √2, because the difference of
-- two numbers has √2 times the standard error of one.
-- Computed at build.
create view simultaneous_z as
with recursive search as (
    select n_comparable as n_entries, 0 as step, 0.0::double as low, 20.0::double as high
    from (select distinct n_comparable from measurement where n_comparable > 1)
    union all
    select
        n_entries, step + 1,
        case when is_low then middle else low end,
        case when is_low then high else middle end
    from (
        select *, (low + high) / 2 as middle, range_probability((low + high) / 2, n_entries) < 0.95 as is_low
        from search
        where step < 30
    )
)

select n_entries, high / sqrt(2) as z
from search
where step = 30
order by n_entries;

comment on view simultaneous_z is
    'Critical value for all pairs of n numbers at once, in standard errors of their difference';
comment on column simultaneous_z.n_entries is 'numbers that are compared with each other';
comment on column simultaneous_z.z is 'critical value, 5 % for all pairs together';
