-- Which published figures can a claim rest on?
-- One row per published score, official mark of a team, or stated size.
create view published_figure as
with fact as (
    select model_id, 'total_params_b' as field, total_params_b as value, source_id, 0 as preference from model
    union all
    select model_id, 'active_params_b', active_params_b, source_id, 0 from model
    union all
    select model_id, field, value, source_id, 1 from model_fact
),

figure as (
    select
        'score' as record, model_id, measurement.team_id, benchmark_id as measure, null as criterion,
        score_text as value_text, score as value, cast(0.5 / power(10, decimals) as decimal(18, 6)) as half_width,
        source_id, reporter_id, quoted_by, mode, effort, conditions,
        case relation when 'independent' then 0 when 'own' then 1 else 2 end as preference, signed_score
    from measurement
    union all by name
    select
        'mark' as record, team_id, round as measure, criterion, plain_number(value) as value_text, value,
        0 as half_width, source_id, if(source_id = counting_source_id, 0, 1) as preference, is_part
    from round_result
    join (select round, criterion, kind, team_id, source_id as counting_source_id, is_part from official_mark)
        using (round, criterion, kind, team_id)
    where kind = 'score'
    union all by name
    select distinct
        'fact' as record, fact.model_id, model.team_id, field as measure, plain_number(value) as value_text, value,
        0 as half_width, fact.source_id, preference
    from fact
    join model using (model_id)
    where value is not null
)

select
    figure.* exclude (is_part),
    coalesce(is_part, true) as is_part,
    team.country,
    last_day_known(source.published_on) as publication_day
from figure
join source using (source_id)
join team using (team_id);

comment on view published_figure is
    'Every figure that a claim can name: scores by model and benchmark, marks by team, round and criterion, sizes by '
    'model and field';
comment on column published_figure.record is 'score, mark or fact';
comment on column published_figure.model_id is 'key of the model; blank for marks';
comment on column published_figure.team_id is 'team that got the mark, or makes the model';
comment on column published_figure.measure is 'benchmark of a score, round of a mark, field of a fact';
comment on column published_figure.criterion is 'criterion of a mark';
comment on column published_figure.value_text is 'the figure as published';
comment on column published_figure.value is 'the figure';
comment on column published_figure.half_width is
    'half a unit of the last published decimal; 0 for official marks and stated sizes';
comment on column published_figure.preference is
    'of several the least is taken: independent, own, competitor; the official mark that counts; a recorded size '
    'before other statements';
comment on column published_figure.is_part is 'no total and no block of other marks';
comment on column published_figure.country is 'country of the team';
comment on column published_figure.quoted_by is 'organisation that printed another party''s number';
