-- How much does each part of a scorecard really decide where the parts of one block count as one?
-- One row per round, block of several parts that is counted whole, and element: that block, or a part of another.
-- Computed at build.
create view scorecard_block_weight as
with whole as (
    select round, block as whole_block
    from scorecard_part
    group by all
    having count(distinct criterion) > 1
),

element as (
    select
        round, whole_block, team_id, if(block = whole_block, block, criterion) as criterion,
        sum(value) as value, sum(out_of) as out_of
    from scorecard_part
    join whole using (round)
    group by all
),

spread as (
    select
        round, whole_block, criterion, any_value(out_of) as out_of, count(*) as n_teams,
        stddev_samp(value) as spread
    from element
    group by all
)

select
    round, whole_block, criterion, out_of, n_teams, round(spread, 6) as spread,
    round(cast(100 * out_of / sum(out_of) over one_round as double), 6) as nominal_weight,
    round(100 * spread / sum(spread) over one_round, 6) as effective_weight
from spread
window one_round as (partition by round, whole_block)
order by round, whole_block, criterion;

comment on view scorecard_block_weight is
    'Nominal and effective weight of each part where one block of parts counts whole; descriptive for these teams';
comment on column scorecard_block_weight.whole_block is 'block whose parts are added up before their spread is taken';
comment on column scorecard_block_weight.criterion is 'the block, or a part of another one';
comment on column scorecard_block_weight.n_teams is 'teams with a mark';
comment on column scorecard_block_weight.spread is 'standard deviation of the marks over the teams (n − 1), points';
comment on column scorecard_block_weight.nominal_weight is 'share of all points, percent';
comment on column scorecard_block_weight.effective_weight is 'share of the sum of the standard deviations, percent';
