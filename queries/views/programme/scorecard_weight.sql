-- How much does each part of a scorecard really decide?
-- One row per round and part: points beside the share of the spread that the part brings.
-- Computed at build.
create view scorecard_weight as
with part as (
    select
        round, criterion, block, any_value(out_of) as out_of, count(*) as n_teams,
        stddev_samp(value) as spread,
        max(value) - min(value) as range,
        min(100 * value / out_of) as lowest_share
    from scorecard_part
    group by all
)

select
    round, criterion, block, out_of, n_teams, round(spread, 6) as spread, range,
    round(cast(100 * out_of / sum(out_of) over one_round as double), 6) as nominal_weight,
    round(100 * spread / sum(spread) over one_round, 6) as effective_weight,
    round(cast(100 * range / sum(range) over one_round as double), 6) as effective_weight_by_range,
    lowest_share > 85 as at_ceiling,
    100 * range / out_of < 5 as is_compressed
from part
window one_round as (partition by round)
order by round, criterion;

comment on view scorecard_weight is
    'Nominal and effective weight of each part for these teams in this round; descriptive, no estimate (Paruolo, '
    'Saisana & Saltelli 2013)';
comment on column scorecard_weight.n_teams is 'teams with a mark';
comment on column scorecard_weight.spread is 'standard deviation of the marks over the teams (n − 1), points';
comment on column scorecard_weight.range is 'highest less lowest mark, points';
comment on column scorecard_weight.nominal_weight is 'share of all points, percent';
comment on column scorecard_weight.effective_weight is 'share of the sum of the standard deviations, percent';
comment on column scorecard_weight.effective_weight_by_range is 'share of the sum of the ranges, percent';
comment on column scorecard_weight.at_ceiling is 'every mark is above 85 % of the points';
comment on column scorecard_weight.is_compressed is 'the marks span less than 5 % of the points';
