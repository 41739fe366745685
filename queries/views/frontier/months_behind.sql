-- When had a foreign model reached the number of a Korean model, and how many months before that model was released?
-- One row per Korean model, benchmark, whose numbers count, and rivals: the model's highest number of one answer.
-- Computed at build.
create view months_behind as
with korean as (
    select *
    from frontier_figure
    where side = 'korean'
    qualify row_number() over (
        partition by benchmark_id, measured_by, model_id
        order by signed_score desc, relation = 'competitor', relation = 'own', source_id, conditions, score_text
    ) = 1
),

held as (
    select
        korean, rivals.name as rivals, rival,
        rival.dated_on as rival_on,
        rival.signed_score as rival_score,
        rival.doubt_en is not null as is_doubtful,
        [rival.relation = 'competitor', rival.relation = 'own'] as preference,
        rival.signed_score - if(
            rival.decimals < korean.decimals, cast(0.5 / power(10, rival.decimals) as decimal(18, 6)), 0
        ) >= korean.signed_score as is_reached
    from korean
    cross join unnest(['world', 'US', 'CN', 'open']) as rivals(name)
    left join rival_figure as rival
        on rival.benchmark_id = korean.benchmark_id and rival.setting is not distinct from korean.conditions
        and rival.measured_by = korean.measured_by and rival.rivals = rivals.name
),

answered as (
    select
        korean, rivals,
        first(rival order by rival_on, is_doubtful, rival_score desc, preference, rival.model_id, rival.source_id)
            filter (is_reached) as reached,
        first(rival order by rival_on, rival_score desc, preference, rival.model_id, rival.source_id)
            filter (is_reached and not is_doubtful) as undoubted,
        first(rival order by rival_score desc, preference, rival_on, rival.model_id, rival.source_id)
            filter (rival_on <= korean.dated_on) as best_then,
        first(rival order by rival_score desc, preference, rival_on, rival.model_id, rival.source_id)
            filter (rival_on is not null) as best_now,
        min(rival_on) filter (not is_reached) as first_below_on,
        max(rival_on) as covered_until,
        count(distinct rival.model_id) as n_rivals
    from held
    group by all
)

select
    korean.benchmark_id, korean.model_id, korean.team_id, korean.category, korean.unit, korean.conditions,
    korean.measured_by, rivals,
    korean.score, korean.score_text, korean.signed_score, korean.mode, korean.effort,
    korean.relation, korean.reporter_id, korean.quoted_by, korean.source_id,
    korean.dated_on as released_on, korean.decimals,
    reached.model_id as reached_model_id, reached.country as reached_country, reached.dated_on as reached_on,
    reached.is_dated_by_run as is_reached_by_run,
    reached.score as reached_score, reached.score_text as reached_text, reached.mode as reached_mode,
    reached.effort as reached_effort, reached.conditions as reached_conditions, reached.relation as reached_relation,
    reached.reporter_id as reached_reporter_id, reached.quoted_by as reached_quoted_by,
    reached.source_id as reached_source_id,
    months_between(reached.dated_on, korean.dated_on) as months,
    case
        when n_rivals = 0 then 'no_rival'
        when korean.dated_on is null then 'no_date'
        when reached.dated_on < korean.dated_on then 'behind'
        when reached.dated_on = korean.dated_on then 'level'
        when reached.dated_on > korean.dated_on then 'ahead'
        when covered_until >= korean.dated_on then 'not_reached'
        else 'not_covered'
    end as state,
    coalesce(
        reached.dated_on < korean.dated_on and coalesce(first_below_on >= reached.dated_on, true), false
    ) as is_at_least,
    reached.doubt_ko, reached.doubt_en,
    undoubted.model_id as undoubted_model_id, undoubted.dated_on as undoubted_on,
    months_between(undoubted.dated_on, korean.dated_on) as undoubted_months,
    best_then.model_id as best_then_model_id, best_then.score as best_then_score,
    best_then.score_text as best_then_text, best_then.source_id as best_then_source_id,
    best_then.signed_score - korean.signed_score as points_then,
    best_now.model_id as best_now_model_id, best_now.score as best_now_score, best_now.score_text as best_now_text,
    best_now.source_id as best_now_source_id,
    best_now.signed_score - korean.signed_score as points_now,
    covered_until, n_rivals,
    coalesce(programme_model.is_current, false) as is_current,
    team_place.is_in
from answered
left join programme_model on programme_model.model_id = korean.model_id
left join team_place on team_place.team_id = korean.team_id
order by korean.benchmark_id, korean.measured_by, rivals, korean.dated_on desc nulls last, korean.model_id;

comment on view months_behind is
    'How long before the release of a Korean model a foreign model with at least its number had been released, from '
    'the numbers held: an earlier foreign model without a number here may have reached it, so months are a lower bound';
comment on column months_behind.rivals is
    'whom the Korean model is held against: world (all but Korea), US, CN, or open (open weights, all but Korea)';
comment on column months_behind.released_on is 'day of the Korean model''s release; blank where not known';
comment on column months_behind.decimals is 'decimals of the Korean number';
comment on column months_behind.reached_model_id is
    'the earliest dated foreign model with a number at least as good; one with fewer decimals has to be better by half '
    'a unit of its last; blank where none is held';
comment on column months_behind.reached_country is 'country of its maker, two letters';
comment on column months_behind.reached_on is 'day of its release, or of the measurement where that is not known';
comment on column months_behind.is_reached_by_run is 'that day is the day of the measurement';
comment on column months_behind.reached_score is 'its number';
comment on column months_behind.reached_text is 'its number as published';
comment on column months_behind.reached_mode is 'its mode';
comment on column months_behind.reached_effort is 'its effort';
comment on column months_behind.reached_conditions is 'conditions recorded of its number';
comment on column months_behind.reached_relation is 'who measured it: own, independent or competitor';
comment on column months_behind.reached_reporter_id is 'organisation that measured it';
comment on column months_behind.reached_quoted_by is 'organisation that printed it as another''s';
comment on column months_behind.reached_source_id is 'source of its number';
comment on column months_behind.months is
    'months from that day to the Korean model''s release; negative where the foreign model came later';
comment on column months_behind.state is
    'behind, level (same day), ahead (a foreign model reached it later), not_reached (by no number held, though later '
    'foreign models have one), not_covered (no number held is as late as the Korean model), no_date, no_rival';
comment on column months_behind.is_at_least is
    'no earlier foreign number below the Korean one is held: the months are at least these';
comment on column months_behind.doubt_ko is 'why there is reason to doubt the number that reached it, Korean';
comment on column months_behind.doubt_en is 'why there is reason to doubt the number that reached it, English';
comment on column months_behind.undoubted_model_id is 'the earliest foreign model without doubtful numbers';
comment on column months_behind.undoubted_on is 'day of its release';
comment on column months_behind.undoubted_months is 'months without doubtful numbers';
comment on column months_behind.best_then_model_id is
    'foreign model with the best number among those released until the Korean model was';
comment on column months_behind.best_then_score is 'its number';
comment on column months_behind.best_then_text is 'its number as published';
comment on column months_behind.best_then_source_id is 'source of its number';
comment on column months_behind.points_then is
    'that number less the Korean one in the unit, its sign turned where lower is better; negative: Korea is ahead';
comment on column months_behind.best_now_model_id is 'foreign model with the best number held';
comment on column months_behind.best_now_score is 'its number';
comment on column months_behind.best_now_text is 'its number as published';
comment on column months_behind.best_now_source_id is 'source of its number';
comment on column months_behind.points_now is 'the same difference against the best number held';
comment on column months_behind.covered_until is 'day of the newest foreign model with a number';
comment on column months_behind.n_rivals is 'how many foreign models have a number';
comment on column months_behind.is_current is 'the newest main model of a team of the programme';
comment on column months_behind.is_in is
    'whether the maker is still in the programme; blank for organisations that never were';
comment on column months_behind.team_id is 'organisation that makes the Korean model';
comment on column months_behind.unit is 'unit of the numbers';
comment on column months_behind.score is 'the Korean model''s number, in the benchmark''s unit';
