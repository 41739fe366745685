-- Do the official figures of the releases agree with each other?
-- One row per published figure that follows from marks by team: totals, maxima, means, gaps, conversions. What several
-- sources print alike is one figure, that counted; one out of other points than the marks cannot be held against them.
-- Computed at build.
create view scorecard_check as
with grouped as (
    select round, criterion, team_id, value, out_of, source_id from scorecard_part
    union all
    select round, block, team_id, sum(value), sum(out_of), any_value(source_id)
    from scorecard_part
    group by round, block, team_id
    having count(*) > 1
),

computed as (
    select
        round, criterion, out_of, any_value(source_id) as source_id,
        max(value) as maximum, avg(value) as mean, max(value) - min(value) as gap
    from grouped
    group by all
),

published as (
    select
        result.round, result.kind, result.criterion, null as team_id, result.value as published, result.source_id,
        case kind when 'maximum' then computed.maximum when 'mean' then computed.mean else computed.gap end as computed,
        computed.source_id as from_source_id
    from (
        select
            printed.round, printed.kind, printed.criterion, printed.out_of, printed.value,
            arg_min(
                printed.source_id, {'is_other': counted.source_id is null, 'source_id': printed.source_id}
            ) as source_id
        from round_result as printed
        left join official_mark as counted
            on counted.round = printed.round and counted.kind = printed.kind and counted.criterion = printed.criterion
            and counted.source_id = printed.source_id
        where printed.kind in ('maximum', 'mean', 'gap')
        group by all
    ) as result
    join computed using (round, criterion, out_of)
    union all
    select
        result.round, 'total', 'total', result.team_id, result.value, result.source_id,
        sum(part.value), any_value(part.source_id)
    from official_mark as result
    join scorecard_part as part on part.round = result.round and part.team_id = result.team_id
    where result.kind = 'score' and result.criterion = 'total'
    group by all
    union all
    select
        mark.round, 'conversion', mark.criterion, mark.team_id, mark.value, mark.source_id,
        cast(measurement.score as decimal(38, 6)) * mark_conversion.factor, measurement.source_id
    from mark_conversion
    join scorecard_part as mark using (round, criterion)
    join programme_model on programme_model.team_id = mark.team_id and programme_model.is_current
    join measurement
        on measurement.benchmark_id = mark_conversion.benchmark_id and measurement.model_id = programme_model.model_id
)

select
    round, kind, criterion, team_id, published,
    cast(computed as decimal(38, 6)) as computed,
    cast(published - computed as decimal(38, 6)) as residual,
    half_up(computed, power(10, -greatest(1, length(split_part(plain_number(published), '.', 2)))))
    = published as agrees,
    source_id, from_source_id
from published
order by round, kind, criterion, team_id, from_source_id;

comment on view scorecard_check is 'Published figures beside what the marks by team give, and the residual';
comment on column scorecard_check.round is 'stage of the programme';
comment on column scorecard_check.kind is 'total, maximum, mean, gap or conversion of a benchmark';
comment on column scorecard_check.criterion is 'part, group of parts or total';
comment on column scorecard_check.team_id is 'key of the team, for totals and conversions';
comment on column scorecard_check.published is 'the published figure';
comment on column scorecard_check.computed is 'what the marks, or the benchmark times the factor, give';
comment on column scorecard_check.residual is 'published less computed';
comment on column scorecard_check.agrees is 'the same at the decimals of the published figure, half up';
comment on column scorecard_check.from_source_id is 'source of what it is computed from';
