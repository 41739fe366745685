-- How far is the best of the teams that remain behind the best model of each country on that index?
-- One row per country whose best model is ahead of it; the widest gap first.
create view index_gap as
with best_team as (
    select *
    from index_value
    where is_in
    qualify row_number() over (order by signed_score desc, model_id) = 1
),

best_of_country as (
    select *
    from index_value
    where side = 'foreign'
    qualify row_number() over (partition by country order by signed_score desc, model_id) = 1
),

span as (
    select
        count(distinct model_id) as n_models,
        min(publication_day) as first_on,
        max(publication_day) as last_on,
        count(*) filter (publication_day is null) as n_undated
    from side_value
    semi join index_value using (benchmark_id, reporter_id)
)

select
    best_team.benchmark_id,
    best_team.reporter_id,
    best_team.model_id as korean_model_id,
    best_team.team_id as korean_team_id,
    best_team.score as korean_score,
    best_of_country.country,
    best_of_country.model_id as foreign_model_id,
    best_of_country.score as foreign_score,
    best_of_country.signed_score - best_team.signed_score as gap,
    least(best_team.decimals, best_of_country.decimals) as decimals,
    span.*,
    datediff('day', first_on, last_on) as n_days,
    datediff('day', first_on, last_on) < 90 as is_too_short
from best_of_country
cross join best_team
cross join span
where best_of_country.signed_score > best_team.signed_score
order by gap desc, country;

comment on view index_gap is
    'The gap on the newest index that one independent organisation measured on both sides, by country';
comment on column index_gap.benchmark_id is 'version of the index';
comment on column index_gap.reporter_id is 'organisation that measured all';
comment on column index_gap.korean_model_id is 'best model of the teams that remain in the programme';
comment on column index_gap.korean_team_id is 'its maker';
comment on column index_gap.korean_score is 'its value';
comment on column index_gap.country is 'country of the other side, two letters';
comment on column index_gap.foreign_model_id is 'best model of that country';
comment on column index_gap.foreign_score is 'its value';
comment on column index_gap.gap is 'how far the Korean value is behind, in index points';
comment on column index_gap.decimals is 'decimals that both values are published with';
comment on column index_gap.n_models is 'models with a value on this version of the index';
comment on column index_gap.first_on is 'day of the first publication on this version';
comment on column index_gap.last_on is 'day of the last';
comment on column index_gap.n_undated is 'values on this version whose day is not known; they are in no span of days';
comment on column index_gap.n_days is 'days between them';
comment on column index_gap.is_too_short is
    'fewer than 90 days, half of the time between two official evaluations: nothing follows about a trend';
